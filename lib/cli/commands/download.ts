import {
  downloadAndImport,
  type DownloadRequest,
  energyChartsRequests,
  type FetchOptions,
  isDownloaded,
  priceRequests,
  pvRequest,
  SERVERS,
  type Servers,
  SMARD_FILTERS,
  smardRequests,
  type Years,
} from "../../data/mod.ts";
import { InputError } from "../../input_error.ts";
import type { Site } from "../../sun/mod.ts";
import type { Arguments, Command } from "../command.ts";
import { configuredSites } from "../community_sites.ts";
import { downloadTariffs } from "../download_tariffs.ts";
import { describeImport, placeCheck } from "../import_text.ts";
import { placesFor } from "../../project.ts";

/** What tests hand in instead of the real services. */
export interface DownloadSettings {
  /** The project's `data/`. */
  readonly projectDataDir: string;
  /** Where each service answers. */
  readonly servers: Servers;
  /** The places that a community may be drawn from: generation of elsewhere is refused. */
  readonly sites?: () => readonly Site[];
  /** How to wait and when to give up. */
  readonly fetch?: FetchOptions;
}

/** `deno task download`: the real history, from GME, SMARD, energy-charts and PVGIS. */
export const downloadCommand: Command = downloadWith({
  projectDataDir: placesFor(undefined).projectDataDir,
  servers: SERVERS,
  sites: configuredSites,
});

/** The command that downloads from given servers into a project's `data/`. */
export function downloadWith(settings: DownloadSettings): Command {
  const { projectDataDir, servers, fetch, sites = () => [] } = settings;
  const wait = fetch?.wait ?? pause;
  return {
    name: "download",
    summary: "Download history into data/imported/: prices from GME, SMARD or energy-charts, PV " +
      "generation from PVGIS; Italy's tariffs from the Portale Offerte",
    positionals: "prices|pv|tariffs",
    options: {
      years: { value: "YYYY-YYYY", help: "First and last year, or one year" },
      source: {
        value: "NAME",
        help:
          "For prices: gme (default; private use), smard (open; default for --zone NORD and CH) or " +
          "energy-charts",
      },
      zone: {
        value: "NAME",
        help:
          "For prices of smard and energy-charts: the zone, such as NORD, or CH for Switzerland",
      },
      latitude: { value: "DEGREES", help: "For pv: degrees north (Turin: 45.07)" },
      date: { value: "YYYY-MM-DD", help: "For tariffs: a day on which they are in force" },
      longitude: { value: "DEGREES", help: "For pv: degrees east (Turin: 7.68)" },
    },
    async run(args, terminal) {
      if (args.positionals.length === 1 && args.positionals[0] === "tariffs") {
        const date = args.text("date") ?? "";
        const options = { ...fetch, progress: terminal.progress };
        terminal.print(await downloadTariffs(date, projectDataDir, servers, options));
        return;
      }
      const shown = new Set<string>();
      const places = sites();
      let asked = 0;
      for (const request of requestsOf(args, servers)) {
        if (await isDownloaded(request, projectDataDir)) {
          terminal.print(`${request.file}: downloaded before, nothing changed`);
          continue;
        }
        const { terms, pauseMs } = request.service;
        if (!shown.has(terms)) terminal.print(`${terms}\n`);
        shown.add(terms);
        if (asked++ > 0 && pauseMs > 0) await wait(pauseMs);
        const options = { ...fetch, progress: terminal.progress };
        const check = placeCheck(places);
        const report = await downloadAndImport(request, projectDataDir, options, check);
        terminal.print(describeImport(report, places));
      }
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function requestsOf(args: Arguments, servers: Servers): DownloadRequest[] {
  const [what, ...more] = args.positionals;
  if (more.length > 0 || (what !== "prices" && what !== "pv")) {
    throw new InputError(
      `Cannot download as one of prices, pv and tariffs is needed: found "${
        args.positionals.join(" ")
      }"`,
    );
  }
  const years = readYears(args.text("years"));
  if (what === "prices") return pricesOf(args, years, servers);
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => readDegrees(args, name));
  return [pvRequest(latitude, longitude, years, servers.PVGIS)];
}

function pricesOf(args: Arguments, years: Years, servers: Servers): DownloadRequest[] {
  const zone = args.text("zone");
  const isSmards = zone !== undefined && Object.hasOwn(SMARD_FILTERS, zone);
  const source = args.text("source") ?? (isSmards ? "smard" : "gme");
  switch (source) {
    case "gme":
      return priceRequests(years, servers.GME); // with the PUN and every zone
    case "smard":
      return smardRequests(zone ?? "NORD", years, servers.SMARD);
    case "energy-charts":
      return energyChartsRequests(zone ?? "NORD", years, servers.ENERGY_CHARTS);
    default:
      throw new InputError(`--source must be gme, smard or energy-charts, found "${source}"`);
  }
}

function readYears(text: string | undefined): Years {
  const match = /^(\d{4})(?:-(\d{4}))?$/.exec(text ?? "");
  if (match !== null) return { first: Number(match[1]), last: Number(match[2] ?? match[1]) };
  throw new InputError(
    `--years must be a year or two such as 2021-2025, found ${text ? `"${text}"` : "none"}`,
  );
}

function readDegrees(args: Arguments, name: string): number {
  const text = args.text(name);
  if (text !== undefined && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InputError(
    `--${name} must be a number of degrees, found ${text ? `"${text}"` : "none"}`,
  );
}
