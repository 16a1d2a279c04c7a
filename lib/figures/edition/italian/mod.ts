import { CHAIN } from "./chain.ts";
import { COMMON } from "./common.ts";
import { COMMUNITY } from "./community.ts";
import { ENERGY } from "./energy.ts";
import { FORECASTS } from "./forecasts.ts";
import { ITALY } from "./italy.ts";
import { MONEY } from "./money.ts";

/** What figures of a run say in Italian, by what they say in English. */
export const ITALIAN: Readonly<Record<string, string>> = {
  ...COMMON,
  ...COMMUNITY,
  ...ENERGY,
  ...MONEY,
  ...ITALY,
  ...CHAIN,
  ...FORECASTS,
};
