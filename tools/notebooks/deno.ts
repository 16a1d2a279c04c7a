/** How a run of Deno ended. */
export interface DenoOutput {
  readonly success: boolean;
  /** Standard output. */
  readonly output: string;
  /** Standard output, then standard error. */
  readonly text: string;
}

/** Runs the Deno on PATH, which under `npx` and `deno task` is the one that runs this. */
export async function deno(...args: string[]): Promise<DenoOutput> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args,
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  const output = decoder.decode(stdout);
  return { success, output, text: output + decoder.decode(stderr) };
}
