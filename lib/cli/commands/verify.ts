import {
  CORE_JOULES_PER_HASH,
  type KeyFile,
  securityCost,
  type VerifySummary,
} from "../../chain/mod.ts";
import { InputError } from "../../input_error.ts";
import { formatInRome } from "../../time.ts";
import { checkChain, type CheckedChain, checkOptions, type Tip } from "../checked_chain.ts";
import type { Command } from "../command.ts";
import { counted } from "../counted.ts";

/** `deno task verify`: replays a chain and names its first fault. */
export const verifyCommand: Command = {
  name: "verify",
  summary: "Replay a chain from its file and name its first fault.",
  positionals: "[results/chain.jsonl]",
  options: {
    ...checkOptions,
    settlement: { value: "FILE", help: "Compare every trade and balance with prosumer_stats.csv" },
  },
  async run(args, terminal) {
    const settlement = args.text("settlement");
    if (settlement?.endsWith(".parquet")) refuseParquet(settlement);
    terminal.print(report(await checkChain(args, terminal), settlement));
  },
};

/** The column `transactions`, by which rows are compared, is in CSV only. */
function refuseParquet(path: string): never {
  throw new InputError(
    `Cannot compare the chain with "${path}": in Parquet the table has no column transactions; ` +
      "verify without --settlement, or run `deno task simulate` again with --format csv",
  );
}

function report({ path, summary, keys, keysPath, tip }: CheckedChain, settlement?: string): string {
  const { blocks, transactions, energyKwh, start, settledSteps } = summary;
  const isMined = summary.consensus === "proof-of-work";
  const made = isMined ? `difficulty ${summary.difficulty}` : "by proof of stake";
  return [
    `${path} is valid: ${counted(blocks, "block")} from ${formatInRome(start)} on, ${made}, ` +
    `with ${counted(transactions, "trade")} of ${energyKwh.toFixed(3)} kWh.`,
    signatureReport(summary, keys.parties && keysPath),
    settlement === undefined
      ? "Settlement: not compared (--settlement prosumer_stats.csv)."
      : `Settlement: every trade and balance of ${
        counted(settledSteps, "step")
      } agrees with ${settlement}.`,
    isMined ? workReport(summary) : stakeReport(summary, keys, keysPath),
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
  return `Stake: ${counted(blocks - 1, "block")} each signed by the validator that the lottery ` +
    `drew among the ${validators.length} in ${keys}.`;
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
