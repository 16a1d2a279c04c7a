import { deepStrictEqual as deepEqual, ok, throws } from "node:assert/strict";
import { trainPv } from "lib/forecast/pv/forecaster.ts";
import { InputError } from "lib/input_error.ts";
import { randomStream } from "lib/random.ts";
import { syntheticSystem, utc } from "../../made/pv_fixtures.ts";

const chance = (piece: number) => randomStream(42, "importance", piece);

Deno.test("clouds that drift are told by the last hour, under what a cloudless sky would yield", () => {
  const history = [syntheticSystem({ days: 400 })];
  const split = utc("2021-12-01T00:00");
  const found = trainPv(history, split).importance(history, split, chance);
  const growth = Object.fromEntries(found.map(({ name, growth }) => [name, growth]));
  deepEqual(
    found.map(({ name }) => name),
    [...found].sort((a, b) => b.growth - a.growth).map(
      ({ name }) => name,
    ),
  );
  ok(growth["what a cloudless sky would yield"] > 0.5, JSON.stringify(growth));
  ok(growth["the last sunlit hour"] > 0.2, JSON.stringify(growth));
  ok(growth["the last sunlit hour"] > 5 * growth["the same hour yesterday"]);
});

Deno.test("where every hour's clouds are drawn anew, the hours before tell nothing", () => {
  const dice = randomStream(5, "clouds");
  const history = [syntheticSystem({ days: 400, index: () => dice.next() })];
  const split = utc("2021-12-01T00:00");
  const found = trainPv(history, split).importance(history, split, chance);
  const hoursBefore = found.filter(({ name }) => /hour|near by/.test(name));
  ok(hoursBefore.length === 6);
  for (const { name, growth } of hoursBefore) {
    ok(Math.abs(growth) < 0.05, `${name} ${growth}`);
  }
  ok(found[0].name === "what a cloudless sky would yield" && found[0].growth > 0.2);
});

Deno.test("a history that ends before the test is told", () => {
  const history = [syntheticSystem({ days: 100 })];
  const forecaster = trainPv(history, utc("2021-04-01T00:00"));
  throws(() => forecaster.importance(history, utc("2022-01-01T00:00"), chance), InputError);
});
