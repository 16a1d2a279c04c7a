import { dirname, join } from "node:path";
import {
  accountBalances,
  ChainFault,
  type RegulatorRules,
  type SettlementTerms,
} from "../chain/mod.ts";
import { InputError } from "../input_error.ts";
import { readText, refuseOtherFile, type RunFile } from "./run_file.ts";

const MINUTES_PER_HOUR = 60;

/**
 * By what a settlement is compared with a chain: the settings of run.json, and what the run's
 * accounts.csv and, under a floor of the fund, regulator.csv beside it say.
 *
 * @throws {InputError} If run.json does not say it, or one of those is not the file that it lists.
 */
export async function settlementTerms(run: RunFile): Promise<SettlementTerms> {
  return {
    networkFee: networkFeeOf(run),
    bonusShares: await bonusSharesOf(run),
    regulator: regulatorRulesOf(run),
    extent: extentOf(run),
    accounts: await accountsOf(run),
    pricesByMember: run.content.config?.grid?.tariff === "retail",
  };
}

/** How far the run reaches, where its settings say so; steps are hours where they say nothing. */
function extentOf({ content }: RunFile): SettlementTerms["extent"] {
  const { hours, step_minutes: stepMinutes = MINUTES_PER_HOUR, community } = content.config ?? {};
  const prosumers = community?.num_prosumers;
  const known = typeof hours === "number" && typeof prosumers === "number" &&
    typeof stepMinutes === "number";
  return known
    ? { prosumers, steps: hours * MINUTES_PER_HOUR / stepMinutes, stepMinutes }
    : undefined;
}

/** A file of the run beside its run.json, which must be the one listed there. */
async function besideRun(run: RunFile, name: string): Promise<string> {
  const path = join(dirname(run.path), name);
  const text = readText(path);
  await refuseOtherFile(run, name, path);
  return text;
}

/** Under a floor of the fund: what regulator.csv beside run.json says of each step's bonuses. */
async function bonusSharesOf(run: RunFile): Promise<readonly number[] | undefined> {
  const floor = run.content.config?.regulator?.fund_floor;
  if (floor === undefined || floor === null) return undefined;
  const [header, ...rows] = (await besideRun(run, "regulator.csv")).trimEnd().split("\n");
  const columns = header.split(",");
  const shareAt = columns.indexOf("bonus_share");
  const stepAt = columns.indexOf("step");
  return rows.map((row, step) => {
    const cells = row.split(",");
    if (cells[stepAt] === String(step)) return Number(cells[shareAt]);
    throw new InputError(
      `regulator.csv beside ${run.path} does not pass: its row ${step + 1} must be of step ` +
        `${step}, found ${JSON.stringify(cells[stepAt]?.slice(0, 40)) ?? "nothing"}`,
    );
  });
}

/** The accounts, where run.json lists them. */
async function accountsOf(run: RunFile) {
  if (typeof run.content.outputs?.["accounts.csv"] !== "string") return undefined;
  const text = await besideRun(run, "accounts.csv");
  try {
    return accountBalances(text);
  } catch (error) {
    if (!(error instanceof ChainFault)) throw error;
    throw new InputError(`accounts.csv beside ${run.path} does not pass. ${error.message}`, {
      cause: error,
    });
  }
}

/** The rules of bonuses and penalties, where they follow from the counted steps alone. */
function regulatorRulesOf({ content }: RunFile): RegulatorRules | undefined {
  const {
    p2p_bonus_policy,
    grid_penalty_policy,
    suspension = null,
    expulsion = null,
    penalise = "all",
    rebate = "none",
  } = content.config?.regulator ?? {};
  if (!isTierTable(p2p_bonus_policy) || !isTierTable(grid_penalty_policy)) return undefined;
  return {
    p2p_bonus_policy,
    grid_penalty_policy,
    suspension,
    expulsion,
    penalise,
    rebate,
  } as RegulatorRules;
}

function isTierTable(value: unknown): boolean {
  return typeof value === "object" && value !== null &&
    Object.values(value).every((multiplier) => typeof multiplier === "number");
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
