import { consensusRules } from "../chain/consensus/mod.ts";
import { batteryStrategies, loadModels } from "../community/mod.ts";
import type { Config } from "../config/mod.ts";
import { biddingStrategies, clearingMechanisms, tariffs } from "../market/mod.ts";
import { imbalancePricings, splits } from "../settlement/mod.ts";
import { Prose } from "./prose.ts";

/** A player and its model, in Markdown with formulas. */
type Row = readonly [player: string, model: string];

/**
 * The members' models in formulas, as configured: panels, load, battery, imbalance, quotes, forecasts.
 * Symbols are those of docs/glossary.md.
 */
export function memberModels(config: Config): Prose {
  return modelTable([
    [
      "PV",
      `$G = y\\,K$ [kWh]: yield $y$ [kWh/kW] as forecast, capacity $K$ [kW], ${panels(config)}`,
    ],
    ["Load", `$L$ [kWh]: ${loadModel(config)}`],
    ["Battery", batteryModel(config.battery)],
    [
      "Imbalance",
      "$I = L - G + B_{in} - B_{out}$: above 0 a deficit to buy, below 0 a surplus to sell",
    ],
    ["Quote", quoteModel(config.market.bidding)],
    [
      "Forecasts",
      `price $P$ (${config.price_forecaster.horizon}): kernels and boosted trees on past prices; ` +
      "yield $y$: clear-sky power times what the last hours' clouds left of it",
    ],
  ]);
}

/** The models of what members meet, as configured: market, aggregator, meter, regulator, chain, books. */
export function marketModels(config: Config): Prose {
  return modelTable([
    ["P2P market", clearingModel(config)],
    ["Aggregator", tariffModel(config.grid)],
    ["Meter", meterModel(config.settlement)],
    ["Regulator", regulatorModel(config.regulator)],
    ...(config.cer === null ? [] : [["Community by law", incentiveModel(config.cer)] as const]),
    ["Chain", chainModel(config.blockchain)],
    [
      "Books",
      "in every step $\\sum \\text{accounts} = 0$, and as much energy comes in as goes out",
    ],
  ]);
}

function panels({ community: { members, pv_capacity } }: Config): string {
  return members === null ? `panels of ${pv_capacity} kW` : "as the roster has it";
}

function loadModel({ community, load }: Config): string {
  const model = `${meaningIn(loadModels, load.model)}; in a year its own annual sum`;
  if (community.members === null) return model;
  return "what the member's meter counted, planned as the mean of like days in the four weeks before; " +
    `without a meter ${model}`;
}

function batteryModel(
  { strategy, charge_efficiency, discharge_efficiency, max_c_rate }: Config["battery"],
): string {
  const names = "capacity $C$ [kWh], level $\\ell$ [kWh], step $\\Delta$ [h]: ";
  const level = "level $\\ell' = \\ell + \\eta_c B_{in} - B_{out}/\\eta_d \\in [0, C]$";
  const numbers = `$\\eta_c = ${charge_efficiency}$, $\\eta_d = ${discharge_efficiency}$, ` +
    `$r = ${max_c_rate}$/h`;
  if (strategy !== "greedy") {
    return `${names}${level}, $B_{in}, B_{out} \\le rC\\Delta$; ${
      meaningIn(batteryStrategies, strategy)
    }; ${numbers}`;
  }
  return names +
    "charges $B_{in} = \\min(G - L,\\ (C - \\ell)/\\eta_c,\\ rC\\Delta)$ of a surplus, delivers " +
    `$B_{out} = \\min(L - G,\\ \\ell\\,\\eta_d,\\ rC\\Delta)$ in a deficit; ${level}; ${numbers}`;
}

function quoteModel({ strategy, seller_band, buyer_band }: Config["market"]["bidding"]): string {
  if (strategy === "price-band") {
    return `a seller asks $s_j \\sim U(${seller_band.join(",\\ ")})\\,P$, ` +
      `a buyer bids $b_i \\sim U(${
        buyer_band.join(",\\ ")
      })\\,P$ [€/kWh], $U$ uniform between two bounds`;
  }
  if (strategy === "outside-option") {
    return "$b_i = \\lambda_b\\,\\text{penalty}/(1-\\delta) - \\mu(\\lambda_b - \\lambda_s)$, " +
      "$s_j = \\lambda_s/(1+\\delta) + \\mu(\\lambda_b - \\lambda_s)$, margin $\\mu$ its own";
  }
  return meaningIn(biddingStrategies, strategy);
}

