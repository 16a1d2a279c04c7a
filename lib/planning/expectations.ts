import {
  type Energy,
  generatePv,
  type Horizon,
  type LoadPair,
  type Loads,
  type Members,
  type Overlay,
} from "../community/mod.ts";
import {
  type LookAhead,
  type Outlook,
  type PriceIssue,
  zonalPriceAt,
} from "../forecast/outlook.ts";
import { type GridPrices, gridPrices, type Tariff } from "../market/mod.ts";
import type { Standing } from "../regulator/mod.ts";

/** What members expect from. */
export interface Sources {
  /** Who they are. */
  readonly members: Members;
  /** What they consume, and what is peculiar to their generation. */
  readonly loads: LoadPair;
  /** Prices and sun. */
  readonly outlook: Outlook;
  /** What the aggregator asks and pays at a market price. */
  readonly tariff: Tariff;
  /** Steps of the run. */
  readonly count: number;
  /** Steps that members look ahead, the running one included. */
  readonly ahead: number;
}

/**
 * What members expect of the coming day at each step of a run, from what is known then. Rows lie in
 * a ring: a step's expected need is worked out once, its prices whenever others are expected.
 */
export class Expectations implements Horizon {
  readonly #sources: Sources;
  readonly #need: Float64Array[];
  readonly #prices: GridPrices[];
  /** By member: Σ λs over the ring. */
  readonly #load: Float64Array;
  readonly #loadAhead: Loads;
  readonly #overlay: Overlay | undefined;
  readonly #pvKwhPerKw: readonly Float64Array[];
  readonly #issues: LookAhead["prices"];
  /** Steps of which anything is expected. */
  readonly #reach: number;
  readonly askFactor: Float64Array;
  readonly payFactor: Float64Array;
  readonly meanPay: Float64Array;
  #step = 0;
  /** Step up to which rows are filled. */
  #filled = 0;
  #issue = -1;
  /** P_z − P in the running step, €/kWh. */
  #zonalSpread = 0;

  /** Expectations before the first step. */
  constructor(sources: Sources) {
    const { members, loads, outlook, count, ahead } = sources;
    const { size } = members;
    this.#sources = sources;
    this.#need = Array.from({ length: ahead }, () => new Float64Array(size));
    this.#prices = Array.from({ length: ahead }, () => gridPrices(size));
    this.#load = new Float64Array(size);
    this.askFactor = new Float64Array(size);
    this.payFactor = new Float64Array(size);
    this.meanPay = new Float64Array(size);
    const isKnown = outlook.ahead !== undefined && loads.ahead !== undefined;
    this.#reach = isKnown ? count + ahead : count;
    this.#pvKwhPerKw = (isKnown && outlook.ahead?.pvKwhPerKw) || outlook.forecast.pvKwhPerKw;
    this.#issues = (isKnown && outlook.ahead?.prices) || [asIssue(outlook)];
    const expected = loads.ahead?.load ?? loads.expected;
    this.#loadAhead = outlook.foreseesLoads ? foreseen(loads.actual, expected, count) : expected;
    this.#overlay = loads.ahead?.generation ??
      (outlook.foreseesLoads ? loads.generation?.actual : loads.generation?.expected);
  }

  get count(): number {
    return Math.min(this.#sources.ahead, this.#reach - this.#step);
  }

  needKwh(ahead: number): Float64Array {
    return this.#need[(this.#step + ahead) % this.#need.length];
  }

  ask(ahead: number): Float64Array {
    return this.#prices[(this.#step + ahead) % this.#prices.length].ask;
  }

  pay(ahead: number): Float64Array {
    return this.#prices[(this.#step + ahead) % this.#prices.length].pay;
  }

  /**
   * Turns to a step: what lies ahead as it is known now, the step itself as the run plans it.
   *
   * @param step The next one, from 0.
   * @param planned Its load and generation.
   * @param now λb and λs in it.
   * @param standing Multipliers in force, which are expected to stay.
   */
  turnTo(step: number, planned: Energy, now: GridPrices, standing: Standing): void {
    this.#step = step;
    const { forecast } = this.#sources.outlook;
    const spread = zonalPriceAt(forecast, step) - forecast.marketPrice[step];
    const known = this.#turnToIssue(step) && spread === this.#zonalSpread;
    this.#zonalSpread = spread;
    const end = step + this.count;
    for (let at = known ? this.#filled : step; at < end; at++) this.#quote(at);
    for (; this.#filled < end; this.#filled++) this.#expect(this.#filled);
    this.expectNow(planned);
    this.ask(0).set(now.ask);
    this.pay(0).set(now.pay);
    this.#takeMeans(end);
    this.#takeFactors(step, standing);
  }

  /** Takes the running step as it is planned by now. */
  expectNow({ loadKwh, pvKwh }: Energy): void {
    const need = this.needKwh(0);
    for (let i = 0; i < need.length; i++) need[i] = loadKwh[i] - pvKwh[i];
  }

  /** Adds energy that a member is now expected to need in a step ahead, kWh. */
  add(member: number, ahead: number, kwh: number): void {
    if (ahead < this.count) this.needKwh(ahead)[member] += kwh;
  }

  /** @returns Whether the same prices are expected as before. */
  #turnToIssue(step: number): boolean {
    const before = this.#issue;
    while (
      this.#issue + 1 < this.#issues.length && this.#issues[this.#issue + 1].knownFrom <= step
    ) this.#issue++;
    return this.#issue === before;
  }

  #quote(step: number): void {
    const { first, marketPrice, zonalPrice } = this.#issues[this.#issue];
    const price = marketPrice[step - first];
    const zonal = zonalPrice === undefined ? price + this.#zonalSpread : zonalPrice[step - first];
    this.#sources.tariff.quote(price, this.#prices[step % this.#prices.length], zonal);
  }

  #expect(step: number): void {
    const need = this.#need[step % this.#need.length];
    generatePv(this.#sources.members, this.#pvKwhPerKw[step], need);
    this.#overlay?.set(step, need);
    this.#loadAhead.set(step, this.#load);
    for (let i = 0; i < need.length; i++) need[i] = this.#load[i] - need[i];
  }

  /** Over the last day that is seen, so that a run's last steps value what is left as the others do. */
  #takeMeans(end: number): void {
    this.meanPay.fill(0);
    const rows = Math.min(this.#prices.length, end);
    for (let row = 0; row < rows; row++) {
      const { pay } = this.#prices[(end - 1 - row) % this.#prices.length];
      for (let i = 0; i < pay.length; i++) this.meanPay[i] += pay[i] / rows;
    }
  }

  /** A bonus is paid on trades with peers: it counts as often as the member has traded with them. */
  #takeFactors(step: number, { bonus, penalty, p2pExchanges, barred }: Standing): void {
    for (let i = 0; i < bonus.length; i++) {
      const withPeers = step === 0 || barred[i] === 1 ? 0 : p2pExchanges[i] / step;
      const expected = withPeers * (bonus[i] - 1);
      this.askFactor[i] = penalty[i] * (1 - expected);
      this.payFactor[i] = 1 + expected;
    }
  }
}

/** The forecasts of a run's steps, as if all were known from the first. */
function asIssue({ forecast }: Outlook): PriceIssue {
  return { knownFrom: 0, first: 0, ...forecast };
}

/** What will be consumed in a run; after it what is expected. */
function foreseen(actual: Loads, expected: Loads, count: number): Loads {
  return { set: (step, kwh) => (step < count ? actual : expected).set(step, kwh) };
}
