import { escapeXml } from "../drawing/svg.ts";
import type { FigureChapter } from "../run/run_figures.ts";
import { alikeNumbers, counted, euros, percent, placeName } from "../parts/wording.ts";
import { kpiDefinitions, type KpiName, type Kpis } from "../../results/kpi_definitions.ts";
import { REPORT_STYLE } from "./style.ts";
import type { Results } from "../../results/mod.ts";

/**
 * A run as one HTML file that needs no other: summary, key figures with their formulas, figures,
 * configuration, and where everything comes from.
 */
export function reportHtml(results: Results, chapters: readonly FigureChapter[]): string {
  const { config, run, kpis } = results;
  const title = `A local energy market in Turin, ${config.date}`;
  const sections = [
    section("Summary", summary(results, kpis)),
    ...chapters.map(({ heading, figures }) =>
      section(heading, figures.map(({ svg }) => `<figure>${svg.trim()}</figure>`).join("\n"))
    ),
    section("Key figures", kpiTable(kpis)),
    section("Configuration", `<pre>${escapeXml(JSON.stringify(config, null, 2))}</pre>`),
    section("Where it comes from", provenance(results)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeXml(title)}</h1>
${
    run.synthetic
      ? `<p class="notice">Made with the ${
        escapeXml(run.dataLabel)
      }: prices and weather are not real.</p>`
      : ""
  }
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function section(heading: string, content: string): string {
  return `<section>\n<h2>${escapeXml(heading)}</h2>\n${content}\n</section>`;
}

function summary(
  { prosumers, hours, community, config, races, run }: Results,
  kpis: Kpis,
): string {
  const of = (name: KpiName) => kpis[name];
  const energy = alikeNumbers(of("load_kwh") / 10);
  const blocks = races.filter(({ winner }) => winner !== null).length;
  const facts: [string, string][] = [
    ["Community", `${counted(prosumers, "prosumer")} in ${names(community.neighbourhoodNames)}`],
    ["Time", `${counted(hours, "hour")} from ${config.date}, seed ${config.seed}`],
    ["Data", run.dataLabel],
    ["PV generation", `${energy(of("pv_kwh"))} kWh for a load of ${energy(of("load_kwh"))} kWh`],
    [
      "Among neighbours",
      `${energy(of("p2p_kwh"))} kWh, ${percent(of("p2p_share"))} of what prosumers bought`,
    ],
    [
      "With the aggregator",
      `${energy(of("grid_buy_kwh"))} kWh bought, ${energy(of("grid_sell_kwh"))} kWh sold`,
    ],
    [
      "Self-sufficiency",
      `${percent(of("self_sufficiency"))} of the load was served by the community's own PV`,
    ],
    ["Self-consumption", `${percent(of("self_consumption"))} of the PV was used in the community`],
    [
      "Market price",
      `${price(of("market_price_mean"))} on average, ${price(of("market_price_min"))} to ${
        price(of("market_price_max"))
      }`,
    ],
    [
      "P2P price",
      Number.isNaN(of("p2p_price_mean"))
        ? "no P2P trade"
        : `${price(of("p2p_price_mean"))} on average, by energy`,
    ],
    [
      "Money at the end",
      `prosumers ${euros(of("prosumers_balance"))}, aggregator ${
        euros(of("aggregator_balance"))
      }, network operator ${euros(of("network_operator_balance"))}, regulator's fund ${
        euros(of("regulator_fund"))
      }`,
    ],
    [
      "Chain",
      `${counted(blocks, "block")} after the first, by ${counted(races[0].powers.length, "miner")}`,
    ],
  ];
  return table(["", ""], facts.map(([name, fact]) => [name, fact]), "facts");
}

function kpiTable(kpis: Kpis): string {
  const rows = Object.entries(kpis).map(([name, value]) => {
    const { unit, formula, source } = kpiDefinitions[name as KpiName];
    return [
      name.replaceAll("_", " "),
      Number.isNaN(value) ? "–" : `${figure(value)} ${unit}`.trim(),
      source === undefined ? formula : `${formula} (${source})`,
    ];
  });
  return table(["Figure", "Value", "How it is computed"], rows, "kpis");
}

function provenance({ run }: Results): string {
  const { config: _, kpis: __, ...rest } = run.json;
  return "<p>Same configuration, seed and data give the same files, byte by byte. " +
    "<code>run.json</code> states:</p>\n" +
    `<pre>${escapeXml(JSON.stringify(rest, null, 2))}</pre>`;
}

function table(header: readonly string[], rows: readonly string[][], kind: string): string {
  const head = header.every((title) => title === "")
    ? ""
    : `<thead><tr>${header.map((title) => `<th>${escapeXml(title)}</th>`).join("")}</tr></thead>\n`;
  const body = rows.map(([first, ...cells]) =>
    `<tr><th scope="row">${escapeXml(first)}</th>${
      cells.map((cell) => `<td>${escapeXml(cell)}</td>`).join("")
    }</tr>`
  );
  return `<table class="${kind}">\n${head}<tbody>\n${body.join("\n")}\n</tbody>\n</table>`;
}

function names(neighbourhoods: readonly string[]): string {
  return neighbourhoods.map(placeName).join(", ");
}

function price(eurPerKwh: number): string {
  return `${eurPerKwh.toFixed(4)} €/kWh`;
}

/** To four significant digits. */
function figure(value: number): string {
  return Number.isInteger(value)
    ? value.toLocaleString("en-US")
    : value.toLocaleString("en-US", { maximumSignificantDigits: 4 }).replace("-", "−");
}
