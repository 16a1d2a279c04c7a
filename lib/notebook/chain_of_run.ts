import { parseKeyFile, type TrustedKeys } from "../chain/mod.ts";
import { projectPath } from "../project.ts";

/** The chain of a run, and what it is audited with. */
export interface ChainOfRun {
  /** Of `chain.jsonl`, a block a line. */
  readonly text: string;
  /** Of `keys.json`: everyone's public keys. */
  readonly trusted: TrustedKeys;
}

/**
 * The chain in the folder of a run whose trades or blocks are signed.
 *
 * @param folder Of the run, from the project's root.
 */
export async function chainOfRun(folder: string): Promise<ChainOfRun> {
  const text = await Deno.readTextFile(projectPath(`${folder}/chain.jsonl`));
  const keys = parseKeyFile(await Deno.readTextFile(projectPath(`${folder}/keys.json`)));
  return { text, trusted: { keys: keys.parties, validators: keys.validators } };
}
