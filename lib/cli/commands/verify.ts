import { dirname, join } from "node:path";
import {
  type ConsensusName,
  consensusNames,
  CORE_JOULES_PER_HASH,
  type KeyFile,
  parseKeyFile,
  securityCost,
  type Settlement,
  verifyChain,
  type VerifyOptions,
  type VerifySummary,
} from "../../chain/mod.ts";
import { InputError } from "../../input_error.ts";
import { formatInRome } from "../../time.ts";
import { audited, openFile, reading } from "../chain_file.ts";
import type { Arguments, Command, Terminal } from "../command.ts";
import { reasonOf } from "../../files.ts";

/** `deno task verify`: replays a chain and names its first fault. */
export const verifyCommand: Command = {
  name: "verify",
  summary: "Replay a chain from its file and name its first fault.",
  positionals: "[results/chain.jsonl]",
  options: {
    keys: { value: "FILE", help: "Public keys; by default keys.json beside the chain, if there" },
    settlement: { value: "FILE", help: "Compare every trade and balance with prosumer_stats.csv" },
    run: { value: "FILE", help: "Tip, and fees for --settlement; by default run.json beside it" },
    tip: { value: "HASH", help: "The hash that the last block must have, instead of run.json's" },
  },
  async run(args, terminal) {
    const path = chainPath(args);
    const keysPath = args.text("keys") ?? existing(join(dirname(path), "keys.json"));
    const keys = keysPath === undefined ? NO_KEYS : parseKeyFile(readText(keysPath));
    const run = runBeside(path, args);
    if (run !== undefined) refusePromisedSignatures(run, path, keys);
    const { parties, validators } = keys;
    const options = {
      keys: parties,
      validators,
      consensus: consensusOf(run),
      stepSeconds: stepSecondsOf(run),
      settlement: settlementOf(args, path, run),
    };
    const summary = await verifyFile(path, options, terminal);
    const tip = tipMeant(args, run);
    if (tip !== undefined && tip.hash !== summary.tipHash) {
      throw new InputError(
        `${path} is not the chain that ${tip.source} names: its last block must have the hash ` +
          `${tip.hash}, found ${summary.tipHash}`,
      );
    }
    const files = { keys: keysPath, settlement: args.text("settlement") };
    terminal.print(report(path, summary, keys, files, tip));
  },
};

const NO_KEYS: KeyFile = { parties: undefined, validators: undefined };

/** What a `run.json` says. */
interface RunFile {
  readonly path: string;
  readonly content: {
    readonly chain?: { readonly tip?: unknown };
    readonly config?: {
      readonly step_minutes?: unknown;
      readonly grid?: { readonly network_fee?: unknown };
      readonly blockchain?: { readonly signatures?: unknown; readonly consensus?: unknown };
      readonly regulator?: { readonly fund_floor?: unknown };
    };
  };
}

