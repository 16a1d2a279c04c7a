import type { Progress } from "../progress.ts";

/** Time between two updates of the display, ms. */
const INTERVAL = 100;

/**
 * Does work that reports progress, and shows it below the notebook's cell; outside a notebook it
 * shows nothing. The display is gone when the work is done, so that it leaves no trace in what is
 * saved: how far a cache helped depends on the machine.
 *
 * @param work Is handed the progress to report to.
 * @returns What the work returns.
 */
export async function withProgress<Result>(
  work: (progress: Progress) => Result | Promise<Result>,
): Promise<Result> {
  const broadcast = broadcastOfKernel();
  if (broadcast === undefined) return await work(() => {});
  const messages: Promise<void>[] = [];
  let last = -Infinity;
  const progress: Progress = (task, done, total) => {
    const now = performance.now();
    if (now - last < INTERVAL && done < total) return;
    last = now;
    const text = `${task} ${bar(done / total)}`;
    const data = { "text/plain": text };
    messages.push(
      broadcast("clear_output", { wait: true }),
      broadcast("display_data", { data, metadata: {} }),
    );
  };
  try {
    return await work(progress);
  } finally {
    await Promise.all(messages);
    await broadcast("clear_output", { wait: false });
  }
}

function bar(share: number): string {
  const width = 24;
  const full = Math.round(width * share);
  return `${"█".repeat(full)}${"░".repeat(width - full)} ${Math.floor(100 * share)} %`;
}

type Broadcast = (type: string, content: Record<string, unknown>) => Promise<void>;

/** How a Jupyter kernel sends messages to its front ends; undefined where there is no kernel. */
function broadcastOfKernel(): Broadcast | undefined {
  try {
    return Deno.jupyter.broadcast as Broadcast;
  } catch {
    // Merely asking throws outside `deno jupyter`.
    return undefined;
  }
}