function clearingModel({ market, grid }: Config): string {
  const rule = market.clearing === "mid"
    ? "highest bid with lowest ask while $b_i \\ge s_j$: $q$ the smaller open amount, $p = (b_i + s_j)/2$"
    : meaningIn(clearingMechanisms, market.clearing);
  return `${rule}; between neighbourhoods each side pays $f\\,q\\,p$, $f = ${grid.network_fee}$`;
}

function tariffModel({ tariff, aggregator_fee, retail_spread }: Config["grid"]): string {
  if (tariff === "retail") {
    return "sells at a home's price $\\lambda_b = (1 + \\text{VAT})\\,[(1 + \\ell)P + s + c]$: losses " +
      `$\\ell$, spread $s = ${retail_spread}$ €/kWh, dispatching, network, charges and excise $c$; pays ` +
      "$\\lambda_s$, the zone's price";
  }
  if (tariff !== "wholesale") return meaningIn(tariffs, tariff);
  return "asks $\\lambda_b = P + a\\,\\lvert P\\rvert$ (times the buyer's penalty), pays " +
    `$\\lambda_s = P - a\\,\\lvert P\\rvert$, $a = ${aggregator_fee}$`;
}

function meterModel({ actuals, pricing, imbalance_spread }: Config["settlement"]): string {
  if (actuals === "forecast") return "the forecast counts as what came: nothing is off contract";
  const off = "off contract by $m - c$, metered less contracted, at the price $P^*$ that came: ";
  return off +
    (pricing === "dual"
      ? `short pays $\\pi^- = \\lambda_b^* + s\\,\\lvert\\lambda_b^*\\rvert$, long gets $\\pi^+ = \\lambda_s^* - s\\,\\lvert\\lambda_s^*\\rvert$, $s = ${imbalance_spread}$`
      : meaningIn(imbalancePricings, pricing));
}

function regulatorModel(
  { p2p_bonus_policy, grid_penalty_policy, objective }: Config["regulator"],
): string {
  const aim = objective === "p2p" ? "maximises $\\sum q$ of P2P; " : `\`${objective}\`; `;
  return `${aim}bonus $1 + \\delta$ by steps with P2P (${
    tiersText(p2p_bonus_policy)
  }): buyers pay ` +
    "$(1-\\delta)\\,qp$, sellers get $(1+\\delta)\\,qp$; penalty by steps at the grid " +
    `(${tiersText(grid_penalty_policy)})`;
}

function incentiveModel({ grant_percent, split }: NonNullable<Config["cer"]>): string {
  return "each hour a premium on the energy shared under a primary substation, " +
    "$E_h = \\min(\\sum \\text{fed in}, \\sum \\text{taken})$, less for a grant " +
    `(${grant_percent} % of the investment); split: ${meaningIn(splits, split)}`;
}

function chainModel({ consensus, difficulty }: Config["blockchain"]): string {
  if (consensus !== "proof-of-work") {
    return `a block a step; ${meaningIn(consensusRules, consensus)}`;
  }
  return `a block a step whose SHA-256 begins with $D = ${difficulty}$ zeros, $16^D$ tries expected; ` +
    "miner $i$ of hash power $h_i$ wins with $h_i / \\sum_j h_j$";
}

/** `×1.02 from the 1st, ×1.05 from the 5th`: which multiplier from which step or hour on. */
export function tiersText(tiers: Readonly<Record<string, number>>): string {
  const parts = Object.entries(tiers).map(([from, multiplier]) =>
    `×${multiplierText(multiplier)} from the ${ordinal(Number(from))}`
  );
  return parts.length === 0 ? "none" : parts.join(", ");
}

/** Two digits after the point, more where there are. */
function multiplierText(multiplier: number): string {
  return multiplier.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
}

const ENDINGS: Readonly<Record<string, string>> = { one: "st", two: "nd", few: "rd", other: "th" };
const ORDINALS = new Intl.PluralRules("en-US", { type: "ordinal" });

function ordinal(number: number): string {
  return `${number}${ENDINGS[ORDINALS.select(number)]}`;
}

function meaningIn(
  registry: Readonly<Record<string, { readonly meaning: string }>>,
  name: string,
): string {
  return registry[name].meaning;
}

function modelTable(rows: readonly Row[]): Prose {
  const lines = rows.map(([player, model]) => `| ${player} | ${model} |`);
  return new Prose(["| Player | Model of a step |", "| --- | --- |", ...lines].join("\n"));
}
