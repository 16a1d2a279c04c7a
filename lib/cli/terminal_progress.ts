import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../progress.ts";

/**
 * Progress on standard error: a bar for people, nothing where it is not a terminal.
 *
 * One bar at a time; the next task replaces it once its own is full or another begins.
 */
export function terminalProgress(): Progress {
  if (!Deno.stderr.isTerminal()) return () => {};
  let current = "";
  let bar: SingleBar | undefined;
  return (task, done, total) => {
    if (task !== current) {
      bar?.stop();
      bar = new SingleBar(
        { format: "{task} {bar} {percentage}%", clearOnComplete: true },
        Presets.rect,
      );
      bar.start(total, done, { task: task.padEnd(34) });
      current = task;
    }
    bar?.update(done);
    if (done >= total) {
      bar?.stop();
      bar = undefined;
      current = "";
    }
  };
}
