import type { Results } from "../../results/mod.ts";
import { batteryLevelFigure } from "./energy/battery_level.ts";
import { blocksWonFigure } from "./chain/blocks_won.ts";
import { energyBalanceFigure } from "./energy/balance.ts";
import { energyByHourFigure } from "./energy/by_hour.ts";
import { energyFlowsFigure } from "./energy/flows.ts";
import { fairnessFigure } from "./chain/fairness.ts";
import type { Figure } from "../parts/figure.ts";
import { finalBalancesFigure } from "./money/final_balances.ts";
import { hashPowerFigure } from "./chain/hash_power.ts";
import { moneyByAccountFigure } from "./money/by_account.ts";
import { neighbourhoodsFigure } from "./community/neighbourhoods.ts";
import { pendingTransactionsFigure } from "./chain/pending_transactions.ts";
import { pricesByHourFigure } from "./money/prices_by_hour.ts";
import { pvAndLoadFigure } from "./community/pv_and_load.ts";
import { regulatorTiersFigure } from "./regulator_tiers.ts";
import { supplyAndDemandFigure } from "./money/supply_and_demand.ts";
import { tradeMatrixFigure } from "./energy/trade_matrix.ts";
import { turinMapFigure } from "./community/turin_map.ts";

/** Figures that belong together, in reading order. */
export interface FigureChapter {
  /** What they are about. */
  readonly heading: string;
  /** The figures. */
  readonly figures: readonly Figure[];
}

/** How each figure is drawn, by chapter. None depends on what was drawn before. */
export const runDrawings: readonly {
  /** What the chapter is about. */
  readonly heading: string;
  /** Its figures, in reading order. */
  readonly draw: readonly ((results: Results) => Figure)[];
}[] = [
  { heading: "The community", draw: [turinMapFigure, neighbourhoodsFigure, pvAndLoadFigure] },
  {
    heading: "Energy",
    draw: [
      energyFlowsFigure,
      energyBalanceFigure,
      batteryLevelFigure,
      energyByHourFigure,
      tradeMatrixFigure,
    ],
  },
  {
    heading: "Prices and money",
    draw: [
      pricesByHourFigure,
      (results) => supplyAndDemandFigure(results),
      moneyByAccountFigure,
      finalBalancesFigure,
    ],
  },
  { heading: "The regulator", draw: [regulatorTiersFigure] },
  {
    heading: "The chain",
    draw: [hashPowerFigure, blocksWonFigure, fairnessFigure, pendingTransactionsFigure],
  },
];

/** Every figure that a run's results alone tell, by chapter. */
export function runFigures(results: Results): FigureChapter[] {
  return runDrawings.map(({ heading, draw }) => ({
    heading,
    figures: draw.map((figure) => figure(results)),
  }));
}
