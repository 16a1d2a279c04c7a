import type { Config } from "../config/settings.ts";
import { stepsOf } from "../config/steps.ts";
import { peerPriceAgainstGrid } from "../figures/mod.ts";
import { yearOfFigures } from "../italy/mod.ts";
import { tariffs } from "../market/mod.ts";
import type { Results } from "../results/mod.ts";
import { sum } from "../mean.ts";
import { tiersText } from "./player_models.ts";
import type { ProseValues } from "./prose.ts";

/**
 * What sentences about a run speak of, by name, for {@linkcode prose}: its figures of merit, its main
 * settings, who its members are and how they and the miners end.
 */
export function runFacts(results: Results): ProseValues {
  return {
    ...results.kpis,
    ...settingsOf(results),
    ...membersOf(results),
    ...tradesOf(results),
    ...chainOf(results),
  };
}

function settingsOf({ config, run, steps }: Results): ProseValues {
  const { community, grid, market, regulator, blockchain, settlement, battery } = config;
  return {
    date: config.date,
    hours: config.hours,
    step_minutes: config.step_minutes,
    steps,
    seed: String(config.seed),
    data: run.dataLabel,
    origin: community.members === null ? `drawn with seed ${config.seed}` : "from a roster",
    aggregator_fee: percent(grid.aggregator_fee),
    grid_prices: gridPrices(config),
    untried: listed(untriedIn(config)),
    network_fee: percent(grid.network_fee),
    imbalance_spread: percent(settlement.imbalance_spread),
    clearing: market.clearing,
    bidding: market.bidding.strategy,
    battery_strategy: battery.strategy,
    bonus_tiers: tiersText(regulator.p2p_bonus_policy),
    penalty_tiers: tiersText(regulator.grid_penalty_policy),
    consensus: blockchain.consensus.replaceAll("-", " "),
    difficulty: blockchain.difficulty,
    miners: blockchain.number_of_miners,
  };
}

function membersOf({ community, prosumers, steps, members }: Results): ProseValues {
  const { neighbourhoodNames, pvCapacityKw, batteryCapacityKwh } = community;
  const last = members.balanceEur.subarray((steps - 1) * prosumers, steps * prosumers);
  return {
    prosumers,
    neighbourhoods: neighbourhoodNames.length,
    neighbourhood_names: listed(shortened(neighbourhoodNames)),
    with_panels: pvCapacityKw.filter((kw) => kw > 0).length,
    panels_kw: sum(pvCapacityKw),
    with_battery: batteryCapacityKwh.filter((kwh) => kwh > 0).length,
    batteries_kwh: sum(batteryCapacityKwh),
    best_balance: euros(Math.max(...last)),
    worst_balance: euros(Math.min(...last)),
    in_plus: last.filter((balance) => balance > 0).length,
  };
}

function tradesOf(results: Results): ProseValues {
  const { buyers_worse_off, sellers_worse_off } = results.kpis;
  const { peers, asked } = peerPriceAgainstGrid(results);
  const saving = 1 - peers / asked;
  const size = `${Math.abs(100 * saving).toFixed(0)}\u00A0%`;
  return {
    p2p_price_against_grid: Number.isNaN(saving)
      ? "without a trade to compare with"
      : `${size} ${saving >= 0 ? "below" : "above"} what the aggregator asked`,
    trades_buyer_worse: shareOf("trades", buyers_worse_off),
    trades_seller_worse: shareOf("trades", sellers_worse_off),
  };
}

/** `node 3 made the most blocks, 5`, or who shares that place. */
function mostBlocks(first: readonly number[], blocks: number): string {
  if (first.length === 0) return "no node made a block";
  const nodes = first.toSorted((a, b) => a - b).map(String);
  return nodes.length === 1
    ? `node ${nodes[0]} made the most blocks, ${blocks}`
    : `nodes ${listed(nodes)} made the most blocks, ${blocks} each`;
}

/** `99 % of the trades`, as one says it at the ends. */
function shareOf(things: string, share: number): string {
  if (Number.isNaN(share) || share === 0) return `none of the ${things}`;
  if (share === 1) return `all ${things}`;
  if (share < 0.005) return `less than 1\u00A0% of the ${things}`;
  if (share >= 0.995) return `more than 99\u00A0% of the ${things}`;
  return `${(100 * share).toFixed(0)}\u00A0% of the ${things}`;
}

/** The miners' doings; `chain_blocks` counts the genesis block too, as the terminal does. */
function chainOf({ races, trades }: Results): ProseValues {
  const wins = new Map<number, number>();
  for (const { winner } of races) {
    if (winner !== null) wins.set(winner, (wins.get(winner) ?? 0) + 1);
  }
  const [[winner, blocks] = [NaN, NaN]] = [...wins].sort(([a, n], [b, m]) => m - n || a - b);
  const won = sum([...wins.values()]);
  return {
    blocks: won,
    chain_blocks: won + 1,
    transactions: trades.count,
    busiest_miner: winner,
    busiest_miner_blocks: blocks,
    most_blocks: mostBlocks([...wins].filter(([, n]) => n === blocks).map(([i]) => i), blocks),
  };
}

/** What energy from outside costs and fetches. */
function gridPrices(config: Config): string {
  const { tariff, aggregator_fee } = config.grid;
  if (tariff === "wholesale") return `price of the market ±\u00A0${percent(aggregator_fee)}`;
  if (tariff !== "retail") return tariffs[tariff].meaning;
  const year = yearOfFigures(config.grid, stepsOf(config));
  return `what a home paid in ${year}, taxes included; the zone's price for what is fed in`;
}

/** What a further run may change: what this one has not. */
function untriedIn({ market, battery, community }: Config): string[] {
  return [
    ...(market.bidding.strategy === "outside-option"
      ? ["quotes by habit (`price-band`)"]
      : ["quotes that compare with the aggregator (`outside-option`)"]),
    ...(battery.strategy === "greedy" ? ["batteries that plan (`schedule`)"] : []),
    ...(community.members === null ? ["real members and meters"] : ["other days of these members"]),
  ];
}

/** Names that a slide has room for. */
const MOST_NAMES = 6;

function shortened(neighbourhoods: readonly string[]): string[] {
  const names = neighbourhoods.map((name) => name.replaceAll("_", " "));
  if (names.length <= MOST_NAMES) return names;
  return [...names.slice(0, MOST_NAMES - 1), `${names.length - MOST_NAMES + 1} more`];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))}\u00A0%`;
}

function euros(value: number): string {
  return `${value.toFixed(2).replace("-", "−")}\u00A0€`;
}
