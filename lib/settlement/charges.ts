import type { Members } from "../community/mod.ts";
import type { Config } from "../config/settings.ts";
import { INCENTIVE_FIGURES, valuesIn, yearOfFigures } from "../italy/mod.ts";
import type { GridPrices, MarketTrades, Tariff } from "../market/mod.ts";
import type { Steps } from "../time.ts";
import type { Accounts } from "./accounts.ts";
import { Billing, type GridEnergy } from "./billing.ts";
import { Incentive, type IncentiveTotals } from "./cer/mod.ts";
import { countGridEnergy, gridEnergyOf } from "./grid_energy.ts";
import { AGREED, FOUND, passOn } from "./pass_on.ts";

/** A step once it is metered, as Italy's tariffs see it. */
export interface MeteredStep {
  /** From 0. */
  readonly step: number;
  /** Its trades. */
  readonly trades: MarketTrades;
  /** P as forecast and as it came, €/kWh. */
  readonly marketPrice: number;
  /** See `marketPrice`. */
  readonly actualPrice: number;
  /** P_z as it came, €/kWh. */
  readonly zonalPrice: number;
  /** λb and λs, of the forecast and of what came. */
  readonly prices: GridPrices;
  /** See `prices`. */
  readonly actualPrices: GridPrices;
  /** By member: > 0 taken from the network, < 0 fed in, kWh. */
  readonly meteredKwh: Float64Array;
}

/** What is settled beside trades: retail bills, and the incentive of energy communities. */
export class Charges {
  readonly #members: Members;
  readonly #steps: Steps;
  readonly #retail: Tariff["retail"];
  readonly #billing: Billing | undefined;
  readonly #incentive: Incentive | undefined;
  readonly #energy: GridEnergy;

  /**
   * Nothing charged yet.
   *
   * @throws {InputError} If there are no figures of the year.
   */
  constructor(
    members: Members,
    { retail }: Tariff,
    { grid, cer }: Pick<Config, "grid" | "cer">,
    steps: Steps,
  ) {
    this.#members = members;
    this.#steps = steps;
    this.#retail = retail;
    this.#billing = this.otherBilling();
    this.#energy = gridEnergyOf(retail === undefined ? 0 : members.size);
    if (cer === null) return;
    const { trase } = valuesIn(yearOfFigures(grid, steps), INCENTIVE_FIGURES, grid.tariff_figures);
    this.#incentive = new Incentive(members, cer, trase, steps);
  }

  /** What the community has shared and got; undefined where it is none by law. */
  get incentive(): IncentiveTotals | undefined {
    return this.#incentive?.totals;
  }

  /** What the guaranteed price of PV has added so far, €; 0 where there are no bills. */
  get guaranteedEur(): number {
    return this.#billing?.guaranteedEur ?? 0;
  }

  /** Bills of the same members and terms, of no step yet; undefined where there are none. */
  otherBilling(): Billing | undefined {
    return this.#retail && new Billing(this.#members, this.#retail, this.#steps);
  }

  /** Takes a step, the next one each time. */
  take(
    { step, trades, marketPrice, actualPrice, zonalPrice, ...rest }: MeteredStep,
    accounts: Accounts,
  ): void {
    const { prices, actualPrices, meteredKwh } = rest;
    if (this.#retail !== undefined) {
      passOn(trades, this.#retail, { ...AGREED, marketPrice, prices }, accounts);
      const found = { ...FOUND, marketPrice: actualPrice, prices: actualPrices };
      passOn(trades, this.#retail, found, accounts);
      countGridEnergy(trades, prices, actualPrices, this.#energy);
      this.#billing?.take(step, this.#energy, accounts.of("bills"));
    }
    this.#incentive?.take(step, meteredKwh, zonalPrice, accounts.of("incentive"));
  }
}
