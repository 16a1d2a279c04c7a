/** `[lat_min, lat_max, lon_min, lon_max]`, degrees, WGS 84. */
export type NeighbourhoodBox = readonly [number, number, number, number];

/** A closed range, `[low, high]`. */
export type Range = readonly [number, number];

/** From the count at which a tier is reached to its multiplier: `{ "1": 1.02, "5": 1.05 }`. */
export type Tiers = Readonly<Record<string, number>>;

/** What the regulator wants to maximise. */
export type Objective = "p2p" | "profit" | "renewables" | "chaos";

/** The rules by which the regulator steers the community. */
export interface Policy {
  /** Bonus by hours with a P2P trade. */
  readonly p2p_bonus_policy: Tiers;
  /** Penalty by hours with a grid purchase. */
  readonly grid_penalty_policy: Tiers;
  /** After so many hours with a grid purchase in a row, barred from the next P2P hours. */
  readonly suspension: { readonly after: number; readonly hours: number } | null;
  /** After so many hours with a grid purchase, aggregator only, at the highest penalty. */
  readonly expulsion: { readonly after: number } | null;
  /** Whether all purchases from the grid count, or only those that a peer could have served. */
  readonly penalise: "all" | "avoidable";
  /** Whether what the fund has over is handed back at the end. */
  readonly rebate: "none" | "per-capita";
  /** The regulator's fund never goes below so many €: bonuses shrink instead. Null: no limit. */
  readonly fund_floor: number | null;
}

