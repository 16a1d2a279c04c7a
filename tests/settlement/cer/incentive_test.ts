import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { Members } from "lib/community/mod.ts";
import type { Config } from "lib/config/settings.ts";
import { memberKinds } from "lib/member_kind.ts";
import { Accounts, Incentive, splits } from "lib/settlement/mod.ts";
import { HOUR, midnightInRome, type Steps } from "lib/time.ts";
import fc from "../../made/fast_check.ts";
import { close } from "../../made/fixtures.ts";

type Terms = NonNullable<Config["cer"]>;
const terms: Terms = { grant_percent: 0, area: "north", split: "equal-halves" };
const DAY = midnightInRome("2024-06-01");
const hours = (count: number, seconds = HOUR): Steps => ({ start: DAY, seconds, count });

/** A member's substation and kind; no kW of panels but 3. */
type Given = readonly [substation: number, kind?: typeof memberKinds[number], kw?: number];

function incentiveOf(given: readonly Given[], steps: Steps, changed: Partial<Terms> = {}) {
  const members = new Members(given.length, ["A"], [{ latitude: 45, longitude: 7 }]);
  given.forEach(([substation, kind = "household", kw = 3], i) => {
    members.substation[i] = substation;
    members.kind[i] = memberKinds.indexOf(kind);
    members.pvCapacityKw[i] = kw;
  });
  const accounts = new Accounts(given.length);
  return {
    accounts,
    incentive: new Incentive(members, { ...terms, ...changed }, 10.57, steps),
    take(step: number, metered: readonly number[], zonalPrice = 0.11) {
      const postings = accounts.of("incentive");
      this.incentive.take(step, Float64Array.from(metered), zonalPrice, postings);
      accounts.closeStep();
    },
  };
}

Deno.test("an hour by hand: 2 kWh shared at .14057 €/kWh, halves to those who fed in and who took", () => {
  const made = incentiveOf([[0], [0], [0]], hours(2));
  made.take(0, [-3, 1.5, 0.5]);
  const { sharedKwh, injectedKwh, premiumEur, refundEur } = made.incentive.totals;
  deepEqual([injectedKwh, sharedKwh], [3, 2]);
  close(premiumEur, 0.26);
  close(refundEur, 0.02114);
  const half = 0.14057;
  [half, half * 0.75, half * 0.25].forEach((eur, i) => close(made.accounts.incentive[i], eur));
  close(made.accounts.gse, -0.28114);
});

Deno.test("two substations share nothing with each other, a member without one with nobody", () => {
  const made = incentiveOf([[0], [1], [0], [-1], [1]], hours(2));
  made.take(0, [-3, 2, 1, 5, -1]);
  equal(made.incentive.totals.sharedKwh, 1 + 1);
  equal(made.incentive.totals.injectedKwh, 4);
  deepEqual([...made.incentive.totals.sharedWithdrawnKwh], [0, 1, 1, 0, 0]);
  deepEqual([...made.incentive.totals.sharedInjectedKwh], [1, 0, 0, 0, 1]);
  equal(made.accounts.incentive[3], 0);
});

Deno.test("energy is shared by the hour, whatever the step: what is fed in first serves who takes later", () => {
  const quarters = incentiveOf([[0], [0]], hours(8, 900));
  quarters.take(0, [-2, 0]);
  quarters.take(1, [0, 0]);
  quarters.take(2, [0, 1]);
  equal(quarters.incentive.totals.sharedKwh, 0);
  quarters.take(3, [0, 0.5]);
  equal(quarters.incentive.totals.sharedKwh, 1.5);
  quarters.take(4, [0, 5]);
  equal(quarters.incentive.totals.sharedKwh, 1.5);
});

Deno.test("the price of an hour is the mean of its steps'", () => {
  const halves = incentiveOf([[0], [0]], hours(4, 1800));
  halves.take(0, [-1, 1], 0.16);
  halves.take(1, [0, 0], 0.18);
  close(halves.incentive.totals.premiumEur, (80 + 10 + 10) / 1000);
});

Deno.test("a member that feeds in and takes within an hour is on both sides", () => {
  const made = incentiveOf([[0]], hours(4, 1800));
  made.take(0, [-1]);
  made.take(1, [1]);
  equal(made.incentive.totals.sharedKwh, 1);
});

Deno.test("a grant lowers the premium on what businesses took alone, after those who are exempt", () => {
  const premium = (kinds: readonly typeof memberKinds[number][], metered: readonly number[]) => {
    const made = incentiveOf(kinds.map((kind) => [0, kind]), hours(2), { grant_percent: 40 });
    made.take(0, metered);
    return made.incentive.totals.premiumEur;
  };
  close(premium(["household", "household"], [-2, 2]), 0.26);
  close(premium(["household", "business"], [-2, 2]), 0.13);
  close(premium(["household", "public"], [-2, 2]), 0.26);
  // 3 kWh shared, of which the household has 1 and is served first.
  close(premium(["business", "business", "household"], [-3, 4, 1]), (1 + 2 * 0.5) * 0.13);
});

