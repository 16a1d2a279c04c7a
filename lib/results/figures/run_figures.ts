import type { Results } from "../results.ts";
import { batteryLevelFigure } from "./battery_level.ts";
import { blocksWonFigure } from "./blocks_won.ts";
import { energyBalanceFigure } from "./energy_balance.ts";
import { energyByHourFigure } from "./energy_by_hour.ts";
import { energyFlowsFigure } from "./energy_flows.ts";
import { fairnessFigure } from "./fairness.ts";
import type { Figure } from "./figure.ts";
import { finalBalancesFigure } from "./final_balances.ts";
import { hashPowerFigure } from "./hash_power.ts";
import { moneyByAccountFigure } from "./money_by_account.ts";
import { neighbourhoodsFigure } from "./neighbourhoods.ts";
import { pendingTransactionsFigure } from "./pending_transactions.ts";
import { pricesByHourFigure } from "./prices_by_hour.ts";
import { pvAndLoadFigure } from "./pv_and_load.ts";
import { regulatorTiersFigure } from "./regulator_tiers.ts";
import { supplyAndDemandFigure } from "./supply_and_demand.ts";
import { tradeMatrixFigure } from "./trade_matrix.ts";
import { turinMapFigure } from "./turin_map.ts";

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
