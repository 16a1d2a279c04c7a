import type { Step } from "../../lib/simulation.ts";
import { memberStepOf, memberTable } from "../../lib/results/tables/member_steps.ts";
import { tradeStepOf, tradeTable } from "../../lib/results/tables/trade_steps.ts";

/** The lines of prosumer_stats.csv for a step of an hour of the run, by prosumer id. */
export function prosumerLines(step: Step, hour: number): string[] {
  const line = memberTable(step.members).lines(memberStepOf(step, hour));
  return Array.from({ length: step.members.size }, (_, id) => line(id));
}

/** The lines of trades.csv for a step of an hour of the run. */
export function tradeLines(step: Step, hour: number): string[] {
  const line = tradeTable(step.members.size).lines(tradeStepOf(step, hour));
  return Array.from({ length: step.trades.count }, (_, trade) => line(trade));
}
