import { strictEqual as equal, throws } from "node:assert/strict";
import canonicalize from "canonicalize";
import fc from "../../made/fast_check.ts";
import { canonicalTransaction, type Transaction } from "../../../lib/chain/format/transaction.ts";
import type { Party } from "../../../lib/market/parties.ts";
import { withSignatures } from "../../../lib/chain/format/signature.ts";

const trade: Transaction = {
  sender: 17,
  receiver: 4,
  amount: 0.5,
  price_per_kWh: 0.1,
  type: "P2P",
  timestamp: 1723672800,
  step: 0,
};

const party: fc.Arbitrary<Party> = fc.oneof(fc.nat(), fc.constant("Aggregator" as const));
const finite = fc.double({ noDefaultInfinity: true, noNaN: true });
const anyTransaction: fc.Arbitrary<Transaction> = fc.record({
  sender: party,
  receiver: party,
  amount: finite,
  price_per_kWh: finite,
  type: fc.constantFrom("P2P", "GRID_buy", "GRID_sell"),
  timestamp: fc.maxSafeNat(),
  step: fc.nat(),
});

Deno.test("the template writes what the canonicalize package writes, for any doubles", () => {
  fc.assert(
    fc.property(anyTransaction, (transaction) => {
      equal(canonicalTransaction(transaction), canonicalize(transaction));
    }),
    { numRuns: 5000 },
  );
});

Deno.test("signatures stand where canonical JSON has them", () => {
  fc.assert(fc.property(anyTransaction, (transaction) => {
    equal(
      withSignatures(canonicalTransaction(transaction), ["one", "two"]),
      canonicalize({ ...transaction, signatures: ["one", "two"] }),
    );
  }));
});

// RFC 8785, Appendix B: IEEE 754 bits and their JSON; and the numbers of the example in §3.2.2.
const rfc8785Numbers: readonly (readonly [string, string])[] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

Deno.test("numbers are written as in RFC 8785, Appendix B", () => {
  for (const [bits, json] of rfc8785Numbers) {
    const amount = new Float64Array(new BigUint64Array([BigInt(`0x${bits}`)]).buffer)[0];
    equal(canonicalTransaction({ ...trade, amount }).split(",")[0], `{"amount":${json}`);
  }
});

Deno.test("numbers are written as in the example of RFC 8785 §3.2.2", () => {
  const input = [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001];
  const output = ["333333333.3333333", "1e+30", "4.5", "0.002", "1e-27"];
  for (const [i, price_per_kWh] of input.entries()) {
    const text = canonicalTransaction({ ...trade, price_per_kWh });
    equal(text.split(",")[1], `"price_per_kWh":${output[i]}`);
  }
});

Deno.test("a number that JSON cannot write is refused", () => {
  for (const amount of [NaN, Infinity, -Infinity]) {
    throws(() => canonicalTransaction({ ...trade, amount }), RangeError);
    throws(() => canonicalTransaction({ ...trade, price_per_kWh: amount }), RangeError);
  }
});
