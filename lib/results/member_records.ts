import { Members } from "../community/mod.ts";
import { TradeType } from "../market/mod.ts";
import type { Step } from "../simulation.ts";
import type { Cell } from "./tables/cells.ts";

/**
 * Columns of members.csv, a row per member: what it has (kW, kWh, kWh a year), where it lives
 * (degrees), the margin that it
 * asks as a share of the market price, what it traded over the run and was off its contracts (kWh), and its money at the end (€).
 */
export const memberColumns: readonly string[] = [
  "id",
  "neighbourhood",
  "latitude",
  "longitude",
  "pv_capacity",
  "battery_capacity",
  "annual_load",
  "margin",
  "p2p_bought",
  "p2p_sold",
  "grid_bought",
  "grid_sold",
  "short",
  "long",
  "money_balance",
];

/** Adds up what each member traded while a run goes by. */
export class MemberTotals {
  readonly #members: Members;
  readonly #p2pBought: Float64Array;
  readonly #p2pSold: Float64Array;
  readonly #gridBought: Float64Array;
  readonly #gridSold: Float64Array;
  readonly #short: Float64Array;
  readonly #long: Float64Array;
  #balance: Float64Array;

  /** Members who have traded nothing yet. */
  constructor(members: Members) {
    this.#members = members;
    this.#p2pBought = new Float64Array(members.size);
    this.#p2pSold = new Float64Array(members.size);
    this.#gridBought = new Float64Array(members.size);
    this.#gridSold = new Float64Array(members.size);
    this.#short = new Float64Array(members.size);
    this.#long = new Float64Array(members.size);
    this.#balance = new Float64Array(members.size);
  }

  /** Takes a step. */
  add({ trades, accounts }: Step): void {
    for (let t = 0; t < trades.count; t++) {
      const kwh = trades.amountKwh[t];
      const [seller, buyer] = [trades.sender[t], trades.receiver[t]];
      switch (trades.type[t]) {
        case TradeType.P2P:
          this.#p2pBought[buyer] += kwh;
          this.#p2pSold[seller] += kwh;
          break;
        case TradeType.GridBuy:
          this.#gridBought[buyer] += kwh;
          break;
        case TradeType.GridSell:
          this.#gridSold[seller] += kwh;
          break;
        case TradeType.ImbalanceShort:
          this.#short[buyer] += kwh;
          break;
        case TradeType.ImbalanceLong:
          this.#long[seller] += kwh;
          break;
      }
    }
    this.#balance = accounts.prosumers;
  }

  /** The rows of members.csv, by id. */
  *rows(): Generator<Cell[]> {
    const m = this.#members;
    for (let i = 0; i < m.size; i++) {
      yield [
        i,
        m.neighbourhoodNames[m.neighbourhood[i]],
        m.latitude[i],
        m.longitude[i],
        m.pvCapacityKw[i],
        m.batteryCapacityKwh[i],
        m.annualLoadKwh[i],
        m.margin[i],
        this.#p2pBought[i],
        this.#p2pSold[i],
        this.#gridBought[i],
        this.#gridSold[i],
        this.#short[i],
        this.#long[i],
        this.#balance[i],
      ];
    }
  }
}

/** A neighbourhood as run.json states it. */
export interface NeighbourhoodRecord {
  /** As in members.csv. */
  readonly name: string;
  /** Of its middle, degrees north. */
  readonly latitude: number;
  /** Of its middle, degrees east. */
  readonly longitude: number;
}

/** The neighbourhoods of a community, in its order, lived in or not. */
export function neighbourhoodsOf({ neighbourhoodNames, sites }: Members): NeighbourhoodRecord[] {
  return neighbourhoodNames.map((name, i) => ({ name, ...sites[i] }));
}

/**
 * The members that members.csv and run.json describe.
 *
 * @param column A column of members.csv as numbers, by its name.
 * @param homes The column `neighbourhood`.
 * @throws {RangeError} If a member lives in a neighbourhood that is not there.
 */
export function membersOf(
  column: (name: string) => Float64Array,
  homes: readonly string[],
  neighbourhoods: readonly NeighbourhoodRecord[],
): Members {
  const names = neighbourhoods.map(({ name }) => name);
  const members = new Members(
    homes.length,
    names,
    neighbourhoods.map(({ latitude, longitude }) => ({ latitude, longitude })),
  );
  for (const [i, home] of homes.entries()) {
    const at = names.indexOf(home);
    if (at < 0) {
      throw new RangeError(`Member ${i} lives in "${home}", which run.json does not name`);
    }
    members.neighbourhood[i] = at;
  }
  members.latitude.set(column("latitude"));
  members.longitude.set(column("longitude"));
  members.pvCapacityKw.set(column("pv_capacity"));
  members.batteryCapacityKwh.set(column("battery_capacity"));
  members.annualLoadKwh.set(column("annual_load"));
  members.margin.set(column("margin"));
  return members;
}
