import { AsciiWriter } from "../../ascii/mod.ts";
import { partyOf } from "../../market/parties.ts";
import { type MarketTrades, TradeType, tradeTypeNames } from "../../market/trades.ts";
import type { Step } from "../../simulation.ts";
import type { StepTableKind } from "./step_encoder.ts";

/**
 * Columns of trades.csv, a row per trade: who delivers and who takes (an id or `Aggregator`), kWh,
 * €/kWh before fees and multipliers, and what each side gained against trading the same energy with
 * the aggregator, €. A side that is the aggregator has no gain. `price_per_kWh` is what the buyer pays;
 * `seller_price_per_kWh` is what the seller gets, which differs where a mechanism has two prices.
 */
export const tradeColumns: readonly string[] = [
  "hour",
  "sender",
  "receiver",
  "amount",
  "price_per_kWh",
  "type",
  "buyer_gain",
  "seller_gain",
  "step",
  "seller_price_per_kWh",
];

/** What trades.csv needs of a step, a column per quantity, of which the first `count` entries count. */
export interface TradeStep extends MarketTrades {
  readonly hour: number;
  readonly step: number;
  readonly buyerEur: Float64Array;
  readonly sellerEur: Float64Array;
}

/** The trades of a step of an hour of the run; the simulation's own, which the next step overwrites. */
export function tradeStepOf({ step, trades, gains }: Step, hour: number): TradeStep {
  const { buyerEur, sellerEur } = gains;
  return { hour, step, ...columnsOf(trades), buyerEur, sellerEur };
}

/** The columns of trades, without what holds them. */
export function columnsOf(trades: MarketTrades): MarketTrades {
  const { count, sender, receiver, amountKwh, eurPerKwh, type, sellersEurPerKwh } = trades;
  return { count, sender, receiver, amountKwh, eurPerKwh, type, sellersEurPerKwh };
}

/** The table trades, of a community of so many members. */
export function tradeTable(members: number): StepTableKind<TradeStep> {
  let names: readonly Uint8Array[] | undefined;
  return {
    csvColumns: tradeColumns,
    parquetColumns: tradeColumns.map((name) => ({
      name,
      nullable: name === "buyer_gain" || name === "seller_gain",
      few: name === "type",
    })),
    count: ({ count }) => count,
    lines: (at, to) => (t) => {
      const type = at.type[t];
      to.room(MOST_BYTES_OF_LINE);
      to.cell(at.hour);
      writeParty(to, at.sender[t]);
      to.text(",");
      writeParty(to, at.receiver[t]);
      to.text(",");
      to.cell(at.amountKwh[t]);
      to.number(at.eurPerKwh[t]);
      to.text(TYPE_CELLS[type]);
      if (buyerGains(type)) to.number(at.buyerEur[t]);
      to.text(",");
      if (sellerGains(type)) to.number(at.sellerEur[t]);
      to.text(",");
      to.cell(at.step);
      to.number(at.sellersEurPerKwh[t]);
      to.text("\n");
    },
    values(at, from, to) {
      const count = to - from;
      const parties = names ??= partyNames(members);
      const senders = new Array<Uint8Array>(count), receivers = new Array<Uint8Array>(count);
      const types = new Array<string>(count);
      const buyers = new Array<number | null>(count), sellers = new Array<number | null>(count);
      for (let i = 0; i < count; i++) {
        const t = from + i, type = at.type[t];
        senders[i] = parties[at.sender[t] + 1];
        receivers[i] = parties[at.receiver[t] + 1];
        types[i] = tradeTypeNames[type];
        buyers[i] = buyerGains(type) ? at.buyerEur[t] : null;
        sellers[i] = sellerGains(type) ? at.sellerEur[t] : null;
      }
      return [
        new Int32Array(count).fill(at.hour),
        senders,
        receivers,
        at.amountKwh.subarray(from, to),
        at.eurPerKwh.subarray(from, to),
        types,
        buyers,
        sellers,
        new Int32Array(count).fill(at.step),
        at.sellersEurPerKwh.subarray(from, to),
      ];
    },
  };
}

/** Ten cells, of which a number takes at most 25 bytes. */
const MOST_BYTES_OF_LINE = 512;

/** The cell of each type of trade, between its commas. */
const TYPE_CELLS = tradeTypeNames.map((name) => `,${name},`);

function writeParty(to: AsciiWriter, code: number): void {
  const party = partyOf(code);
  if (typeof party === "number") to.number(party);
  else to.text(party);
}

function buyerGains(type: number): boolean {
  return type === TradeType.P2P || type === TradeType.GridBuy;
}

function sellerGains(type: number): boolean {
  return type === TradeType.P2P || type === TradeType.GridSell;
}

/** How the aggregator and each member are called, in UTF-8: that of −1, 0, 1 …, side by side. */
function partyNames(members: number): Uint8Array[] {
  const writer = new AsciiWriter(new Uint8Array((members + 1) * MOST_BYTES_OF_PARTY));
  return Array.from({ length: members + 1 }, (_, i) => {
    const begin = writer.at;
    writeParty(writer, i - 1);
    return writer.bytes.subarray(begin, writer.at);
  });
}

/** `Aggregator`, or ten digits. */
const MOST_BYTES_OF_PARTY = 10;
