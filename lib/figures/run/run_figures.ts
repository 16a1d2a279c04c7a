import { type Results, usesItalysTariffs } from "../../results/mod.ts";
import { batteryLevelFigure } from "./energy/battery_level.ts";
import { blocksWonFigure } from "./chain/blocks_won.ts";
import { energyBalanceFigure } from "./energy/balance.ts";
import { energyByHourFigure } from "./energy/by_hour.ts";
import { energyFlowsFigure } from "./energy/flows.ts";
import { imbalanceFigure } from "./energy/imbalance.ts";
import { fairnessFigure } from "./chain/fairness.ts";
import { sayWord } from "../edition/say.ts";
import type { Figure } from "../parts/figure.ts";
import { balanceByProsumerFigure } from "./money/balance_by_prosumer.ts";
import { finalBalancesFigure } from "./money/final_balances.ts";
import { cashFlowFigure } from "./italy/cash_flow.ts";
import { memberWorldsFigure } from "./italy/member_worlds.ts";
import { hashPowerAreaFigure } from "./chain/hash_power_area.ts";
import { hashPowerFigure } from "./chain/hash_power.ts";
import { moneyByAccountFigure } from "./money/by_account.ts";
import { neighbourhoodsFigure } from "./community/neighbourhoods.ts";
import { pendingTransactionsFigure } from "./chain/pending_transactions.ts";
import { priceFormationFigure } from "./money/price_formation.ts";
import { pricesByHourFigure } from "./money/prices_by_hour.ts";
import { pvAndLoadFigure } from "./community/pv_and_load.ts";
import { regulatorMoneyFigure } from "./regulator_money.ts";
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
  /** To which runs it belongs; to all by default. */
  readonly of?: (results: Results) => boolean;
}[] = [
  { heading: "The community", draw: [turinMapFigure, neighbourhoodsFigure, pvAndLoadFigure] },
  {
    heading: "Energy",
    draw: [
      energyFlowsFigure,
      energyBalanceFigure,
      batteryLevelFigure,
      energyByHourFigure,
      imbalanceFigure,
      tradeMatrixFigure,
    ],
  },
  {
    heading: "Prices and money",
    draw: [
      pricesByHourFigure,
      (results) => supplyAndDemandFigure(results),
      (results) => priceFormationFigure(results),
      moneyByAccountFigure,
      finalBalancesFigure,
      balanceByProsumerFigure,
    ],
  },
  {
    heading: "Money as in Italy",
    draw: [memberWorldsFigure, cashFlowFigure],
    of: ({ config }) => usesItalysTariffs(config),
  },
  { heading: "The regulator", draw: [regulatorTiersFigure, regulatorMoneyFigure] },
  {
    heading: "The chain",
    draw: [
      hashPowerAreaFigure,
      hashPowerFigure,
      blocksWonFigure,
      fairnessFigure,
      pendingTransactionsFigure,
    ],
  },
];

/** Every figure that a run's results alone tell, by chapter. */
export function runFigures(results: Results): FigureChapter[] {
  return runDrawings.filter(({ of }) => of?.(results) ?? true).map(({ heading, draw }) => ({
    heading: sayWord(heading),
    figures: draw.map((figure) => figure(results)),
  }));
}
