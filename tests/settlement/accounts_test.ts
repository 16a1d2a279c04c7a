import { deepStrictEqual as deepEqual, strictEqual as equal, throws } from "node:assert/strict";
import fc from "../made/fast_check.ts";
import { Accounts } from "../../lib/settlement/accounts.ts";
import { settle } from "../../lib/settlement/settle.ts";
import { bookOf, close, communityOf, type Member, type TradeRow } from "../made/fixtures.ts";

/** The market price, €/kWh: the aggregator asks 0.21 and pays 0.19. */
const P = 0.2;

/** The terms of members who pay the usual fees. */
const termsOf = (members: readonly Member[], price = P) => communityOf(members).round(price);

/** Accounts in the middle of a step that has traded. */
function posted(members: readonly Member[], rows: readonly TradeRow[], price = P): Accounts {
  const accounts = new Accounts(members.length);
  settle(bookOf(rows, members.length), termsOf(members, price), accounts);
  return accounts;
}

function settled(members: readonly Member[], rows: readonly TradeRow[], price = P): Accounts {
  const accounts = posted(members, rows, price);
  accounts.closeStep();
  return accounts;
}

interface Balances {
  readonly prosumers: readonly number[];
  readonly aggregator?: number;
  readonly networkOperator?: number;
  readonly regulatorFund?: number;
}

function assertBalances(accounts: Accounts, expected: Balances): void {
  for (const [i, balance] of expected.prosumers.entries()) close(accounts.prosumers[i], balance);
  close(accounts.aggregator, expected.aggregator ?? 0);
  close(accounts.networkOperator, expected.networkOperator ?? 0);
  close(accounts.regulatorFund, expected.regulatorFund ?? 0);
}

/** Prosumer 0 sells 10 kWh to prosumer 1 at 0.20 €/kWh: v = 2.00 €. */
const peerTrade: TradeRow = [0, 1, 10, 0.2, "P2P"];

Deno.test("neighbours: the buyer pays what the seller gets", () => {
  assertBalances(settled([{}, {}], [peerTrade]), { prosumers: [2, -2] });
});

Deno.test("across neighbourhoods each side pays 2 % to the network operator", () => {
  assertBalances(settled([{ home: 0 }, { home: 1 }], [peerTrade]), {
    prosumers: [1.96, -2.04],
    networkOperator: 0.08,
  });
});

Deno.test("a buyer's bonus of 1.05 is a discount of 5 % that the fund bears", () => {
  assertBalances(settled([{}, { bonus: 1.05 }], [peerTrade]), {
    prosumers: [2, -1.9],
    regulatorFund: -0.1,
  });
});

Deno.test("a seller's bonus of 1.10 is 10 % more that the fund bears", () => {
  assertBalances(settled([{ bonus: 1.1 }, {}], [peerTrade]), {
    prosumers: [2.2, -2],
    regulatorFund: -0.2,
  });
});

Deno.test("bonuses on both sides of a trade across neighbourhoods", () => {
  // Buyer 2 · 1.02 · 0.95 = 1.938; seller 2 · 0.98 · 1.1 = 2.156; operator 2 · 0.02 · 2 = 0.08;
  // fund −2.04 · 0.05 − 1.96 · 0.1 = −0.298.
  assertBalances(settled([{ home: 0, bonus: 1.1 }, { home: 2, bonus: 1.05 }], [peerTrade]), {
    prosumers: [2.156, -1.938],
    networkOperator: 0.08,
    regulatorFund: -0.298,
  });
});

Deno.test("a penalty plays no part among peers", () => {
  const members = [{ penalty: 1.1 }, { penalty: 1.1 }];
  assertBalances(settled(members, [peerTrade]), { prosumers: [2, -2] });
});

Deno.test("a grid purchase pays the aggregator, its penalty the fund", () => {
  // P = 0.20: 10 kWh at 0.21 are 2.10; with a penalty of 1.10 they are bought at 0.231, 2.31.
  const row: TradeRow = [-1, 0, 10, 0.21, "GRID_buy"];
  assertBalances(settled([{}], [row]), { prosumers: [-2.1], aggregator: 2.1 });
  const dearer: TradeRow = [-1, 0, 10, 0.231, "GRID_buy"];
  assertBalances(settled([{ penalty: 1.1, bonus: 1.05 }], [dearer]), {
    prosumers: [-2.31],
    aggregator: 2.1,
    regulatorFund: 0.21,
  });
});

Deno.test("at a negative price the buyer is paid, and its penalty makes that more", () => {
  // P = −0.20: λb = −0.19, so 10 kWh bring the buyer 1.90; a penalty of 1.10 makes that 2.09, and
  // the fund bears the 0.19.
  assertBalances(settled([{ penalty: 1.1 }], [[-1, 0, 10, -0.209, "GRID_buy"]], -0.2), {
    prosumers: [2.09],
    aggregator: -1.9,
    regulatorFund: -0.19,
  });
});

Deno.test("at a negative price a seller pays to get rid of its energy", () => {
  assertBalances(settled([{}], [[0, -1, 10, -0.21, "GRID_sell"]], -0.2), {
    prosumers: [-2.1],
    aggregator: 2.1,
  });
});

