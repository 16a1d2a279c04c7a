import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../lib/cli/main.ts", import.meta.url));

/** How a command ended. */
export interface Outcome {
  /** Exit status. */
  readonly status: number;
  /** What it wrote to standard output. */
  readonly out: string;
  /** What it wrote to standard error. */
  readonly error: string;
}

/** Starts the command line in a process of its own, with the rights of its tasks. */
export function startCommand(...words: string[]): Deno.ChildProcess {
  return new Deno.Command("deno", {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-ffi",
      "--allow-sys=cpus,networkInterfaces,hostname",
      CLI,
      ...words,
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Waits for the end of a command. */
export async function endOfCommand(process: Deno.ChildProcess): Promise<Outcome> {
  const { code, stdout, stderr } = await process.output();
  const decoder = new TextDecoder();
  return { status: code, out: decoder.decode(stdout), error: decoder.decode(stderr) };
}

/** Runs the command line to its end. */
export function runCommand(...words: string[]): Promise<Outcome> {
  return endOfCommand(startCommand(...words));
}
