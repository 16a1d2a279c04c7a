import { ChainFault } from "./fault.ts";

/** How far a balance may be from the postings, relative to what was moved. */
const TOLERANCE = 1e-9;

/** The accounts after a step. */
export interface AccountBalances {
  /** The hour of the run that the step lies in, from 0. */
  readonly hour: number;
  /** Balances by the name of the account, €. */
  readonly balances: Readonly<Record<string, number>>;
}

/**
 * The accounts that have a rule of their own. All others got what they have from the aggregator, which
 * passes on what it takes at retail, or from each other: what members' bills have beside trades, and
 * the incentive of energy communities, are off the chain.
 */
const OWN = new Set([
  "prosumers",
  "aggregator",
  "network_operator",
  "market_operator",
  "regulator_fund",
]);

const NO_BALANCES: AccountBalances = { hour: NaN, balances: {} };

/** What one step adds to the accounts, €. */
export interface AccountChanges {
  /** Of the aggregator. */
  readonly aggregator: number;
  /** Of the network operator. */
  readonly networkOperator: number;
  /** Of the market operator. */
  readonly marketOperator: number;
  /** Balance of all prosumers together after the step. */
  readonly prosumersBalance: number;
  /** Sum of the absolute values of all that was posted. */
  readonly moved: number;
}

/**
 * Sees that the accounts of a run are those that its trades and its settlement lead to, and that
 * nothing is made or lost: all of them together are always 0.
 */
export class AccountAudit {
  readonly #steps: readonly AccountBalances[];
  #aggregator = 0;
  #networkOperator = 0;
  #marketOperator = 0;
  #moved = 0;

  /** @param steps The accounts after each step. */
  constructor(steps: readonly AccountBalances[]) {
    this.#steps = steps;
  }

  /** Takes a step, the next one each time. @throws {ChainFault} At the first account that is off. */
  take({ step, hour }: { step: number; hour: number }, changes: AccountChanges): void {
    const found = this.#steps[step] ?? NO_BALANCES;
    if (found.hour !== hour) {
      throw new ChainFault(`Accounts, step ${step}`, "hour", String(hour), String(found.hour));
    }
    this.#aggregator += changes.aggregator;
    this.#networkOperator += changes.networkOperator;
    this.#marketOperator += changes.marketOperator;
    this.#moved += changes.moved + Math.abs(changes.prosumersBalance);
    const demand = (account: string, expected: number, why: string) => {
      const balance = found.balances[account];
      if (Math.abs(balance - expected) <= TOLERANCE * (1 + this.#moved)) return;
      const rule = `${expected} €, ${why}`;
      throw new ChainFault(`Accounts, step ${step}`, account, rule, `${balance} €`);
    };
    demand("prosumers", changes.prosumersBalance, "the sum of their balances");
    const passedOn = Object.entries(found.balances).filter(([account]) => !OWN.has(account))
      .reduce((sum, [, balance]) => sum + balance, 0);
    demand("aggregator", this.#aggregator - passedOn, "from the trades of the chain");
    demand("network_operator", this.#networkOperator, "from the trades of the chain");
    demand("market_operator", this.#marketOperator, "from the two prices of the trades");
    const others = Object.entries(found.balances).filter(([account]) =>
      account !== "regulator_fund"
    );
    const rest = others.reduce((sum, [, balance]) => sum - balance, 0);
    demand("regulator_fund", rest, "so that all accounts sum to 0");
  }

  /** @throws {ChainFault} If there are accounts of steps that the run has not. */
  finish(steps: number): void {
    if (this.#steps.length === steps) return;
    throw new ChainFault("Accounts", "rows", `${steps} steps`, String(this.#steps.length));
  }
}

/**
 * The balances in an `accounts.csv`, by step.
 *
 * @throws {ChainFault} If it is not such a table.
 */
export function accountBalances(text: string): AccountBalances[] {
  const [header, ...lines] = text.trimEnd().split("\n");
  const columns = "hour,account,balance,step";
  if (header !== columns) throw new ChainFault("Accounts", "header", columns, header);
  const steps: { readonly hour: number; readonly balances: Record<string, number> }[] = [];
  for (const [i, line] of lines.entries()) {
    const cells = line.split(",");
    const account = cells[1];
    const [hour, balance, step] = [cells[0], cells[2], cells[3]].map(Number);
    const isNext = step === steps.length - 1 || step === steps.length;
    const known = steps[step] ?? { hour, balances: {} };
    const sound = cells.length === 4 && cells.every((cell) => cell.trim() !== "") && isNext &&
      known.hour === hour && Number.isFinite(balance) && !Object.hasOwn(known.balances, account);
    if (!sound) {
      const rule = "hour, account, balance and step, each account once a step, steps counting up";
      throw new ChainFault("Accounts", `row ${i + 1}`, rule, line.slice(0, 200));
    }
    known.balances[account] = balance;
    steps[step] = known;
  }
  return steps;
}
