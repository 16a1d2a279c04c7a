import {
  batteryStrategies,
  Energy,
  generatePv,
  type LoadPair,
  type Members,
  meteredBatteries,
} from "./community/mod.ts";
import { named } from "./config/registry.ts";
import { hoursAhead } from "./config/look_ahead.ts";
import type { Config } from "./config/settings.ts";
import { assertCovers, type Outlook, zonalPriceAt } from "./forecast/outlook.ts";
import {
  biddingStrategies,
  clearingMechanisms,
  clearWithAggregator,
  type GridPrices,
  gridPrices,
  keepRationalPairs,
  type MarketTrades,
  Orders,
  type Participation,
  participation,
  type Round,
  tariffs,
  TradeBook,
} from "./market/mod.ts";
import { Expectations, Machines, remembered } from "./planning/mod.ts";
import { randomStream } from "./random.ts";
import { avoidableShare, keepFundAboveFloor, Regulator, Standing } from "./regulator/mod.ts";
import {
  Accounts,
  assertEnergyCloses,
  Charges,
  type EnergyBalance,
  energyBalance,
  imbalancePricings,
  type ImbalanceTerms,
  postRebate,
  settle,
  settleImbalances,
  TradeGains,
} from "./settlement/mod.ts";
import { HOUR, startOfStep, type Steps } from "./time.ts";

/** By which rules a community lives: sections of the configuration, and the run's time. */
export interface Rules extends
  Pick<
    Config,
    "seed" | "flexibility" | "battery" | "grid" | "market" | "settlement" | "regulator" | "cer"
  > {
  /** When. */
  readonly steps: Steps;
}

/**
 * One step of a run, after the regulator's audit. Its columns are used again by the next step: read
 * what you need before asking for it.
 */
export interface Step extends Round {
  /** From 0. */
  readonly step: number;
  /** Unix seconds. */
  readonly start: number;
  /** P*, €/kWh: the market price that came. */
  readonly actualPrice: number;
  /** P_z, €/kWh: the price of the community's zone, as forecast. */
  readonly zonalPrice: number;
  /** P_z as it came. */
  readonly actualZonalPrice: number;
  /** λb and λs at the prices that came. */
  readonly actualPrices: GridPrices;
  /** By what being off contract was settled; undefined where the forecast counts as what came. */
  readonly imbalances: ImbalanceTerms | undefined;
  /** Bills and incentive so far. */
  readonly charges: Charges;
  /** The members' energy as they planned it; `imbalanceKwh` is what they contracted. */
  readonly planned: Energy;
  /** The members' energy as it was metered; the plan itself where nothing is metered. */
  readonly metered: Energy;
  /** Multipliers, bars and counters as the audit left them, which are the terms of the next step. */
  readonly standing: Standing;
  /** The step's trades: P2P, then with the aggregator, then imbalances. */
  readonly trades: MarketTrades;
  /** Everyone's money at the end of the step. */
  readonly accounts: Accounts;
  /** Where the step's energy came from and went. */
  readonly balance: EnergyBalance;
  /** What each side of each trade gained, at the multipliers of this step. */
  readonly gains: TradeGains;
  /** Who had something to trade and who of them was barred in this step. */
  readonly participation: Participation;
  /** Share of the bonuses that the budget let the regulator pay in this step, 0 … 1. */
  readonly bonusShare: number;
  /** What the regulator's fund handed back to the members at the end of the run, €; 0 before. */
  readonly rebateEur: number;
}

/**
 * Runs a community step by step: on forecasts, each member balances itself, then neighbours trade,
 * then the aggregator takes the rest; then everyone is metered, and what differs from the contracts
 * is settled; accounts are checked, and the regulator audits.
 *
 * @param members Who takes part.
 * @param loads What they expect to consume and do consume, and what is peculiar to their generation.
 * @param outlook Market price and generation of every step, as many sites as the members have.
 * @param rules When, and by which rules.
 * @throws {RangeError} If the outlook does not cover every step and site with numbers.
 * @throws {Error} If energy or money does not close in a step.
 */
