import { dirname, join } from "node:path";
import {
  type ConsensusName,
  consensusNames,
  type KeyFile,
  parseKeyFile,
  type Settlement,
  verifyChain,
  type VerifySummary,
} from "../chain/mod.ts";
import { InputError } from "../input_error.ts";
import { refuseHalfPublished } from "../results/mod.ts";
import { audited, openFile } from "./chain_file.ts";
import type { Arguments, Option, Terminal } from "./command.ts";
import { existing, readText, refuseOtherFile, runBeside, type RunFile } from "./run_file.ts";
import { settlementTerms } from "./settlement_terms.ts";
import { userPath } from "./user_paths.ts";

/** The options that say by what a chain is checked. */
export const checkOptions: Readonly<Record<string, Option>> = {
  keys: { value: "FILE", help: "Public keys; by default keys.json beside the chain, if there" },
  run: {
    value: "FILE",
    help: "What the run noted; by default run.json beside the chain, if there",
  },
  tip: { value: "HASH", help: "The hash that the last block must have, instead of run.json's" },
};

/** The hash that the last block must have. */
export interface Tip {
  /** 64 hex digits. */
  readonly hash: string;
  /** Who says so. */
  readonly source: string;
}

/** A chain that passed. */
export interface CheckedChain {
  /** Its file. */
  readonly path: string;
  /** What it holds. */
  readonly summary: VerifySummary;
  /** By which its signatures were checked, those of trades and those of blocks. */
  readonly keys: KeyFile;
  /** By which consensus it had to be, and how long a step; undefined where no run says so. */
  readonly expected: ExpectedChain;
  /** Where the keys are. */
  readonly keysPath: string | undefined;
  /** What its last block was compared with. */
  readonly tip: Tip | undefined;
}

/** What a run says of its chain. */
export interface ExpectedChain {
  /** By which it must have been made. */
  readonly consensus: ConsensusName | undefined;
  /** Length of its steps, s. */
  readonly stepSeconds: number | undefined;
}

/** A chain of which no keys are known. */
const NO_KEYS: KeyFile = { parties: undefined, validators: undefined };

/** The one positional argument, the chain's file; that of results/ by default. */
export function chainPath({ positionals }: Arguments): string {
  if (positionals.length > 1) {
    throw new InputError(`One chain is verified at a time, found ${positionals.join(" ")}`);
  }
  return positionals[0] === undefined ? "results/chain.jsonl" : userPath(positionals[0]);
}

/**
 * Replays a chain and compares it with all that is known of it: keys, the tip and the hashes that
 * run.json notes, a settlement where one is named.
 *
 * @throws {InputError} At the first thing that does not agree.
 */
export async function checkChain(args: Arguments, terminal: Terminal): Promise<CheckedChain> {
  const path = chainPath(args);
  refuseHalfPublished(dirname(path));
  const keysPath = args.text("keys") ?? existing(join(dirname(path), "keys.json"));
  const keys = keysPath === undefined ? NO_KEYS : parseKeyFile(readText(keysPath));
  const run = runBeside(path, args);
  if (run !== undefined) refusePromisedSignatures(run, path, keys);
  const expected = { consensus: consensusOf(run), stepSeconds: stepSecondsOf(run) };
  const settlement = await settlementOf(args, path, run);
  using file = openFile(path);
  const { size } = file.statSync();
  let done = 0;
  const onBytes = (count: number) => terminal.progress("Verifying", done += count, size);
  const { parties, validators } = keys;
  const options = { ...expected, keys: parties, validators, settlement, onBytes };
  const summary = await audited(path, verifyChain(file.readable, options));
  const tip = tipMeant(args, run);
  if (tip !== undefined && tip.hash !== summary.tipHash) {
    throw new InputError(
      `${path} is not the chain that ${tip.source} names: its last block must have the hash ` +
        `${tip.hash}, found ${summary.tipHash}`,
    );
  }
  if (run !== undefined) {
    const files = { "keys.json": keysPath, "prosumer_stats.csv": args.text("settlement") };
    for (const [name, given] of Object.entries(files)) {
      if (given !== undefined) await refuseOtherFile(run, name, given);
    }
  }
  return { path, summary, keys, expected, keysPath, tip };
}

/** Signatures stand in no hash: without keys, a run that has them could be stripped of them. */
function refusePromisedSignatures(
  { path, content }: RunFile,
  chain: string,
  { parties, validators }: KeyFile,
): void {
  const blockchain = content.config?.blockchain;
  const wayOut = "there is no keys.json with them beside it, and none was given as --keys";
  if (blockchain?.signatures === true && parties === undefined) {
    throw new InputError(
      `Cannot check the signatures of ${chain}, which ${path} promises, without the parties' ` +
        `public keys: ${wayOut}`,
    );
  }
  if (blockchain?.consensus === "proof-of-stake" && validators === undefined) {
    throw new InputError(
      `Cannot repeat the draws of ${chain}, which is by proof of stake according to ${path}, ` +
        `without the validators' keys and stakes: ${wayOut}`,
    );
  }
}

/** By which consensus the run's chain must be; undefined if no run says so. */
function consensusOf(run: RunFile | undefined): ConsensusName | undefined {
  const stated = run?.content.config?.blockchain?.consensus;
  return consensusNames.find((name) => name === stated);
}

/** Length of the run's steps, s; undefined if no run says so. */
function stepSecondsOf(run: RunFile | undefined): number | undefined {
  const minutes = run?.content.config?.step_minutes;
  return typeof minutes === "number" ? 60 * minutes : undefined;
}

function tipMeant(args: Arguments, run: RunFile | undefined): Tip | undefined {
  const given = args.text("tip");
  if (given !== undefined) return { hash: given, source: "--tip" };
  const noted = run?.content.chain?.tip;
  return run && typeof noted === "string" ? { hash: noted, source: run.path } : undefined;
}

async function settlementOf(
  args: Arguments,
  chain: string,
  run: RunFile | undefined,
): Promise<Settlement | undefined> {
  const path = args.text("settlement");
  if (path === undefined) return undefined;
  if (!run) {
    throw new InputError(
      `Cannot compare ${path} without the network fee: there is no run.json beside ${chain}, ` +
        "and none was given as --run",
    );
  }
  const terms = await settlementTerms(run);
  const text = openFile(path).readable.pipeThrough(new TextDecoderStream("utf-8", { fatal: true }));
  return { text, ...terms };
}