/** The given `run.json`, or the one beside the chain, if it is there. */
function runBeside(chain: string, args: Arguments): RunFile | undefined {
  const path = args.text("run") ?? existing(join(dirname(chain), "run.json"));
  if (path === undefined) return undefined;
  const text = readText(path);
  try {
    return { path, content: JSON.parse(text) ?? {} };
  } catch (cause) {
    throw new InputError(`Cannot read the run in "${path}": it is not JSON`, { cause });
  }
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

/** The hash that the last block must have. */
interface Tip {
  readonly hash: string;
  /** Who says so. */
  readonly source: string;
}

function tipMeant(args: Arguments, run: RunFile | undefined): Tip | undefined {
  const given = args.text("tip");
  if (given !== undefined) return { hash: given, source: "--tip" };
  const noted = run?.content.chain?.tip;
  return run && typeof noted === "string" ? { hash: noted, source: run.path } : undefined;
}

/** The one positional argument, the chain's file. */
function chainPath({ positionals }: Arguments): string {
  if (positionals.length > 1) {
    throw new InputError(`One chain is verified at a time, found ${positionals.join(" ")}`);
  }
  return positionals[0] ?? "results/chain.jsonl";
}

async function verifyFile(
  path: string,
  options: VerifyOptions,
  { progress }: Terminal,
): Promise<VerifySummary> {
  using file = openFile(path);
  const { size } = file.statSync();
  let done = 0;
  const onBytes = (count: number) => progress("Verifying", done += count, size);
  return await audited(path, verifyChain(file.readable, { ...options, onBytes }));
}

function settlementOf(
  args: Arguments,
  chain: string,
  run: RunFile | undefined,
): Settlement | undefined {
  const path = args.text("settlement");
  if (path === undefined) return undefined;
  if (!run) {
    throw new InputError(
      `Cannot compare ${path} without the network fee: there is no run.json beside ${chain}, ` +
        "and none was given as --run",
    );
  }
  const networkFee = networkFeeOf(run);
  const bonusShares = bonusSharesOf(run);
  const text = openFile(path).readable.pipeThrough(new TextDecoderStream());
  return { text, networkFee, bonusShares };
}

/** Under a floor of the fund: what regulator.csv beside run.json says of each hour's bonuses. */
function bonusSharesOf({ path, content }: RunFile): readonly number[] | undefined {
  const floor = content.config?.regulator?.fund_floor;
  if (floor === undefined || floor === null) return undefined;
  const [header, ...rows] = readText(join(dirname(path), "regulator.csv")).trimEnd().split("\n");
  const column = header.split(",").indexOf("bonus_share");
  return rows.map((row) => Number(row.split(",")[column]));
}

function networkFeeOf({ path, content }: RunFile): number {
  const fee = content.config?.grid?.network_fee;
  if (typeof fee !== "number") {
    throw new InputError(
      `Cannot read the fees in "${path}": config.grid.network_fee must be a number, ` +
        `found ${JSON.stringify(fee) ?? "nothing"}`,
    );
  }
  return fee;
}

function report(
  path: string,
  summary: VerifySummary,
  keys: KeyFile,
  files: { readonly keys: string | undefined; readonly settlement: string | undefined },
  tip: Tip | undefined,
): string {
  const { blocks, transactions, energyKwh, start, settledHours } = summary;
  const count = (value: number) => value.toLocaleString("en-US");
  const isMined = summary.consensus === "proof-of-work";
  const made = isMined ? `difficulty ${summary.difficulty}` : "by proof of stake";
  return [
    `${path} is valid: ${count(blocks)} blocks from ${formatInRome(start)} on, ${made}, ` +
    `with ${count(transactions)} trades of ${energyKwh.toFixed(3)} kWh.`,
    signatureReport(summary, keys.parties && files.keys),
    files.settlement === undefined
      ? "Settlement: not compared (--settlement prosumer_stats.csv)."
      : `Settlement: every trade and balance of ${
        count(settledHours)
      } steps agrees with ${files.settlement}.`,
    isMined ? workReport(summary) : stakeReport(summary, keys, files.keys),
    tipReport(summary, tip),
  ].join("\n");
}

function stakeReport(
  { blocks, sealsChecked }: VerifySummary,
  { validators = [] }: KeyFile,
  keys: string | undefined,
): string {
  if (!sealsChecked) {
    return "Stake: draws and signatures of the blocks are NOT CHECKED: there are no validators " +
      "(--keys keys.json).";
  }
  return `Stake: ${
    (blocks - 1).toLocaleString("en-US")
  } blocks each signed by the validator that ` +
    `the lottery drew among the ${validators.length} in ${keys}.`;
}

function tipReport({ tipHash }: VerifySummary, tip: Tip | undefined): string {
  if (tip) return `Tip: ${tipHash}, as it must be by ${tip.source}.`;
  return `Tip: ${tipHash}\n` +
    "Blocks cut off at the end leave no trace in a chain: compare the tip with the one noted when " +
    "it was made (--tip).";
}

function workReport(summary: VerifySummary): string {
  const { hashesTried, expectedHashes, energyKwh, kwhPerKwhTraded } = securityCost(summary);
  const perKwh = Number.isNaN(kwhPerKwhTraded)
    ? ""
    : `, ${kwhPerKwhTraded.toExponential(1)} kWh per kWh traded`;
  return `Work: ${hashesTried.toLocaleString("en-US")} hashes tried, ` +
    `${expectedHashes.toLocaleString("en-US")} expected; about ${energyKwh.toExponential(1)} kWh ` +
    `at ${CORE_JOULES_PER_HASH} J each${perKwh}.`;
}

function signatureReport({ transactions, signed }: VerifySummary, keys?: string): string {
  if (keys !== undefined) return `Signatures: both parties of every trade, by the keys in ${keys}.`;
  if (signed === 0) {
    return "Signatures: none, and no public keys to ask for them (--keys keys.json).";
  }
  return `Signatures: ${signed} of ${transactions} trades are signed, NOT CHECKED: ` +
    "there are no public keys (--keys keys.json).";
}

function existing(path: string): string | undefined {
  try {
    return Deno.statSync(path).isFile ? path : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw new InputError(`Cannot read "${path}": ${reasonOf(error)}`, { cause: error });
  }
}

function readText(path: string): string {
  return reading(path, () => Deno.readTextFileSync(path));
}
