import {
  type ExperimentResults,
  gridVariants,
  isLeague,
  mergeRuns,
  parseAxis,
  readRuns,
} from "../../experiment/mod.ts";
import { InputError } from "../../input_error.ts";
import { userPath } from "../user_paths.ts";
import { type KpiName, kpiNames } from "../../results/kpi_definitions.ts";
import type { Arguments, Command, Terminal } from "../command.ts";
import { cellsText } from "../comparison_text.ts";
import { givenSettings } from "../config_file.ts";
import { readConfigText } from "../../config_text.ts";
import { leagueText } from "../league_text.ts";
import {
  experimentOptions,
  experimentOverrides,
  performExperiment,
  writeAll,
} from "../experiment_run.ts";

const DEFAULT_FIGURES: readonly KpiName[] = [
  "p2p_share",
  "community_profit",
  "members_worse_off",
  "regulator_fund",
];

/** `deno task sweep`: a grid over settings; `deno task sweep merge FILE …` joins shards. */
export const sweepCommand: Command = {
  name: "sweep",
  summary: "Run every combination of some settings, or merge the shards of an experiment.",
  positionals: "[merge FILE …]",
  stoppable: true,
  options: {
    grid: {
      value: "PATH=VALUE,…",
      help: "A setting and its values, such as grid.network_fee=0,0.02; one --grid per axis",
      multiple: true,
    },
    kpi: { value: "NAME", help: "A figure to print; several by --kpi each", multiple: true },
    ...experimentOptions,
  },
  async run(args, terminal) {
    const [action, ...files] = args.positionals;
    if (action === "merge") return await merge(files, args, terminal);
    if (action !== undefined) {
      throw new InputError(`There is no "sweep ${action}"; there are sweep and sweep merge`);
    }
    await sweep(args, terminal);
  },
};

async function sweep(args: Arguments, terminal: Terminal): Promise<void> {
  const axes = args.all("grid").map(parseAxis);
  if (axes.length === 0) {
    throw new InputError(
      "A sweep needs at least one --grid, such as --grid grid.network_fee=0,0.02",
    );
  }
  const figures = figuresOf(args);
  const text = readConfigText(args.text("config"));
  const variants = gridVariants(text, axes, givenSettings(experimentOverrides(args)));
  const begin = performance.now();
  const design = { name: "sweep" as const, factors: axes.map(({ path }) => path), variants };
  const { results, written } = await performExperiment(design, args, terminal);
  if (args.flag("quiet")) return;
  if (results !== undefined) terminal.print(textOf(results, figures));
  terminal.print(`${written}, after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}

async function merge(files: readonly string[], args: Arguments, terminal: Terminal): Promise<void> {
  if (files.length === 0) {
    throw new InputError(
      "sweep merge needs the shards' files, such as results/sweep.shard-*.jsonl",
    );
  }
  const figures = figuresOf(args);
  const results = mergeRuns(files.map((file) => readRuns(userPath(file))));
  const written = await writeAll(args.text("out") ?? "results", results, args.flag("parquet"));
  if (args.flag("quiet")) return;
  terminal.print(textOf(results, figures));
  terminal.print(written);
}

/** The league where mechanisms are compared, the figures asked for below it; else a table of figures. */
function textOf(results: ExperimentResults, figures: readonly KpiName[]): string {
  if (!isLeague(results)) {
    return cellsText(results, figures.length === 0 ? DEFAULT_FIGURES : figures);
  }
  const more = figures.length === 0 ? [] : [cellsText(results, figures)];
  return [leagueText(results), ...more].join("\n\n");
}

function figuresOf(args: Arguments): readonly KpiName[] {
  const names = args.all("kpi");
  const unknown = names.filter((name) => !kpiNames.some((known) => known === name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) =>
        `--kpi: there is no figure "${name}"; there are ${kpiNames.join(", ")}`
      ),
    );
  }
  return names as readonly KpiName[];
}
