import { chartWidth, isNarrow, writeNumber } from "../../edition/edition.ts";
import { say } from "../../edition/say.ts";
import type { NeighbourhoodBox } from "../../../config/settings.ts";
import type { Results } from "../../../results/mod.ts";
import type { Figure } from "../../parts/figure.ts";
import { type MapFrame, mapFrame, pathWithin, scaleBar } from "./map_frame.ts";
import { colours } from "../../drawing/palette.ts";
import { runFigure, sideBySide, stacked } from "../../parts/run_figure.ts";
import { element, escapeXml, type SvgPart, textElement } from "../../drawing/svg.ts";
import { textWidth } from "../../drawing/text_width.ts";
import { counted, placeName, shortNumber } from "../../parts/wording.ts";

/**
 * The Po through Turin from south to north, degrees [latitude, longitude]: Moncalieri, the bridges
 * Balbis, Isabella, Umberto I, Vittorio Emanuele I, Regina Margherita and Sassi, and San Mauro, with
 * points between them drawn by hand after public maps. Schematic: for orientation only.
 */
const PO: readonly (readonly [number, number])[] = [
  [44.990, 7.693],
  [45.002, 7.684],
  [45.014, 7.680],
  [45.026, 7.674],
  [45.037, 7.679],
  [45.048, 7.683],
  [45.054, 7.689],
  [45.059, 7.694],
  [45.063, 7.698],
  [45.068, 7.706],
  [45.072, 7.713],
  [45.079, 7.724],
  [45.090, 7.731],
  [45.101, 7.740],
  [45.106, 7.762],
];

/** Of the map beside its list, px. */
const SIZE = { width: 400, height: 560 };
/** Of the list beside the map, px. */
const LOWEST = 360;
const GAP = 20;
const LARGEST_DOT = 7;
/** So many dots of full size leave room between them. */
const ROOMY_DOTS = 200;
/** More dots than this would hide each other. */
const MOST_DOTS = 2000;

/**
 * Where the prosumers live and how much PV they have, on a schematic map of the city.
 *
 * @param options `height` of the map, px: a lower one is larger print where height is what lacks, as on
 * a slide; at least 360, for the list beside it.
 */
export function turinMapFigure(
  results: Results,
  options: { readonly height?: number } = {},
): Figure {
  const { community, config, prosumers } = results;
  const pool = config.community.neighbourhoods_pool;
  const width = isNarrow() ? chartWidth() : SIZE.width;
  const height = isNarrow()
    ? width * SIZE.height / SIZE.width
    : Math.max(LOWEST, options.height ?? SIZE.height);
  const frame = mapFrame(Object.values(pool), width, height);
  const largestKw = community.pvCapacityKw.reduce((most, kw) => Math.max(most, kw), 0) || 1;
  const shown = Math.min(prosumers, MOST_DOTS);
  const map: SvgPart = {
    width,
    height,
    markup: river(frame) + boxes(pool, community.neighbourhoodNames, frame) +
      dots(results, shown, largestKw, frame) +
      names(pool, community.neighbourhoodNames, frame) + scaleBar(frame, 12, height - 14) +
      mat(width, height),
  };
  const list = side(results, largestKw, dotSize(shown), height);
  const chart = isNarrow() ? stacked([map, list], 14) : sideBySide([map, list], GAP);
  const totals = capacities(results);
  return runFigure(results, {
    name: "turin_map",
    title: titleOf(totals),
    subtitle: [
      say`Prosumers by PV capacity, kW, at places drawn within the box of their neighbourhood;
        dashed boxes are not part of this run`,
      ...(shown < prosumers ? [say`the first ${writeNumber(shown)} prosumers`] : []),
    ].join("; "),
    description: totals.map(({ name, kw, homes }) =>
      `${placeName(name)}: ${counted(homes, "prosumer")}, ${shortNumber(kw)} kW`
    ).join("; "),
  }, chart);
}

/** Who has most; nobody alone where several have as much. */
function titleOf(totals: readonly { readonly name: string; readonly kw: number }[]): string {
  const most = totals[0].kw;
  const all = shortNumber(totals.reduce((sum, { kw }) => sum + kw, 0));
  const first = totals.filter(({ kw }) => kw === most);
  if (most === 0) return say`Nobody has PV`;
  return first.length > 1
    ? say`${counted(first.length, "neighbourhood")} have the most PV, ${
      shortNumber(most)
    } kW each of ${all} kW`
    : say`${placeName(first[0].name)} has the most PV, ${shortNumber(most)} of ${all} kW`;
}

/** The frame, and a strip of paper around it that covers the river's blunt ends. */
function mat(width: number, height: number): string {
  const around = { fill: "none", stroke: colours.paper, "stroke-width": 6 };
  return element("rect", { x: -3, y: -3, width: width + 6, height: height + 6, ...around }) +
    element("rect", { width, height, fill: "none", stroke: colours.faint });
}

function river(frame: MapFrame): string {
  const line = pathWithin(frame, PO.map(([lat, lon]) => [frame.x(lon), frame.y(lat)]));
  const [latitude, longitude] = PO[10];
  const label = [frame.x(longitude) + 9, frame.y(latitude) + 12] as const;
  const named = label[0] > 0 && label[0] < frame.width - 20 && label[1] > 12 &&
    label[1] < frame.height;
  return element("path", {
    d: line,
    fill: "none",
    stroke: "#a9cde6",
    "stroke-width": 9,
    "stroke-linejoin": "round",
  }) + (named
    ? textElement("Po", ...label, { fill: "#1f618d", "font-size": 13, "font-weight": 600 })
    : "");
}

