import {
  downloadAndImport,
  type DownloadRequest,
  type FetchOptions,
  isDownloaded,
  priceRequests,
  pvRequest,
  SERVERS,
  type Years,
} from "../../data/mod.ts";
import { InputError } from "../../input_error.ts";
import type { Arguments, Command } from "../command.ts";
import { describeImport } from "./import.ts";
import { placesFor } from "../../project.ts";

/** What tests hand in instead of the real services. */
export interface DownloadSettings {
  /** The project's `data/`. */
  readonly projectDataDir: string;
  /** Where each service answers. */
  readonly servers: { readonly GME: string; readonly PVGIS: string };
  /** How to wait and when to give up. */
  readonly fetch?: FetchOptions;
}

/** `deno task download`: the real history, from GME and PVGIS. */
export const downloadCommand: Command = downloadWith({
  projectDataDir: placesFor(undefined).projectDataDir,
  servers: SERVERS,
});

/** The command that downloads from given servers into a project's `data/`. */
export function downloadWith({ projectDataDir, servers, fetch }: DownloadSettings): Command {
  return {
    name: "download",
    summary: "Download history into data/imported/: prices from GME, PV generation from PVGIS",
    positionals: "prices|pv",
    options: {
      years: { value: "YYYY-YYYY", help: "First and last year, or one year" },
      latitude: { value: "DEGREES", help: "For pv: degrees north (Turin: 45.07)" },
      longitude: { value: "DEGREES", help: "For pv: degrees east (Turin: 7.68)" },
    },
    async run(args, terminal) {
      const shown = new Set<string>();
      for (const request of requestsOf(args, servers)) {
        if (await isDownloaded(request, projectDataDir)) {
          terminal.print(`${request.file}: downloaded before, nothing changed`);
          continue;
        }
        const { terms } = request.service;
        if (!shown.has(terms)) terminal.print(`${terms}\n`);
        shown.add(terms);
        const options = { ...fetch, progress: terminal.progress };
        terminal.print(describeImport(await downloadAndImport(request, projectDataDir, options)));
      }
    },
  };
}

function requestsOf(args: Arguments, servers: DownloadSettings["servers"]): DownloadRequest[] {
  const [what, ...more] = args.positionals;
  if (more.length > 0 || (what !== "prices" && what !== "pv")) {
    throw new InputError(
      `Cannot download as one of prices and pv is needed: found "${args.positionals.join(" ")}"`,
    );
  }
  const years = readYears(args.text("years"));
  if (what === "prices") return priceRequests(years, servers.GME);
  const [latitude, longitude] = ["latitude", "longitude"].map((name) => readDegrees(args, name));
  return [pvRequest(latitude, longitude, years, servers.PVGIS)];
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
