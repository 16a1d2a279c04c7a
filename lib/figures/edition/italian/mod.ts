import { CHAIN } from "./chain.ts";
import { COMMON } from "./common.ts";
import { COMMUNITY } from "./community.ts";
import { ENERGY } from "./energy.ts";
import { EXPERIMENTS } from "./experiments.ts";
import { FORECASTS } from "./forecasts.ts";
import { ITALY } from "./italy.ts";
import { KEY_FIGURES } from "./key_figures.ts";
import { MONEY } from "./money.ts";
import { REPORT } from "./report.ts";

/** What figures and the report say in Italian, by what they say in English. */
export const ITALIAN: Readonly<Record<string, string>> = {
  ...COMMON,
  ...COMMUNITY,
  ...ENERGY,
  ...MONEY,
  ...ITALY,
  ...CHAIN,
  ...FORECASTS,
  ...EXPERIMENTS,
  ...KEY_FIGURES,
  ...REPORT,
};
