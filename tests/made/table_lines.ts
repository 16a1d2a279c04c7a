import type { Step } from "../../lib/simulation.ts";
import { memberStepOf, memberTable } from "../../lib/results/tables/member_steps.ts";
import { stepEncoder, type StepTableKind } from "../../lib/results/tables/step_encoder.ts";
import { tradeStepOf, tradeTable } from "../../lib/results/tables/trade_steps.ts";

/** The lines of prosumer_stats.csv for a step of an hour of the run, by prosumer id. */
export function prosumerLines(step: Step, hour: number): string[] {
  return linesOf(memberTable(step.members), memberStepOf(step, hour));
}

/** The lines of trades.csv for a step of an hour of the run. */
export function tradeLines(step: Step, hour: number): string[] {
  return linesOf(tradeTable(step.members.size), tradeStepOf(step, hour));
}

/** With their line breaks. */
function linesOf<Columns>(kind: StepTableKind<Columns>, columns: Columns): string[] {
  const decoder = new TextDecoder();
  const pieces = stepEncoder(kind, "csv").step(columns);
  const text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
  return text.split(/(?<=\n)/);
}
