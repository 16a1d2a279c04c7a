import type { KpiName } from "../results/kpi_definitions.ts";
import { comparisonOf, valuesByDraw } from "./comparison.ts";
import type { ExperimentResults } from "./results.ts";
import type { Interval } from "./statistics/interval.ts";
import { type Leader, leaderOf } from "./statistics/leader.ts";

/** The setting whose values a league compares. */
export const MECHANISM = "market.clearing";

/** A figure by which markets are told apart. */
export interface LeagueFigure {
  /** Which. */
  readonly kpi: KpiName;
  /** Which way is better; undefined for one that only tells who gets what, and has no leader. */
  readonly better?: "more" | "less";
}

/** What a market is judged by: what it is worth, how much it moves, whom it harms, who gets it. */
export const leagueFigures: readonly LeagueFigure[] = [
  { kpi: "welfare_share", better: "more" },
  { kpi: "feasible_share", better: "more" },
  { kpi: "trades_worse_off", better: "less" },
  { kpi: "community_savings", better: "more" },
  { kpi: "benefit_gini", better: "less" },
  { kpi: "members_worse_off", better: "less" },
  { kpi: "buyers_share" },
  { kpi: "market_operator_balance" },
];

/** A figure of every variant. */
export interface LeagueColumn extends LeagueFigure {
  /** By variant, over all draws. */
  readonly values: readonly Interval[];
  /** Who is best, and whether beyond chance; undefined where nothing is better, or fewer than two have it. */
  readonly leader: Leader | undefined;
}

/** Whether an experiment compares mechanisms. */
export function isLeague({ header }: ExperimentResults): boolean {
  return header.factors.includes(MECHANISM) && header.variants.length > 1;
}

/** The league of an experiment's variants, figure by figure. */
export function leagueOf(
  results: ExperimentResults,
  figures: readonly LeagueFigure[] = leagueFigures,
): LeagueColumn[] {
  const variants = results.header.variants.map((_, variant) => variant);
  return figures.map(({ kpi, better }) => {
    const sign = better === "less" ? -1 : 1;
    return {
      kpi,
      ...(better === undefined ? {} : { better }),
      values: variants.map((variant) => comparisonOf(results, variant, kpi).value),
      leader: better === undefined ? undefined : leaderOf(
        variants.map((variant) => valuesByDraw(results, variant, kpi).map((value) => sign * value)),
      ),
    };
  });
}

/** What a variant is called: its levels, the mechanism alone where nothing else varies. */
export function variantName(levels: Readonly<Record<string, string>>): string {
  return Object.values(levels).join(", ");
}
