import { fontFaces } from "../drawing/font.ts";
import { escapeXml } from "../drawing/svg.ts";
import type { Figure } from "../parts/figure.ts";
import type { FigureChapter } from "../run/run_figures.ts";
import { edition, fixed, writeNumber } from "../edition/edition.ts";
import { say, sayWord } from "../edition/say.ts";
import {
  alikeNumbers,
  counted,
  dataLabel,
  durationText,
  euros,
  kpiTitle,
  percent,
  placeName,
} from "../parts/wording.ts";
import {
  kpiDefinitions,
  type KpiName,
  kpiNames,
  type Kpis,
} from "../../results/kpi_definitions.ts";
import { configurationHtml } from "./configuration.ts";
import { contentsHtml, type ReportCell, type Section, sectionHtml, tableHtml } from "./markup.ts";
import { REPORT_SCRIPT } from "./script.ts";
import { REPORT_STYLE } from "./style.ts";
import type { Results } from "../../results/mod.ts";

/**
 * A run as one HTML file, in the language of the edition that needs no other: contents, summary, figures, key figures with their
 * formulas, configuration, and where everything comes from.
 *
 * @param chapters The figures.
 * @param narrow The same for a screen as narrow as a phone's, drawn for one column; where there are
 * none the wide ones are shown small.
 */
export function reportHtml(
  results: Results,
  chapters: readonly FigureChapter[],
  narrow: readonly FigureChapter[] = [],
): string {
  const { config, run, kpis } = results;
  const title = say`A local energy market in Turin, ${config.date}`;
  const small = new Map(
    narrow.flatMap(({ figures }) => figures.map((figure) => [figure.name, figure])),
  );
  const sections: Section[] = [
    { heading: say`Summary`, content: summary(results, kpis) },
    ...chapters.map(({ heading, figures }) => ({
      heading,
      content: figures.map((figure) => figureHtml(figure, small.get(figure.name))).join("\n"),
    })),
    { heading: say`Key figures`, content: kpiTable(kpis) },
    { heading: say`Configuration`, content: configurationHtml(config) },
    { heading: say`Where it comes from`, content: provenance(results) },
  ];
  const notice = run.synthetic
    ? `<p class="notice">${
      escapeXml(say`Made with the ${dataLabel(run.dataLabel)}: prices and weather are not real.`)
    }</p>`
    : "";
  const body = `<main>
<h1>${escapeXml(title)}</h1>
${notice}
${contentsHtml(sections)}
${sections.map(sectionHtml).join("\n")}
</main>`;
  return `<!doctype html>
<html lang="${edition().language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeXml(title)}</title>
<style>${fontFaces(`${title}▲▼${body}`)}${REPORT_STYLE}</style>
</head>
<body>
${body}
<script type="module">${REPORT_SCRIPT}</script>
</body>
</html>
`;
}

/** A figure, and behind it the one that narrow screens show instead. */
function figureHtml({ name, drawing }: Figure, small: Figure | undefined): string {
  // An id stands once in a page.
  const behind = small?.drawing.trim().replaceAll(`${name}-title`, `${name}-small-title`)
    .replaceAll(`${name}-desc`, `${name}-small-desc`) ?? "";
  return `<figure>${drawing.trim()}${behind}</figure>`;
}

