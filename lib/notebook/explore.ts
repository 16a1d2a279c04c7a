import { type Control, type Figure, interactiveScript } from "../figures/mod.ts";
import { InputError } from "../input_error.ts";
import { JUPYTER_DISPLAY } from "./table.ts";

/** A value that a setting can take. */
export type SettingValue = number | string | boolean;

/** Chosen values by setting, as {@linkcode explore} hands them to a run. */
export type ChosenSettings = Readonly<Record<string, SettingValue>>;

/** Frames that a notebook would have to hold; more make it too large to be read in a browser. */
const MOST_FRAMES = 40;

/** Figures for every choice of some settings, chosen by sliders where a page may run scripts. */
export class Exploration {
  /** What can be set. */
  readonly controls: readonly Control[];
  /** By choice; the last control varies fastest. */
  readonly figures: readonly Figure[];
  /** The choice that is shown at first, and where no script may run. */
  readonly start: number;

  /** As many figures as there are choices. */
  constructor(controls: readonly Control[], figures: readonly Figure[], start: number) {
    this.controls = controls;
    this.figures = figures;
    this.start = start;
  }

  /** What a Jupyter notebook shows: sliders; without scripts, the figure of the first choice. */
  async [JUPYTER_DISPLAY](): Promise<Record<string, string>> {
    const frames = this.figures.map(({ svg }) => svg);
    return {
      "application/javascript": interactiveScript(frames, this.controls, this.start),
      ...await this.figures[this.start].display(),
    };
  }
}

/**
 * Runs something for every value of a setting, or for every combination of several, and gives a slider
 * over the figures. All of it is computed beforehand: the slider works in a saved notebook, too.
 *
 * @param settings Values by setting, such as `{ "grid.aggregator_fee": [0, 0.05, 0.1] }`.
 * @param run Is handed one value of each.
 * @param figure Draws what the run gave.
 * @throws {InputError} If there is nothing to choose, or too much for a notebook.
 * @example
 * ```ts ignore
 * await explore(
 *   { "grid.aggregator_fee": [0, 0.05, 0.1] },
 *   (settings) => runProjectScenario(projectConfig(settings), "results-explore"),
 *   ({ results }) => pricesByHourFigure(results),
 * );
 * ```
 */
export async function explore<Result>(
  settings: Readonly<Record<string, readonly SettingValue[]>>,
  run: (chosen: ChosenSettings) => Result | Promise<Result>,
  figure: (result: Result, chosen: ChosenSettings) => Figure,
): Promise<Exploration> {
  const choices = choicesOf(settings);
  if (choices.length === 0 || choices.length > MOST_FRAMES) {
    throw new InputError(
      `explore shows 1 to ${MOST_FRAMES} figures, found ${choices.length}: one for every ` +
        `combination of ${Object.keys(settings).join(", ") || "no setting"}`,
    );
  }
  const figures: Figure[] = [];
  for (const chosen of choices) figures.push(figure(await run(chosen), chosen));
  const controls = Object.entries(settings).map(([label, values]) => ({
    label,
    values: values.map(String),
  }));
  return new Exploration(controls, figures, 0);
}

/** Every combination, the last setting varying fastest. */
function choicesOf(
  settings: Readonly<Record<string, readonly SettingValue[]>>,
): ChosenSettings[] {
  return Object.entries(settings).reduce<ChosenSettings[]>(
    (choices, [name, values]) =>
      choices.flatMap((chosen) => values.map((value) => ({ ...chosen, [name]: value }))),
    [{}],
  );
}
