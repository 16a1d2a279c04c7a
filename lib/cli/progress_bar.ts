import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../progress.ts";
import { showable } from "./terminal_text.ts";

/**
 * Progress on standard error: a bar for people, nothing where it is not a terminal.
 *
 * One bar at a time; the next task replaces it once its own is full or another begins. It hides no
 * cursor and changes no mode of the terminal, so that a killed program leaves nothing to restore.
 */
export class ProgressBar {
  readonly #isShown = Deno.stderr.isTerminal();
  #task = "";
  #bar: SingleBar | undefined;

  /** Shows how far a task has come. */
  readonly progress: Progress = (task, done, total) => {
    if (!this.#isShown) return;
    if (task !== this.#task) this.#begin(task, done, total);
    this.#bar?.update(done);
    if (done >= total) this.clear();
  };

  /** Takes the bar away. */
  clear(): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#task = "";
  }

  #begin(task: string, done: number, total: number): void {
    this.clear();
    this.#task = task;
    this.#bar = new SingleBar({
      format: "{task} {bar} {percentage}%",
      clearOnComplete: true,
      linewrap: true,
      hideCursor: false,
      gracefulExit: false,
    }, Presets.rect);
    this.#bar.start(total, done, { task: showable(task).replaceAll("\n", " ").padEnd(34) });
  }
}