Deno.test("a negative price among neighbours: fee and bonus turn round with it", () => {
  // v = −2: the buyer gets 2 · 1.02 · 0.95, the seller pays 2 · 0.98 · 1.1; the network operator
  // pays 2 · 0.02 · 2; the fund gets 2.04 · 0.05 + 1.96 · 0.1.
  const members = [{ home: 0, bonus: 1.1 }, { home: 2, bonus: 1.05 }];
  assertBalances(settled(members, [[0, 1, 10, -0.2, "P2P"]], -0.2), {
    prosumers: [-2.156, 1.938],
    networkOperator: -0.08,
    regulatorFund: 0.298,
  });
});

Deno.test("a grid sale is paid by the aggregator, whatever the multipliers", () => {
  const row: TradeRow = [0, -1, 10, 0.19, "GRID_sell"];
  const expected = { prosumers: [1.9], aggregator: -1.9 };
  assertBalances(settled([{}], [row]), expected);
  assertBalances(settled([{ bonus: 1.1, penalty: 1.1 }], [row]), expected);
});

Deno.test("hours add up on the same accounts", () => {
  const terms = termsOf([{ home: 0 }, { home: 1 }]);
  const accounts = new Accounts(2);
  for (let hour = 0; hour < 3; hour++) settle(bookOf([peerTrade]), terms, accounts);
  assertBalances(accounts, { prosumers: [5.88, -6.12], networkOperator: 0.24 });
  close(accounts.community, -0.24);
});

Deno.test("an hour without trades moves nothing, and closes", () => {
  const accounts = settled([{}, {}], []);
  deepEqual([...accounts.prosumers], [0, 0]);
  equal(accounts.community, 0);
});

Deno.test("a cent too much in an account is found", () => {
  const accounts = posted([{}, {}], [peerTrade]);
  accounts.prosumers[1] += 0.01;
  throws(() => accounts.closeStep(), /accounts do not close.*0\.01.*€/);
});

Deno.test("a billionth of what was moved is the most that may be missing", () => {
  // The 2 € that pass through clearing count once, 2 € moved.
  const missing = (eur: number) => {
    const accounts = posted([{}, {}], [peerTrade]);
    accounts.prosumers[1] += eur;
    return accounts;
  };
  missing(1.5e-9).closeStep();
  throws(() => missing(3e-9).closeStep());
});

Deno.test("what earlier steps moved excuses no gap of a later one", () => {
  const accounts = settled([{}, {}], [peerTrade]);
  accounts.prosumers[1] += 3e-9;
  throws(() => accounts.closeStep(), /after a step that moved 0 €/);
});

Deno.test("money that is no number does not close", () => {
  const accounts = new Accounts(2);
  settle(bookOf([[0, 1, 1, NaN, "P2P"]]), termsOf([{}, {}]), accounts);
  throws(() => accounts.closeStep());
});

Deno.test("money closes whatever is traded, and each side's share is the contract's", () => {
  const size = 6;
  const id = fc.integer({ min: 0, max: size - 1 });
  const kwh = fc.integer({ min: 0, max: 1e9 }).map((milliWattHours) => milliWattHours / 1e6);
  const price = fc.integer({ min: -1e6, max: 1e6 }).map((eurPerGwh) => eurPerGwh / 1e6);
  const trade = fc.oneof(
    fc.tuple(id, id, kwh, price, fc.constant("P2P")).filter(([from, to]) => from !== to),
    fc.tuple(fc.constant(-1), id, kwh, price, fc.constant("GRID_buy")),
    fc.tuple(id, fc.constant(-1), kwh, price, fc.constant("GRID_sell")),
  );
  const member = fc.record({
    home: fc.integer({ min: 0, max: 2 }),
    bonus: fc.double({ min: 0.01, max: 1.99, noNaN: true }),
    penalty: fc.double({ min: 0.01, max: 100, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(member, { minLength: size, maxLength: size }),
      fc.array(trade, { maxLength: 30 }),
      price,
      (members, trades, marketPrice) => {
        const accounts = settled(members, trades, marketPrice);
        const asked = marketPrice + 0.05 * Math.abs(marketPrice);
        const expected = { prosumers: members.map(() => 0), aggregator: 0, operator: 0, fund: 0 };
        for (const [from, to, amount, price, type] of trades) {
          const v = amount * price;
          if (type === "P2P") {
            const f = members[from].home === members[to].home ? 0 : 0.02;
            const [dSeller, dBuyer] = [members[from].bonus - 1, members[to].bonus - 1];
            expected.prosumers[to] -= v * (1 + f) * (1 - dBuyer);
            expected.prosumers[from] += v * (1 - f) * (1 + dSeller);
            expected.operator += 2 * f * v;
            expected.fund += -v * (1 + f) * dBuyer - v * (1 - f) * dSeller;
          } else if (type === "GRID_buy") {
            expected.prosumers[to] -= v;
            expected.aggregator += amount * asked;
            expected.fund += v - amount * asked;
          } else {
            expected.prosumers[from] += v;
            expected.aggregator -= v;
          }
        }
        for (let i = 0; i < size; i++) close(accounts.prosumers[i], expected.prosumers[i], 1e-6);
        close(accounts.aggregator, expected.aggregator, 1e-6);
        close(accounts.networkOperator, expected.operator, 1e-6);
        close(accounts.regulatorFund, expected.fund, 1e-6);
      },
    ),
  );
});
