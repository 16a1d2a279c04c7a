/** A room of `lib/`: a folder, or a file that is a room by itself. */
export interface Room {
  /** From the project's root. */
  readonly path: string;
  /**
   * Files that other rooms may import besides `mod.ts`, because the face would load what they need
   * not, or would close a circle. Of a folder only.
   */
  readonly besides?: readonly string[];
}

/**
 * The rooms in the order in which data flow: each imports only rooms above it. Only what all share
 * stands before the settings.
 */
export const ROOMS: readonly Room[] = [
  { path: "lib/input_error.ts" },
  { path: "lib/files.ts" },
  { path: "lib/name.ts" },
  { path: "lib/member_kind.ts" },
  { path: "lib/progress.ts" },
  { path: "lib/mean.ts" },
  { path: "lib/random.ts" },
  { path: "lib/time.ts" },
  { path: "lib/text_table.ts" },
  { path: "lib/parquet.ts" },
  { path: "lib/threads.ts" },
  { path: "lib/wasm.ts" },
  { path: "lib/ascii" },
  { path: "lib/italy" },
  // The settings' types; reading them needs the registries, so the room itself comes later.
  { path: "lib/config/settings.ts" },
  { path: "lib/config/registry.ts" },
  { path: "lib/config/steps.ts" },
  { path: "lib/config/look_ahead.ts" },
  { path: "lib/sun" },
  { path: "lib/learn" },
  // Without Parquet and the reader of spreadsheets.
  {
    path: "lib/data",
    besides: ["series.ts", "histories.ts", "resampling.ts", "pv/reach.ts"],
  },
  { path: "lib/data/meters" },
  { path: "lib/data/roster" },
  { path: "lib/project.ts" },
  // Without the learners.
  {
    path: "lib/forecast",
    besides: ["outlook.ts", "actuals.ts", "foresight.ts", "price/italian_holidays.ts"],
  },
  { path: "lib/community" },
  // Without bidding and clearing, which the chain's threads have no need of.
  { path: "lib/market", besides: ["parties.ts", "trades.ts"] },
  { path: "lib/settlement" },
  { path: "lib/regulator" },
  // Without the audit and the laboratory. It comes before the settings, which know its rules by name.
  { path: "lib/chain", besides: ["consensus/mod.ts"] },
  { path: "lib/config" },
  { path: "lib/config_text.ts" },
  { path: "lib/planning" },
  { path: "lib/simulation.ts" },
  // Without the reader of files.
  { path: "lib/results", besides: ["kpis.ts", "kpi_definitions.ts", "kpi_name.ts"] },
  // Without files, forecasters and chain.
  { path: "lib/run", besides: ["setup.ts"] },
  { path: "lib/experiment" },
  // Its options are Observable Plot's own, which the face does not show.
  { path: "lib/figures", besides: ["parts/plot_chart.ts"] },
  { path: "lib/synthetic" },
  { path: "lib/mod.ts" },
  { path: "lib/cli" },
  { path: "lib/notebook" },
];

/** What a module must not load, neither itself nor through what it imports. */
export interface LightModule {
  /** From the project's root. */
  readonly path: string;
  /** Packages of npm. */
  readonly never: readonly string[];
}

const HEAVY = ["danfojs", "@tensorflow/tfjs-backend-wasm", "nodejs-polars"];
const HEAVY_FOR_A_STEP = [
  ...HEAVY,
  "hyparquet",
  "hyparquet-writer",
  "@e965/xlsx",
  "@observablehq/plot",
  "linkedom",
  "@resvg/resvg-wasm",
  "zod",
];

/** Modules of which many are started, or which must start at once. */
export const LIGHT_MODULES: readonly LightModule[] = [
  { path: "lib/simulation.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/experiment/worker.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/chain/mining/worker.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/chain/entries/worker.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/chain/audit/signature_worker.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/forecast/mod.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/mod.ts", never: [...HEAVY, "@observablehq/plot", "linkedom", "@resvg/resvg-wasm"] },
  { path: "lib/cli/main.ts", never: HEAVY_FOR_A_STEP },
  { path: "lib/notebook/mod.ts", never: HEAVY },
];
