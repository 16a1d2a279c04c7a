import { Members } from "../community/mod.ts";
import { TradeType } from "../market/mod.ts";
import { type MemberKind, memberKinds } from "../member_kind.ts";
import type { Step } from "../simulation.ts";
import type { Cell } from "./tables/cells.ts";
import { AloneWorld, WithoutPanelsWorld } from "./worlds.ts";

/**
 * Columns of members.csv, a row per member: what it has (kW, kWh, kWh a year), where it lives
 * (degrees), the margin that it
 * asks as a share of the market price, what it traded over the run and was off its contracts (kWh), and
 * what it has of trades at the end (€). Then contract power (kW), kind and number of its primary substation; what
 * passed its meter and what of that was shared (kWh); what it paid and received, by steps (€); what its
 * bill has beside trades (€); what it would have alone with the aggregator (€), what its panels and
 * battery alone gain it, what the market adds to that, and what the incentive does (€).
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
  "contract_kw",
  "kind",
  "primary_substation",
  "imported",
  "exported",
  "shared_taken",
  "shared_given",
  "paid",
  "received",
  "bill",
  "money_alone",
  "benefit_alone",
  "benefit_market",
  "benefit_cer",
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
  readonly #imported: Float64Array;
  readonly #exported: Float64Array;
  readonly #paid: Float64Array;
  readonly #received: Float64Array;
  readonly #money: Float64Array;
  #alone: AloneWorld | undefined;
  #withoutPanels: WithoutPanelsWorld | undefined;
  #last: Pick<Step, "accounts" | "charges"> | undefined;

  /** Members who have traded nothing yet. */
  constructor(members: Members) {
    this.#members = members;
    this.#p2pBought = new Float64Array(members.size);
    this.#p2pSold = new Float64Array(members.size);
    this.#gridBought = new Float64Array(members.size);
    this.#gridSold = new Float64Array(members.size);
    this.#short = new Float64Array(members.size);
    this.#long = new Float64Array(members.size);
    this.#imported = new Float64Array(members.size);
    this.#exported = new Float64Array(members.size);
    this.#paid = new Float64Array(members.size);
    this.#received = new Float64Array(members.size);
    this.#money = new Float64Array(members.size);
  }

  /** Takes a step. */
  add(step: Step): void {
    const { trades } = step;
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
    this.#addMeters(step);
    this.#addMoney(step);
  }

  #addMeters({ metered: { imbalanceKwh } }: Step): void {
    for (let i = 0; i < imbalanceKwh.length; i++) {
      if (imbalanceKwh[i] > 0) this.#imported[i] += imbalanceKwh[i];
      else this.#exported[i] -= imbalanceKwh[i];
    }
  }

  #addMoney(step: Step): void {
    this.#alone ??= new AloneWorld(step);
    this.#alone.add(step);
    this.#withoutPanels ??= new WithoutPanelsWorld(step);
    this.#withoutPanels.add(step);
    const { prosumers, bills, incentive } = step.accounts;
    for (let i = 0; i < this.#money.length; i++) {
      const money = prosumers[i] + bills[i] + incentive[i];
      const change = money - this.#money[i];
      if (change > 0) this.#received[i] += change;
      else this.#paid[i] -= change;
      this.#money[i] = money;
    }
    this.#last = step;
  }

  /** The rows of members.csv, by id. */
  *rows(): Generator<Cell[]> {
    const m = this.#members;
    if (this.#last === undefined || this.#alone === undefined) return;
    const { accounts, charges } = this.#last;
    const alone = this.#alone.money;
    const benefits = this.#alone.benefitsOf(accounts);
    const without = this.#withoutPanels?.money ?? alone;
    const { sharedWithdrawnKwh, sharedInjectedKwh } = charges.incentive ?? {};
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
        accounts.prosumers[i],
        m.contractKw[i],
        memberKinds[m.kind[i]],
        m.substation[i] < 0 ? "" : m.substation[i],
        this.#imported[i],
        this.#exported[i],
        sharedWithdrawnKwh?.[i] ?? "",
        sharedInjectedKwh?.[i] ?? "",
        this.#paid[i],
        this.#received[i],
        accounts.bills[i],
        alone[i],
        alone[i] - without[i],
        benefits[i],
        charges.incentive === undefined ? "" : accounts.incentive[i],
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
 * @param kinds The column `kind`.
 * @throws {RangeError} If a member lives in a neighbourhood that is not there.
 */
export function membersOf(
  column: (name: string) => Float64Array,
  homes: readonly string[],
  kinds: readonly string[],
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
  members.contractKw.set(column("contract_kw"));
  members.kind.set(kinds.map((kind) => memberKinds.indexOf(kind as MemberKind)));
  members.substation.set(column("primary_substation").map((at) => Number.isNaN(at) ? -1 : at));
  return members;
}