function summary(
  { prosumers, community, config, races, run }: Results,
  kpis: Kpis,
): string {
  const of = (name: KpiName) => kpis[name];
  const energy = alikeNumbers(of("load_kwh") / 10);
  const blocks = races.filter(({ winner }) => winner !== null).length;
  const facts: [string, string][] = [
    [
      say`Community`,
      say`${counted(prosumers, "prosumer")} in ${names(community.neighbourhoodNames)}`,
    ],
    [say`Time`, say`${durationText(config)} from ${config.date}, seed ${config.seed}`],
    [say`Data`, dataLabel(run.dataLabel)],
    [
      say`PV generation, metered`,
      say`${energy(of("pv_kwh"))} kWh for a load of ${energy(of("load_kwh"))} kWh`,
    ],
    [
      say`Contracts among neighbours`,
      say`${energy(of("p2p_kwh"))} kWh, ${percent(of("p2p_share"))} of what prosumers bought`,
    ],
    [
      say`Contracts with the aggregator`,
      say`${energy(of("grid_buy_kwh"))} kWh bought, ${energy(of("grid_sell_kwh"))} kWh sold`,
    ],
    [say`Off contract`, offContract(config, kpis)],
    [
      kpiTitle("self_sufficiency"),
      say`${percent(of("self_sufficiency"))} of the load was served by the community's own PV`,
    ],
    [
      kpiTitle("self_consumption"),
      say`${percent(of("self_consumption"))} of the PV was used in the community`,
    ],
    [
      say`Market price`,
      say`${price(of("market_price_mean"))} on average, ${price(of("market_price_min"))} to ${
        price(of("market_price_max"))
      }`,
    ],
    [
      say`P2P price`,
      Number.isNaN(of("p2p_price_mean"))
        ? say`no P2P trade`
        : say`${price(of("p2p_price_mean"))} on average, by energy`,
    ],
    [
      say`Money at the end`,
      say`prosumers ${euros(of("prosumers_balance"))}, aggregator ${
        euros(of("aggregator_balance"))
      }, network operator ${euros(of("network_operator_balance"))}, regulator's fund ${
        euros(of("regulator_fund"))
      }`,
    ],
    [
      say`Chain`,
      say`${counted(blocks, "block")} after the first, by ${
        counted(races[0].powers.length, "miner")
      }`,
    ],
  ];
  return tableHtml([], facts, "facts");
}

/** What was metered other than contracted, and what it cost. */
function offContract({ settlement }: Results["config"], kpis: Kpis): string {
  if (settlement.actuals === "forecast") return say`nothing: the forecast counts as what came`;
  const energy = alikeNumbers(kpis.load_kwh / 100);
  const cost = say`${energy(kpis.imbalance_short_kwh)} kWh short, ${
    energy(kpis.imbalance_long_kwh)
  } kWh long, at a cost of ${euros(kpis.imbalance_cost)} against the price that came`;
  if (Number.isNaN(kpis.forecast_value)) return cost;
  return `${cost}; ${say`a perfect forecast would have been worth ${euros(kpis.forecast_value)}`}`;
}

function kpiTable(kpis: Kpis): string {
  const rows = kpiNames.map((name): [string, ReportCell, string] => {
    const { unit, formula, source } = kpiDefinitions[name];
    const how = sayWord(formula);
    const value = kpis[name];
    const text = Number.isNaN(value) ? "–" : `${figure(value)} ${unit}`.trim();
    return [
      kpiTitle(name),
      { text, order: Number.isNaN(value) ? null : value },
      source === undefined ? how : `${how} (${sayWord(source)})`,
    ];
  });
  return tableHtml([say`Figure`, say`Value`, say`How it is computed`], rows, "keys sortable");
}

function provenance({ run }: Results): string {
  const { config: _, kpis: __, ...rest } = run.json;
  return `<p>${say`Same configuration, seed and data give the same files, byte by byte. <code>run.json</code>
    states:`}</p>\n` +
    `<pre>${escapeXml(JSON.stringify(rest, null, 2))}</pre>`;
}

function names(neighbourhoods: readonly string[]): string {
  return neighbourhoods.map(placeName).join(", ");
}

function price(eurPerKwh: number): string {
  return `${fixed(eurPerKwh, 4)} €/kWh`;
}

/** What rounding leaves over is not written out. */
const TINY = 1e-6;

/** To four significant digits, `1.1e−16` for what is next to nothing. */
function figure(value: number): string {
  if (value !== 0 && Math.abs(value) < TINY) {
    const [digits, power] = value.toExponential(1).split("e");
    return `${fixed(Number(digits), 1)}e${power.replace("-", "−")}`;
  }
  return writeNumber(value, Number.isInteger(value) ? {} : { maximumSignificantDigits: 4 });
}