function boxes(
  pool: Readonly<Record<string, NeighbourhoodBox>>,
  drawn: readonly string[],
  frame: MapFrame,
): string {
  return Object.entries(pool).map(([name, [south, north, west, east]]) => {
    const isDrawn = drawn.includes(name);
    const [x, y] = [frame.x(west), frame.y(north)];
    return element("rect", {
      x,
      y,
      width: frame.x(east) - x,
      height: frame.y(south) - y,
      fill: isDrawn ? colours.quiet : "none",
      "fill-opacity": 0.28,
      stroke: isDrawn ? colours.ink : colours.faint,
      "stroke-dasharray": isDrawn ? undefined : "3 3",
    });
  }).join("");
}

/** Above the box of a neighbourhood of the run, within the empty box of another where there is room. */
function names(
  pool: Readonly<Record<string, NeighbourhoodBox>>,
  drawn: readonly string[],
  frame: MapFrame,
): string {
  return Object.entries(pool).map(([name, [, north, west]]) => {
    const isDrawn = drawn.includes(name);
    if (!isDrawn && (isNarrow() || frame.height < SIZE.height)) return "";
    return textElement(
      placeName(name),
      frame.x(west) + 4,
      frame.y(north) + (isDrawn ? -4 : 14),
      {
        "font-weight": isDrawn ? 600 : undefined,
        fill: isDrawn ? colours.ink : colours.faint,
        "font-size": 11,
        stroke: colours.paper,
        "stroke-width": 3,
        "paint-order": "stroke",
      },
    );
  }).join("");
}

function dots(
  { community }: Results,
  count: number,
  largestKw: number,
  frame: MapFrame,
): string {
  const size = dotSize(count);
  return Array.from({ length: count }, (_, i) => {
    const [cx, cy] = [frame.x(community.longitude[i]), frame.y(community.latitude[i])];
    const [kw, kwh] = [community.pvCapacityKw[i], community.batteryCapacityKwh[i]];
    const words = say`Prosumer ${i}: PV ${shortNumber(kw)} kW, battery ${shortNumber(kwh)} kWh`;
    return dot(cx, cy, kw, largestKw, size, element("title", {}, escapeXml(words)));
  }).join("");
}

/** Radius of the largest of some dots, such that together they cover no more than a few hundred. */
function dotSize(count: number): number {
  return LARGEST_DOT * Math.min(1, Math.sqrt(ROOMY_DOTS / count));
}

/** Area in proportion to capacity; hollow for none. */
function dot(
  cx: number,
  cy: number,
  kw: number,
  largestKw: number,
  size: number,
  content = "",
): string {
  const r = kw === 0 ? Math.min(2, size / 2) : Math.max(1, size * Math.sqrt(kw / largestKw));
  return element("circle", {
    cx,
    cy,
    r,
    fill: kw === 0 ? colours.paper : colours.pv,
    "fill-opacity": kw === 0 ? 1 : 0.85,
    stroke: colours.ink,
    "stroke-width": 0.75,
  }, content);
}

function capacities({ community, prosumers }: Results): {
  name: string;
  kw: number;
  homes: number;
}[] {
  const totals = community.neighbourhoodNames.map((name) => ({ name, kw: 0, homes: 0 }));
  for (let i = 0; i < prosumers; i++) {
    totals[community.neighbourhood[i]].kw += community.pvCapacityKw[i];
    totals[community.neighbourhood[i]].homes++;
  }
  return totals.sort((a, b) => b.kw - a.kw);
}

/** What stands beside or below the map: the sizes of the dots, and the neighbourhoods in numbers. */
function side(results: Results, largestKw: number, size: number, mapHeight: number): SvgPart {
  const heading = (text: string, y: number) =>
    textElement(text, 0, y, { "font-weight": 600, "font-size": 13 });
  const sizes = [0, largestKw / 4, largestKw];
  const legend = sizes.map((kw, i) =>
    dot(8, 36 + i * 22, kw, largestKw, size) +
    textElement(kw === 0 ? say`no PV` : `${shortNumber(kw)} kW`, 24, 40 + i * 22)
  );
  const top = 136;
  const right = (text: string, x: number, y: number, ink: string = colours.ink) =>
    textElement(text, x - textWidth(text, 12), y, { fill: ink });
  const totals = capacities(results);
  const rows = totals.map(({ name, kw, homes }, i) => {
    const y = top + 44 + i * 20;
    return textElement(placeName(name), 0, y) + right(writeNumber(homes), 172, y) +
      right(shortNumber(kw), 224, y);
  });
  const end = top + 44 + totals.length * 20;
  const height = isNarrow() ? end + 16 : Math.max(mapHeight, end + 16);
  return {
    width: 224,
    height,
    markup: heading(say`PV capacity of a prosumer`, 14) + legend.join("") +
      heading(say`Neighbourhoods of this run`, top) +
      right(say`prosumers`, 172, top + 22, colours.faint) +
      right("kW", 224, top + 22, colours.faint) + rows.join("") +
      textElement(say`The course of the Po is schematic.`, 0, height - 4, {
        fill: colours.faint,
        "font-size": 11,
      }),
  };
}
