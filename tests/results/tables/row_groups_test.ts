import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { readParquet, ROWS_OF_A_GROUP } from "../../../lib/parquet.ts";
import { stepEncoder } from "../../../lib/results/tables/step_encoder.ts";
import { type TradeStep, tradeTable } from "../../../lib/results/tables/trade_steps.ts";

const MEMBERS = 1000;

/** Trades of a step, each with numbers of its own. */
function tradesOf(count: number, step: number): TradeStep {
  const column = (scale: number) =>
    Float64Array.from({ length: count }, (_, t) => t * scale + step);
  const parties = (offset: number) =>
    Int32Array.from({ length: count }, (_, t) => (t + offset) % (MEMBERS + 1) - 1);
  return {
    hour: step,
    step,
    count,
    sender: parties(0),
    receiver: parties(7),
    amountKwh: column(0.5),
    eurPerKwh: column(0.25),
    sellersEurPerKwh: column(0.125),
    type: Uint8Array.from({ length: count }, (_, t) => t % 3),
    buyerEur: column(2),
    sellerEur: column(3),
  };
}

Deno.test("steps of more rows than a row group lose none, and none is there twice", async () => {
  const counts = [ROWS_OF_A_GROUP + 1, 0, 2 * ROWS_OF_A_GROUP, 3];
  const encoder = stepEncoder(tradeTable(MEMBERS), "parquet");
  const steps = counts.map(tradesOf);
  const pieces = [encoder.begin(), ...steps.flatMap((at) => encoder.step(at)), encoder.end()];
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  const { height, numbers, texts } = await readParquet(bytes);
  equal(height, counts.reduce((sum, count) => sum + count));
  const whole = (column: (at: TradeStep) => ArrayLike<number>) =>
    steps.flatMap((at) => Array.from(column(at)));
  for (const [name, column] of [["amount", "amountKwh"], ["price_per_kWh", "eurPerKwh"]] as const) {
    deepEqual(Array.from(numbers.get(name)!), whole((at) => at[column]));
  }
  deepEqual(
    texts.get("receiver"),
    whole((at) => at.receiver).map((id) => id < 0 ? "Aggregator" : String(id)),
  );
});