/** Every setting of a run, all present. The file may leave any of them out. */
export interface Config {
  /** First day, `YYYY-MM-DD`; the run starts at its midnight in Rome. */
  readonly date: string;
  /** How long the run lasts, h. */
  readonly hours: number;
  /** Length of a step, minutes: 5, 10, 15, 20, 30 or 60. */
  readonly step_minutes: number;
  /** All chance in the run follows from it. */
  readonly seed: number;
  /** Who takes part. */
  readonly community: {
    /** Path of a roster of real members, who then take part instead of drawn ones; or null. */
    readonly members: string | null;
    /** Members, ids 0 … n − 1. */
    readonly num_prosumers: number;
    /** Drawn from the pool without replacement. */
    readonly num_neighbourhoods: number;
    /** PV panels per prosumer, both ends included. */
    readonly pv_number_range: Range;
    /** Peak power of a panel, kW. */
    readonly pv_capacity: number;
    /** System losses, %: cables, inverter, dirt (as PVGIS counts them). */
    readonly pv_losses: number;
    /** `optimal`: all panels as the history's; `varied`: roofs drawn per member. */
    readonly pv_orientation: "optimal" | "varied";
    /** Battery sizes that a prosumer may have, kWh. */
    readonly battery_capacity_range: readonly number[];
    /** Boxes of the neighbourhoods to draw from, by name. */
    readonly neighbourhoods_pool: Readonly<Record<string, NeighbourhoodBox>>;
  };
  /** What households consume. */
  readonly load: {
    /** How the consumption of members without a meter is made up, see `loadModels`. */
    readonly model: string;
    /** A household's consumption in a year, kWh. */
    readonly annual_kwh_range: Range;
  };
  /** What of the load can wait. */
  readonly flexibility: {
    /** φ: share of a household's energy that its washing machine, dishwasher and dryer may shift. */
    readonly share: number;
    /** How far from its preferred time a run may start, h. */
    readonly window_hours: number;
    /** What an hour of shifting has to bring, €/h. */
    readonly inconvenience_eur_per_h: number;
  };
  /** How batteries work. */
  readonly battery: {
    /** What a member does with its battery, see `batteryStrategies`. */
    readonly strategy: string;
    /** Energy stored per energy taken. */
    readonly charge_efficiency: number;
    /** Energy delivered per energy drawn. */
    readonly discharge_efficiency: number;
    /** Power limit per capacity, 1/h. */
    readonly max_c_rate: number;
    /** Level at the start, as a share of capacity. */
    readonly initial_soc: number;
    /** κ: what a kWh delivered wears off the battery, €/kWh. */
    readonly wear_eur_per_kwh: number;
    /** Whether batteries that are planned may charge from the network. */
    readonly grid_charging: boolean;
  };
  /** What the network and the aggregator take. */
  readonly grid: {
    /** Share of a trade's value that each side pays the network when it crosses neighbourhoods. */
    readonly network_fee: number;
    /** Share of the market price that the aggregator adds when selling and keeps when buying. */
    readonly aggregator_fee: number;
    /** What energy from outside costs and fetches, see `tariffs`. */
    readonly tariff: string;
    /** `retail`: what the supplier asks for a kWh beside the market's price, €/kWh. */
    readonly retail_spread: number;
    /** Year whose figures of Italy's tariffs are taken; null for the one in which the run begins. */
    readonly tariff_year: number | null;
    /** Figures of Italy's tariffs that take the place of that year's, in the units of `data/italy/`. */
    readonly tariff_figures: Readonly<Record<string, number>>;
  };
  /** How neighbours trade. */
  readonly market: {
    /** By which rule, see `clearingMechanisms`. */
    readonly clearing: string;
    /** Whether pairs that leave a side worse off than the aggregator are dropped. */
    readonly individual_rationality: boolean;
    /** How members quote. */
    readonly bidding: {
      /** See `biddingStrategies`. */
      readonly strategy: string;
      /** `price-band`: asks as multiples of the market price. */
      readonly seller_band: Range;
      /** `price-band`: bids as multiples of the market price. */
      readonly buyer_band: Range;
      /** `outside-option`: the largest margin a member wants, a share of λb − λs. */
      readonly margin_max: number;
    };
  };
  /** How what was traded on a forecast is settled against what came. */
  readonly settlement: {
    /** What counts as having come, see `actualsRules`. */
    readonly actuals: string;
    /** What the battery does when something else comes than was forecast. */
    readonly battery: string;
    /** What an imbalance costs, see `imbalancePricings`. */
    readonly pricing: string;
    /** s: share of the aggregator's price by which an imbalance is dearer. */
    readonly imbalance_spread: number;
  };
  /** What the regulator wants and how it steers. Rules not stated are the objective's. */
  readonly regulator: Policy & { readonly objective: Objective };
  /** Terms of the incentive of Italy's energy communities, or none. */
  readonly cer: {
    /** Grant towards the plants, % of their cost. */
    readonly grant_percent: number;
    /** Where the plants stand, see `areas`. */
    readonly area: string;
    /** How members share it, see `splits`. */
    readonly split: string;
  } | null;
  /** How the market price is forecast. */
  readonly price_forecaster: {
    /** Hourly lags that the model sees. */
    readonly lookback_hours: number;
    /** Column of the price history: `PUN` or a zone such as `NORD`. */
    readonly price_type: string;
    /**
     * Whether each hour is forecast from the hour before, the day from the day before, or the price
     * is known as published.
     */
    readonly horizon: "hour-ahead" | "day-ahead" | "published";
  };
  /** How trades are recorded. */
  readonly blockchain: {
    /** By which rule the next block is added, see `consensusRules`. */
    readonly consensus: string;
    /** Zeros with which a block's hash must begin, in hexadecimal. */
    readonly difficulty: number;
    /** Miners that race for each block, or validators among whom it is drawn. */
    readonly number_of_miners: number;
    /** Whether both parties sign every trade. */
    readonly signatures: boolean;
    /** A network of the miners to be simulated beside the chain, or none. */
    readonly network: {
      /** Time that a block takes from its finder to every other miner, s. */
      readonly delay_s: number;
      /** Mean time between two blocks that the miners find together, s. */
      readonly block_interval_s: number;
      /** Blocks to be found. */
      readonly blocks: number;
    } | null;
  };
}
