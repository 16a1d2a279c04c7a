import { HISTORY_LOSSES_PERCENT, type Source } from "../data/histories.ts";
import {
  distanceWarning,
  farthestFromNearest,
  formatUtc,
  type ImportOptions,
  type ImportReport,
  quoted,
  requireReach,
} from "../data/mod.ts";
import type { Site } from "../sun/mod.ts";
import { formatInRome, HOUR } from "../time.ts";

/** What an import found and did, for people. */
export function describeImport(report: ImportReport, sites: readonly Site[] = []): string {
  const { source, contents, clockChanges } = report;
  const changes = clockChanges.map(({ date, hours }) => `${date} (${hours} h)`).join(", ");
  const ignored = report.ignoredColumns.join(", ");
  const { lossesPercent = HISTORY_LOSSES_PERCENT } = report;
  const warning = distanceWarning(farthestFromNearest(report.systems, sites));
  return [
    `${source.file}: ${report.unchanged ? "imported before, nothing changed" : "imported"}`,
    `  ${rangeOf(source)}: ${contents.join(", ")}`,
    `  rows: ${report.rows}; gaps: ${report.gaps}; duplicates: ${report.duplicates}; ` +
    `clock changes: ${changes || "none"}`,
    ...(report.quarterHours ? ["  quarter hours are kept beside their hours"] : []),
    ...(ignored === "" ? [] : [`  columns left out: ${ignored}`]),
    ...(lossesPercent === HISTORY_LOSSES_PERCENT ? [] : [
      `  system losses of ${lossesPercent} % are stated, where the PV forecaster reckons with ` +
      `${HISTORY_LOSSES_PERCENT} %: its generation is taken as it stands`,
    ]),
    ...(warning === undefined ? [] : [`  warning: ${warning}`]),
  ].join("\n");
}

/** What was imported at some time, for people. */
export function describeSource(source: Source): string {
  const { file, publisher, address, licence, readAs, sha256 } = source;
  return [
    file,
    `  ${rangeOf(source)}`,
    ...(publisher === undefined ? [] : [`  published by ${publisher}`]),
    ...(address === undefined ? [] : [`  downloaded from ${address}`]),
    ...(licence === undefined ? [] : [`  licence: ${licence}`]),
    ...(readAs === undefined ? [] : [`  read with ${readAs}`]),
    `  SHA-256 ${sha256}`,
  ].join("\n");
}

/** Refuses generation that was recorded too far from where communities are drawn. */
export function placeCheck(sites: readonly Site[]): NonNullable<ImportOptions["check"]> {
  return ({ source, systems }) =>
    requireReach(
      systems,
      sites,
      quoted(source.file),
      "give community.neighbourhoods_pool in config.json the boxes of that place first",
    );
}

function rangeOf({ kind, from, to }: Source): string {
  const prices = kind === "prices";
  const format = prices ? formatInRome : formatUtc;
  return `${prices ? "prices" : "PV generation"} from ${format(from)} to ${format(to - HOUR)} ` +
    `(${prices ? "Rome" : "UTC"})`;
}
