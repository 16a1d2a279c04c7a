import { Interrupted } from "../interruption.ts";

/**
 * Does what takes long until it is done or Ctrl-C is pressed.
 *
 * @param task Says whether it came to its end; the signal asks it to stop.
 * @param whenStopped What to tell then.
 * @throws {Interrupted} Once stopped.
 */
export async function untilStopped(
  task: (signal: AbortSignal) => Promise<boolean>,
  whenStopped: () => string,
): Promise<void> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  Deno.addSignalListener("SIGINT", onInterrupt);
  try {
    if (await task(stop.signal)) return;
  } catch (error) {
    // The report of progress may hear of it first.
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    Deno.removeSignalListener("SIGINT", onInterrupt);
  }
  throw new Interrupted(whenStopped());
}
