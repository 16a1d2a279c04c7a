import type { Block } from "../chain/block.ts";
import { type TradeColumns, TradeType } from "../market/trades.ts";
import type { Hour } from "../simulation.ts";

/** A run in a few numbers. Energy in kWh, prices in €/kWh, money in €. */
export interface RunSummary {
  readonly hours: number;
  readonly prosumers: number;
  readonly neighbourhoods: readonly string[];
  readonly pvKwh: number;
  readonly loadKwh: number;
  readonly batteryInKwh: number;
  readonly batteryOutKwh: number;
  readonly p2pKwh: number;
  readonly gridBuyKwh: number;
  readonly gridSellKwh: number;
  /** P2P energy over all energy that prosumers bought, 0 … 1; NaN if nobody bought. */
  readonly p2pShare: number;
  /** Share of the load that did not come from the grid, 0 … 1. */
  readonly selfSufficiency: number;
  /** Share of the PV generation that was not sold to the grid, 0 … 1; NaN without any. */
  readonly selfConsumption: number;
  readonly marketPrice: { readonly min: number; readonly mean: number; readonly max: number };
  /** Mean P2P price, weighted by energy; NaN without a P2P trade. */
  readonly p2pPrice: number;
  readonly money: {
    readonly prosumers: number;
    readonly aggregator: number;
    readonly networkOperator: number;
    readonly regulatorFund: number;
    readonly bestProsumer: number;
    readonly worstProsumer: number;
  };
  readonly transactions: number;
  /** Blocks, the genesis block included. */
  readonly blocks: number;
  readonly hashesTried: number;
}

/** Adds up a run while it goes by. */
export class RunTotals {
  readonly #energy = { pv: 0, load: 0, batteryIn: 0, batteryOut: 0, p2p: 0, buy: 0, sell: 0 };
  #hours = 0;
  #priceSum = 0;
  #lowestPrice = Infinity;
  #highestPrice = -Infinity;
  #p2pValue = 0;
  #transactions = 0;
  #blocks = 0;
  #hashesTried = 0;
  #last: Hour | undefined;

  /** Takes an hour and the block that holds its trades, if it had any. */
  add(hour: Hour, block: Block | undefined): void {
    const { energy, marketPrice, trades } = hour;
    this.#energy.pv += energy.pvKwh;
    this.#energy.load += energy.loadKwh;
    this.#energy.batteryIn += energy.batteryInKwh;
    this.#energy.batteryOut += energy.batteryOutKwh;
    this.#energy.p2p += energy.p2pKwh;
    this.#energy.buy += energy.gridBuyKwh;
    this.#energy.sell += energy.gridSellKwh;
    this.#hours++;
    this.#priceSum += marketPrice;
    this.#lowestPrice = Math.min(this.#lowestPrice, marketPrice);
    this.#highestPrice = Math.max(this.#highestPrice, marketPrice);
    this.#p2pValue += p2pValue(trades);
    this.#transactions += trades.count;
    if (block !== undefined) this.addBlock(block);
    this.#last = hour;
  }

  /** Takes a block, such as the genesis block, that belongs to no hour. */
  addBlock(block: Block): void {
    this.#blocks++;
    this.#hashesTried += block.work.hashesTried;
  }

  /** @throws {RangeError} If no hour was added. */
  summary(): RunSummary {
    if (this.#last === undefined) throw new RangeError("Cannot summarise a run of no hours");
    const { pv, load, batteryIn, batteryOut, p2p, buy, sell } = this.#energy;
    const { community, accounts } = this.#last;
    let best = -Infinity;
    let worst = Infinity;
    for (const balance of accounts.prosumers) {
      best = Math.max(best, balance);
      worst = Math.min(worst, balance);
    }
    return {
      hours: this.#hours,
      prosumers: community.size,
      neighbourhoods: community.neighbourhoodNames,
      pvKwh: pv,
      loadKwh: load,
      batteryInKwh: batteryIn,
      batteryOutKwh: batteryOut,
      p2pKwh: p2p,
      gridBuyKwh: buy,
      gridSellKwh: sell,
      p2pShare: p2p / (p2p + buy),
      selfSufficiency: 1 - buy / load,
      selfConsumption: 1 - sell / pv,
      marketPrice: {
        min: this.#lowestPrice,
        mean: this.#priceSum / this.#hours,
        max: this.#highestPrice,
      },
      p2pPrice: this.#p2pValue / p2p,
      money: {
        prosumers: accounts.community,
        aggregator: accounts.aggregator,
        networkOperator: accounts.networkOperator,
        regulatorFund: accounts.regulatorFund,
        bestProsumer: best,
        worstProsumer: worst,
      },
      transactions: this.#transactions,
      blocks: this.#blocks,
      hashesTried: this.#hashesTried,
    };
  }
}

function p2pValue(trades: TradeColumns): number {
  let value = 0;
  for (let t = 0; t < trades.count; t++) {
    if (trades.type[t] === TradeType.P2P) value += trades.amountKwh[t] * trades.eurPerKwh[t];
  }
  return value;
}
