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

/** Every figure that a run's results alone tell, by chapter. */
export function runFigures(results: Results): FigureChapter[] {
  return [
    {
      heading: "The community",
      figures: [turinMapFigure(results), neighbourhoodsFigure(results), pvAndLoadFigure(results)],
    },
    {
      heading: "Energy",
      figures: [
        energyFlowsFigure(results),
        energyBalanceFigure(results),
        batteryLevelFigure(results),
        energyByHourFigure(results),
        tradeMatrixFigure(results),
      ],
    },
    {
      heading: "Prices and money",
      figures: [
        pricesByHourFigure(results),
        supplyAndDemandFigure(results),
        moneyByAccountFigure(results),
        finalBalancesFigure(results),
      ],
    },
    { heading: "The regulator", figures: [regulatorTiersFigure(results)] },
    {
      heading: "The chain",
      figures: [
        hashPowerFigure(results),
        blocksWonFigure(results),
        fairnessFigure(results),
        pendingTransactionsFigure(results),
      ],
    },
  ];
}
