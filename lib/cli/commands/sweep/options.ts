import { resolve } from "node:path";
import { readConfigText } from "../../../config_text.ts";
import { type Experiment, gridVariants, parseAxis, USUAL_CHUNKS } from "../../../experiment/mod.ts";
import { InputError } from "../../../input_error.ts";
import { type KpiName, kpiNames } from "../../../results/kpi_definitions.ts";
import type { Arguments, Option } from "../../command.ts";
import { givenSettings } from "../../config_file.ts";
import { experimentOverrides } from "../../experiment/options.ts";

/** What is varied. */
export const gridOption: Readonly<Record<string, Option>> = {
  grid: {
    value: "PATH=VALUE,…",
    help: "A setting and its values, such as grid.network_fee=0,0.02; one --grid per axis",
    multiple: true,
  },
};

/** Which figures are printed. */
export const kpiOption: Readonly<Record<string, Option>> = {
  kpi: { value: "NAME", help: "A figure to print; several by --kpi each", multiple: true },
};

/** Into how many parts the runs go. */
export const chunksOption: Readonly<Record<string, Option>> = {
  chunks: {
    value: "N",
    help: `Number of parts that are kept once finished; ${USUAL_CHUNKS} by default, or a run each`,
  },
};

/** Where the plan is. */
export const planOption: Readonly<Record<string, Option>> = {
  plan: { value: "DIR", help: "The folder of the plan and of its finished chunks" },
};

/** The plan's folder, absolute. @throws {InputError} If none is named. */
export function planFolder(args: Arguments): string {
  const folder = args.text("plan");
  if (folder !== undefined) return resolve(folder);
  throw new InputError("--plan must name the plan's folder, found none");
}

/**
 * What a grid of settings compares.
 *
 * @throws {InputError} If there is no grid, or a setting is wrong.
 */
export function gridDesign(
  args: Arguments,
): Pick<Experiment, "name" | "factors" | "variants"> {
  const axes = args.all("grid").map(parseAxis);
  if (axes.length === 0) {
    throw new InputError(
      "A sweep needs at least one --grid, such as --grid grid.network_fee=0,0.02",
    );
  }
  const text = readConfigText(args.text("config"));
  const variants = gridVariants(text, axes, givenSettings(experimentOverrides(args)));
  return { name: "sweep", factors: axes.map(({ path }) => path), variants };
}

/** The figures asked for. @throws {InputError} If one is unknown. */
export function figuresOf(args: Arguments): readonly KpiName[] {
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