export function* simulate(
  members: Members,
  loads: LoadPair,
  outlook: Outlook,
  rules: Rules,
): Generator<Step, void, void> {
  const { seed, steps, battery, market, settlement, regulator: policy } = rules;
  assertCovers(outlook, steps.count, members.sites.length);
  const { forecast, actual, foreseesLoads = false } = outlook;
  // Where nothing is metered, what is drawn is what members see.
  const foresees = foreseesLoads || actual === null;
  const hoursOfStep = steps.seconds / HOUR;
  const stepsAhead = hoursAhead(rules) / hoursOfStep;
  // Whoever lets its machines wait knows of its load what it decides, and else expects the usual.
  const foreseesLoadsAhead = foreseesLoads && loads.flexible === undefined;
  const come = foreseesLoadsAhead && stepsAhead > 0
    ? remembered(loads.actual, members.size, stepsAhead)
    : loads.actual;
  const load = foresees ? come : loads.expected;
  const overlay = foresees ? loads.generation?.actual : loads.generation?.expected;
  const batteries = named(batteryStrategies, battery.strategy).for(members, battery, hoursOfStep);
  const meteredBattery = named(meteredBatteries, settlement.battery);
  const pricing = named(imbalancePricings, settlement.pricing);
  const bidding = named(biddingStrategies, market.bidding.strategy);
  const mechanism = named(clearingMechanisms, market.clearing);
  const quoting = { strategy: bidding, settings: market.bidding, mechanism };
  const clear = mechanism.for(members);

  const metered = new Energy(members, battery.initial_soc);
  const planned = actual === null ? metered : new Energy(members);
  const orders = new Orders(members.size);
  const standing = new Standing(members.size);
  const prices = gridPrices(members.size);
  const actualPrices = gridPrices(members.size);
  const came = actual ?? forecast;
  const tariff = named(tariffs, rules.grid.tariff).for(members, rules.grid, steps);
  const expectations = stepsAhead === 0 ? undefined : new Expectations({
    members,
    loads: { ...loads, actual: come },
    outlook: { ...outlook, foreseesLoads: foreseesLoadsAhead },
    tariff,
    count: steps.count,
    ahead: stepsAhead,
  });
  const machines = expectations && loads.flexible && new Machines(
    loads.flexible,
    expectations,
    members.size,
    steps.seconds,
    rules.flexibility.inconvenience_eur_per_h,
  );
  const trades = new TradeBook(
    (market.individual_rationality ? 2 * members.size : mechanism.capacity(members.size)) +
      (actual === null ? 0 : members.size),
  );
  const gains = new TradeGains(trades.capacity);
  const accounts = new Accounts(members.size);
  const charges = new Charges(members, tariff, rules, steps);
  const regulator = new Regulator(members.size, policy);

  for (let step = 0; step < steps.count; step++) {
    const marketPrice = forecast.marketPrice[step];
    tariff.quote(marketPrice, prices, zonalPriceAt(forecast, step));
    const chance = (name: string) => randomStream(seed, name, step);
    const round = { members, marketPrice, prices, tariff, terms: standing, orders, chance };

    generatePv(members, forecast.pvKwhPerKw[step], planned.pvKwh);
    overlay?.set(step, planned.pvKwh);
    (machines === undefined ? load : loads.expected).set(step, planned.loadKwh);
    if (actual !== null) planned.batteryLevelKwh.set(metered.batteryLevelKwh);
    expectations?.turnTo(step, planned, prices, standing);
    machines?.turnTo(step, planned, load);
    if (expectations !== undefined) batteries.plan?.(planned, expectations);
    batteries.balance(planned);
    orders.openKwh.set(planned.imbalanceKwh);

    const fund = accounts.regulatorFund;
    const bonusShare = keepFundAboveFloor(standing, round, policy.fund_floor, fund, quoting);
    bidding.quote(round, market.bidding, chance("bids"));
    trades.clear();
    clear(round, trades);
    if (market.individual_rationality) keepRationalPairs(round, trades);
    const penalised = policy.penalise === "all"
      ? 1
      : avoidableShare(orders.openKwh, standing.barred);
    let dustKwh = clearWithAggregator(round, trades, penalised);
    settle(trades, round, accounts);
    gains.measure(trades, round);

    const actualPrice = actual === null ? marketPrice : actual.marketPrice[step];
    let imbalances: ImbalanceTerms | undefined;
    if (actual !== null) {
      generatePv(members, actual.pvKwhPerKw[step], metered.pvKwh);
      loads.generation?.actual.set(step, metered.pvKwh);
      if (foresees) metered.loadKwh.set(planned.loadKwh);
      else {
        come.set(step, metered.loadKwh);
        loads.flexible?.add(step, metered.loadKwh);
      }
      meteredBattery.meter(metered, planned, batteries);
      tariff.quote(actualPrice, actualPrices, zonalPriceAt(actual, step));
      const [found, contracted] = [metered.imbalanceKwh, planned.imbalanceKwh];
      imbalances = {
        pricing,
        spread: settlement.imbalance_spread,
        actualPrice,
        prices: actualPrices,
      };
      dustKwh += settleImbalances(found, contracted, imbalances, trades, accounts);
    }
    charges.take({
      step,
      trades,
      marketPrice,
      actualPrice,
      zonalPrice: zonalPriceAt(came, step),
      prices,
      actualPrices: actual === null ? prices : actualPrices,
      meteredKwh: metered.imbalanceKwh,
    }, accounts);
    const balance = energyBalance(metered, trades, dustKwh);
    assertEnergyCloses(balance);
    const rebateEur = policy.rebate === "per-capita" && step === steps.count - 1
      ? postRebate(accounts, members.size, accounts.regulatorFund)
      : 0;
    accounts.closeStep();
    const participants = participation(planned, round);
    regulator.audit(trades, standing, penalised);
    yield {
      ...round,
      step,
      start: startOfStep(steps, step),
      actualPrice,
      zonalPrice: zonalPriceAt(forecast, step),
      actualZonalPrice: zonalPriceAt(came, step),
      actualPrices: actual === null ? prices : actualPrices,
      imbalances,
      charges,
      planned,
      metered,
      standing,
      trades,
      accounts,
      balance,
      gains,
      participation: participants,
      bonusShare,
      rebateEur,
    };
  }
}