Deno.test("plants of other powers count by what each fed in", () => {
  const made = incentiveOf([[0, "public", 300], [0, "public", 100], [0]], hours(2), {
    area: "south",
  });
  made.take(0, [-1, -3, 2], 0);
  close(made.incentive.totals.premiumEur, 2 * (1 * 110 + 3 * 120) / 4 / 1000);
});

Deno.test("at the end a business gives back what exceeds the threshold, and the books close", () => {
  const made = incentiveOf([[0], [0, "business"]], hours(1));
  made.take(0, [-1, 1]);
  // All is shared: 45 % of the premium of .13 are not for the business, which had half of it.
  const half = 0.14057 / 2;
  close(made.accounts.incentive[1], half - 0.45 * 0.065);
  close(made.accounts.incentive[0], half + 0.45 * 0.065);
});

Deno.test("among businesses alone the excess goes to social purposes", () => {
  const made = incentiveOf([[0, "business"], [0, "business"]], hours(1));
  made.take(0, [-1, 1]);
  close(made.accounts.state, 0.45 * 0.13);
});

Deno.test("of the excess nothing is for a household outside of all substations", () => {
  const made = incentiveOf([[0, "business"], [0, "business"], [-1]], hours(1));
  made.take(0, [-1, 1, 2]);
  equal(made.accounts.incentive[2], 0);
  close(made.accounts.state, 0.45 * 0.13);
  close(made.incentive.totals.socialEur, 0.45 * 0.13);
});

Deno.test("the threshold is judged substation by substation", () => {
  // Under the first all is shared, under the second 10 of 100 kWh: together 11 of 101, far below 55 %.
  const made = incentiveOf([[0], [0, "business"], [1], [1, "business"]], hours(1));
  made.take(0, [-1, 1, -100, 10]);
  const half = 0.14057 / 2;
  close(made.accounts.incentive[0], half + 0.45 * 0.065);
  close(made.accounts.incentive[1], half - 0.45 * 0.065);
  close(made.accounts.incentive[2], 10 * half);
  close(made.accounts.incentive[3], 10 * half);
  equal(made.incentive.totals.socialEur, 0);
});

Deno.test("an excess among the businesses of one substation does not go to households of another", () => {
  const made = incentiveOf([[0, "business"], [0, "business"], [1], [1]], hours(1));
  made.take(0, [-1, 1, -1, 1]);
  close(made.accounts.state, 0.45 * 0.13);
  close(made.accounts.incentive[2] + made.accounts.incentive[3], 0.14057);
});

Deno.test("the threshold is judged year by year", () => {
  const steps = { start: midnightInRome("2025-01-01") - HOUR, seconds: HOUR, count: 2 };
  const made = incentiveOf([[0], [0, "business"]], steps);
  made.take(0, [-1, 1]);
  const first = made.accounts.incentive[1];
  close(first, 0.14057 / 2 - 0.45 * 0.065);
  made.take(1, [-1, 0.5]);
  // Half is shared, below the threshold.
  close(made.accounts.incentive[1] - first, 0.14057 / 4);
});

Deno.test("splits: alike by heads, or to those who took", () => {
  const shares = (split: string) => {
    const made = incentiveOf([[0], [0], [0], [1]], hours(2), { split });
    made.take(0, [-3, 1.5, 0.5, 1]);
    return [...made.accounts.incentive].map((eur) => (eur / 0.28114).toFixed(6));
  };
  deepEqual(shares("per-capita"), ["0.333333", "0.333333", "0.333333", "0.000000"]);
  deepEqual(shares("by-use"), ["0.000000", "0.750000", "0.250000", "0.000000"]);
});

Deno.test("whatever is metered, the books close, no more is shared than fed in or taken", () => {
  const kwh = fc.double({ min: -5, max: 5, noNaN: true });
  const member = fc.tuple(fc.integer({ min: -1, max: 2 }), fc.constantFrom(...memberKinds));
  fc.assert(fc.property(
    fc.array(fc.tuple(member, fc.array(kwh, { minLength: 3, maxLength: 3 })), {
      minLength: 1,
      maxLength: 8,
    }),
    fc.constantFrom(...Object.keys(splits)),
    fc.integer({ min: 0, max: 40 }),
    (drawn, split, grant_percent) => {
      const made = incentiveOf(drawn.map(([[at, kind]]) => [at, kind]), hours(3), {
        split,
        grant_percent,
      });
      let [fedIn, taken] = [0, 0];
      for (let step = 0; step < 3; step++) {
        const metered = drawn.map(([, values]) => values[step]);
        made.take(step, metered);
        drawn.forEach(([[at]], i) => {
          if (at < 0) return;
          if (metered[i] < 0) fedIn -= metered[i];
          else taken += metered[i];
        });
      }
      const { sharedKwh, premiumEur, refundEur } = made.incentive.totals;
      close(Math.max(0, sharedKwh - Math.min(fedIn, taken)), 0, 1e-9);
      close(premiumEur + refundEur, -made.accounts.gse, 1e-9);
      const members = made.accounts.incentive.reduce((sum, eur) => sum + eur, 0);
      close(members + made.accounts.state + made.accounts.gse, 0, 1e-9);
    },
  ));
});
