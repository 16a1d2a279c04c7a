import { DUST_KWH, type Members } from "../../community/mod.ts";
import { partyOf } from "../../market/parties.ts";
import { type MarketTrades, tradeTypeNames } from "../../market/trades.ts";
import type { Step } from "../../simulation.ts";
import { csvCell } from "./cells.ts";
import type { StepTableKind } from "./step_encoder.ts";
import type { PieceWriter } from "./piece_writer.ts";
import { columnsOf } from "./trade_steps.ts";

/** Columns of prosumer_stats.csv, a row per prosumer and step. */
export const prosumerColumns: readonly string[] = [
  "hour",
  "id",
  "pv_capacity",
  "pv_generation",
  "load",
  "battery_capacity",
  "battery_level",
  "imbalance",
  "money_balance",
  "trading_price",
  "neighbourhood",
  "bonus",
  "penalty",
  "p2p_exchanges",
  "agg_exchanges",
  "market_price",
  "transactions",
  "step",
  "pv_metered",
  "load_metered",
  "metered",
  "contract",
];

/** What prosumer_stats needs of the members, which never changes. */
export type MemberTraits = Pick<
  Members,
  "size" | "pvCapacityKw" | "batteryCapacityKwh" | "neighbourhood" | "neighbourhoodNames"
>;

/** What it needs of a step, a column per quantity. */
export interface MemberStep {
  readonly hour: number;
  readonly step: number;
  readonly marketPrice: number;
  readonly pvKwh: Float64Array;
  readonly loadKwh: Float64Array;
  readonly contractKwh: Float64Array;
  readonly batteryLevelKwh: Float64Array;
  readonly pvMeteredKwh: Float64Array;
  readonly loadMeteredKwh: Float64Array;
  readonly meteredKwh: Float64Array;
  readonly balanceEur: Float64Array;
  readonly quote: Float64Array;
  readonly bonus: Float64Array;
  readonly penalty: Float64Array;
  readonly p2pExchanges: Uint32Array;
  readonly aggExchanges: Uint32Array;
  /** For the column `transactions`; null where that is left out. */
  readonly trades: MarketTrades | null;
}

/** The columns of a step of an hour of the run; the simulation's own, which the next step overwrites. */
export function memberStepOf(
  { step, marketPrice, planned, metered, orders, standing, trades, accounts }: Step,
  hour: number,
  withTrades = true,
): MemberStep {
  return {
    hour,
    step,
    marketPrice,
    pvKwh: planned.pvKwh,
    loadKwh: planned.loadKwh,
    contractKwh: planned.imbalanceKwh,
    batteryLevelKwh: metered.batteryLevelKwh,
    pvMeteredKwh: metered.pvKwh,
    loadMeteredKwh: metered.loadKwh,
    meteredKwh: metered.imbalanceKwh,
    balanceEur: accounts.prosumers,
    quote: orders.quote,
    bonus: standing.bonus,
    penalty: standing.penalty,
    p2pExchanges: standing.p2pExchanges,
    aggExchanges: standing.aggExchanges,
    trades: withTrades ? columnsOf(trades) : null,
  };
}

