import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { reserve, reservedShare } from "lib/settlement/mod.ts";
import { close } from "../../made/fixtures.ts";

Deno.test("sharing 60 % of what is fed in reserves 5 % of the premium, 15 % with a grant", () => {
  close(reservedShare(60, 100, 0), 0.05);
  close(reservedShare(60, 100, 40), 0.15);
  equal(reservedShare(55, 100, 0), 0);
  equal(reservedShare(45, 100, 20), 0);
  equal(reservedShare(10, 100, 0), 0);
  equal(reservedShare(0, 0, 0), 0);
});

Deno.test("what is reserved goes from businesses to the others, by their own premium", () => {
  // Of 100 € 10 are reserved: the business gives 4, the others give 6 and get 10 as 1 to 2.
  const { changes, leftOver } = reserve(
    [0, 1, 2],
    Float64Array.of(40, 20, 40),
    Uint8Array.of(1, 0, 0),
    0.1,
  );
  deepEqual([...changes].map((eur) => eur.toFixed(6)), ["-4.000000", "1.333333", "2.666667"]);
  equal(leftOver, 0);
});

Deno.test("others without a premium share it alike, and among businesses alone it is nobody's", () => {
  const premium = Float64Array.of(100, 0, 0);
  deepEqual([...reserve([0, 1, 2], premium, Uint8Array.of(1, 0, 0), 0.1).changes], [-10, 5, 5]);
  const businesses = reserve([0, 1, 2], premium, Uint8Array.of(1, 1, 1), 0.1);
  equal(businesses.leftOver, 10);
  close(businesses.changes.reduce((sum, eur) => sum + eur, 0), -10);
});

Deno.test("nothing is reserved where no business is: nobody's premium changes", () => {
  const { changes } = reserve([0, 1], Float64Array.of(3, 5), Uint8Array.of(0, 0), 0.2);
  for (const eur of changes) close(eur, 0);
});

Deno.test("who is under another substation, or under none, neither gives nor gets", () => {
  // Members 1 and 3 are under the substation: the business gives a tenth of 40 €, the household has it.
  const { changes, leftOver } = reserve(
    [1, 3],
    Float64Array.of(70, 40, 90, 0),
    Uint8Array.of(0, 1, 0, 0),
    0.1,
  );
  deepEqual([...changes], [-4, 4]);
  equal(leftOver, 0);
});
