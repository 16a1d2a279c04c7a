const POLL_MS = 200;

/** Waits until something holds. @throws {Error} Naming it, if it does not within some seconds. */
export async function waitFor(
  what: string,
  seconds: number,
  holds: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!await holds()) {
    if (performance.now() > end) throw new Error(`Waited ${seconds} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Kills processes by their numbers; those that have ended meanwhile are no matter. */
export async function killAll(pids: readonly number[]): Promise<void> {
  if (pids.length === 0) return;
  await new Deno.Command("/bin/kill", {
    args: ["-KILL", ...pids.map(String)],
    stdout: "null",
    stderr: "null",
  }).output();
}

/**
 * The processes that have a file open, by their numbers.
 *
 * @param pattern Path of the file, or of several with `*`.
 */
export async function openersOf(pattern: string): Promise<number[]> {
  const { stdout } = await new Deno.Command("/usr/bin/find", {
    args: ["/proc", "-maxdepth", "3", "-path", "/proc/[0-9]*/fd/*", "-lname", pattern],
    stderr: "null",
  }).output();
  const paths = new TextDecoder().decode(stdout).split("\n").filter((path) => path !== "");
  return [...new Set(paths.map((path) => Number(path.split("/")[2])))];
}
