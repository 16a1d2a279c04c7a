import { differencesFromDefault } from "../figures/mod.ts";
import type { Results } from "../results/mod.ts";
import { Prose, prose } from "./prose.ts";
import { runFacts } from "./run_facts.ts";
import { JUPYTER_DISPLAY } from "./table.ts";

/** Media type under which an output keeps the settings that its run had other than by default. */
export const RUN_SETTINGS = "application/vnd.local-energy-market.settings+json";

/** A sentence on a run that carries the run's settings, so that one can tell later whose outputs follow. */
export class RunLabel extends Prose {
  /** Settings that differ from the defaults, by path, as JSON. */
  readonly settings: Readonly<Record<string, string>>;

  /** The sentence and the settings. */
  constructor(markdown: string, settings: Readonly<Record<string, string>>) {
    super(markdown);
    this.settings = settings;
  }

  /** What a Jupyter notebook shows, and keeps unseen. */
  override [JUPYTER_DISPLAY](): Record<string, unknown> {
    return { ...super[JUPYTER_DISPLAY](), [RUN_SETTINGS]: this.settings };
  }
}

/** Says which run the outputs that follow are of: who, when, which seed and data. */
export function runLabel(results: Results): RunLabel {
  const text = "{prosumers} prosumers on {date}, seed {seed}. Data: {data}.";
  const settings = differencesFromDefault(results.config).map(({ path, value }) => [path, value]);
  return new RunLabel(prose(text, runFacts(results)).markdown, Object.fromEntries(settings));
}