/** The table prosumer_stats: in Parquet without `transactions`, which trades.parquet holds. */
export function memberTable(members: MemberTraits): StepTableKind<MemberStep> {
  const { size, pvCapacityKw, batteryCapacityKwh, neighbourhood, neighbourhoodNames } = members;
  const encoder = new TextEncoder();
  const names = neighbourhoodNames.map((name) => encoder.encode(csvCell(name)));
  const mostBytes = MOST_BYTES_OF_NUMBERS + Math.max(0, ...names.map(({ length }) => length));
  const homes = Array.from(neighbourhood, (home) => neighbourhoodNames[home]);
  const ids = Int32Array.from({ length: size }, (_, i) => i);
  return {
    csvColumns: prosumerColumns,
    parquetColumns: prosumerColumns.filter((name) => name !== "transactions").map((name) => ({
      name,
      nullable: name === "trading_price",
      few: FEW.has(name),
    })),
    count: () => size,
    lines(at, to) {
      const writeTransactions = tradesByProsumer(at, size, to);
      const hour = encoder.encode(`${at.hour},`);
      const marketPrice = encoder.encode(`${at.marketPrice},`);
      const step = encoder.encode(`,${at.step},`);
      return (i) => {
        const contract = at.contractKwh[i];
        to.room(mostBytes);
        to.copy(hour);
        to.cell(i);
        to.cell(pvCapacityKw[i]);
        to.cell(at.pvKwh[i]);
        to.cell(at.loadKwh[i]);
        to.cell(batteryCapacityKwh[i]);
        to.cell(at.batteryLevelKwh[i]);
        to.cell(contract);
        to.cell(at.balanceEur[i]);
        if (!Number.isNaN(at.quote[i])) to.number(at.quote[i]);
        to.text(",");
        to.copy(names[neighbourhood[i]]);
        to.text(",");
        to.cell(at.bonus[i]);
        to.cell(at.penalty[i]);
        to.cell(at.p2pExchanges[i]);
        to.cell(at.aggExchanges[i]);
        to.copy(marketPrice);
        writeTransactions(i);
        to.room(MOST_BYTES_OF_NUMBERS);
        to.copy(step);
        to.cell(at.pvMeteredKwh[i]);
        to.cell(at.loadMeteredKwh[i]);
        to.cell(at.meteredKwh[i]);
        to.number(Math.abs(contract) < DUST_KWH ? 0 : contract);
        to.text("\n");
      };
    },
    values(at, from, to) {
      const count = to - from;
      const part = (column: Float64Array) => column.subarray(from, to);
      return [
        new Int32Array(count).fill(at.hour),
        ids.subarray(from, to),
        part(pvCapacityKw),
        part(at.pvKwh),
        part(at.loadKwh),
        part(batteryCapacityKwh),
        part(at.batteryLevelKwh),
        part(at.contractKwh),
        part(at.balanceEur),
        Array.from(part(at.quote), (quote) => Number.isNaN(quote) ? null : quote),
        homes.slice(from, to),
        part(at.bonus),
        part(at.penalty),
        Int32Array.from(at.p2pExchanges.subarray(from, to)),
        Int32Array.from(at.aggExchanges.subarray(from, to)),
        new Float64Array(count).fill(at.marketPrice),
        new Int32Array(count).fill(at.step),
        part(at.pvMeteredKwh),
        part(at.loadMeteredKwh),
        part(at.meteredKwh),
        part(at.contractKwh).map((kwh) => Math.abs(kwh) < DUST_KWH ? 0 : kwh),
      ];
    },
  };
}

/** Columns with few different values. */
const FEW = new Set(["neighbourhood"]);

/** Bytes of all cells that are numbers, at most: 25 each. */
const MOST_BYTES_OF_NUMBERS = 1024;

/** Bytes of a trade in JSON, at most, with its quotes doubled. */
const MOST_BYTES_OF_TRADE = 512;

/** Writes, by prosumer, the cell with the JSON of its trades of the step: in quotes each quote stands twice. */
function tradesByProsumer(
  { trades, hour }: MemberStep,
  size: number,
  to: PieceWriter,
): (id: number) => void {
  if (trades === null) throw new Error("The column `transactions` needs the step's trades");
  const { sender, receiver, amountKwh, eurPerKwh, sellersEurPerKwh, type } = trades;
  const { first, next } = listsOfTrades(trades, size);
  const encoder = new TextEncoder();
  const ends = tradeTypeNames.map((name) =>
    encoder.encode(`""type"":""${name}"",""hour"":${hour}}`)
  );
  const write = (t: number) => {
    to.room(MOST_BYTES_OF_TRADE);
    to.text('{""sender"":');
    writeParty(to, sender[t]);
    to.text(',""receiver"":');
    writeParty(to, receiver[t]);
    to.text(',""amount"":');
    to.number(amountKwh[t]);
    to.text(',""price_per_kWh"":');
    to.cell(eurPerKwh[t]);
    if (sellersEurPerKwh[t] !== eurPerKwh[t]) {
      to.text('""seller_price_per_kWh"":');
      to.cell(sellersEurPerKwh[t]);
    }
    to.copy(ends[type[t]]);
  };
  return (id) => {
    if (first[id] < 0) return to.text("[]");
    to.text('"[');
    write(first[id] >> 1);
    for (let side = next[first[id]]; side >= 0; side = next[side]) {
      to.text(",");
      write(side >> 1);
    }
    to.text(']"');
  };
}

/**
 * The trades of each prosumer as lists: where each begins, and what follows, −1 for nothing. Trade t's
 * sender has it as 2t, its receiver as 2t + 1.
 */
function listsOfTrades({ count, sender, receiver }: MarketTrades, size: number) {
  const first = new Int32Array(size).fill(-1);
  const next = new Int32Array(2 * count).fill(-1);
  const put = (id: number, side: number) => {
    if (id < 0) return;
    next[side] = first[id];
    first[id] = side;
  };
  for (let t = count - 1; t >= 0; t--) {
    put(receiver[t], 2 * t + 1);
    put(sender[t], 2 * t);
  }
  return { first, next };
}

function writeParty(to: PieceWriter, code: number): void {
  const party = partyOf(code);
  if (typeof party === "number") return to.number(party);
  to.text('""');
  to.text(party);
  to.text('""');
}
