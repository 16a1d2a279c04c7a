import { ChainFault } from "./fault.ts";

/** How far a balance may be from the postings, relative to what was moved. */
const TOLERANCE = 1e-9;

/** Balances after a step by the name of the account, €. */
export type AccountBalances = Readonly<Record<string, number>>;

/** What one step adds to the accounts, €. */
export interface AccountChanges {
  /** Of the aggregator. */
  readonly aggregator: number;
  /** Of the network operator. */
  readonly networkOperator: number;
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
  #moved = 0;

  /** @param steps The accounts after each step. */
  constructor(steps: readonly AccountBalances[]) {
    this.#steps = steps;
  }

  /** Takes a step, the next one each time. @throws {ChainFault} At the first account that is off. */
  take(hour: number, changes: AccountChanges): void {
    const found = this.#steps[hour] ?? {};
    this.#aggregator += changes.aggregator;
    this.#networkOperator += changes.networkOperator;
    this.#moved += changes.moved + Math.abs(changes.prosumersBalance);
    const demand = (account: string, expected: number, why: string) => {
      const balance = found[account];
      if (Math.abs(balance - expected) <= TOLERANCE * (1 + this.#moved)) return;
      const rule = `${expected} €, ${why}`;
      throw new ChainFault(`Accounts, hour ${hour}`, account, rule, `${balance} €`);
    };
    demand("prosumers", changes.prosumersBalance, "the sum of their balances");
    demand("aggregator", this.#aggregator, "from the trades of the chain");
    demand("network_operator", this.#networkOperator, "from the trades of the chain");
    const others = Object.entries(found).filter(([account]) => account !== "regulator_fund");
    const rest = others.reduce((sum, [, balance]) => sum - balance, 0);
    demand("regulator_fund", rest, "so that all accounts sum to 0");
  }

  /** @throws {ChainFault} If there are accounts of steps that the run has not. */
  finish(hours: number): void {
    if (this.#steps.length === hours) return;
    throw new ChainFault("Accounts", "rows", `${hours} hours`, String(this.#steps.length));
  }
}

/**
 * The balances in an `accounts.csv`, by step.
 *
 * @throws {ChainFault} If it is not such a table.
 */
export function accountBalances(text: string): AccountBalances[] {
  const [header, ...lines] = text.trimEnd().split("\n");
  const columns = "hour,account,balance";
  if (header !== columns) throw new ChainFault("Accounts", "header", columns, header);
  const steps: Record<string, number>[] = [];
  for (const [i, line] of lines.entries()) {
    const cells = line.split(",");
    const [hour, account, balance] = [Number(cells[0]), cells[1], Number(cells[2])];
    const isNext = hour === steps.length - 1 || hour === steps.length;
    const sound = cells.length === 3 && cells.every((cell) => cell.trim() !== "") && isNext &&
      Number.isFinite(balance) && !Object.hasOwn(steps[hour] ?? {}, account);
    if (!sound) {
      const rule = "hour, account and balance, each account once an hour, hours counting up";
      throw new ChainFault("Accounts", `row ${i + 1}`, rule, line.slice(0, 200));
    }
    (steps[hour] ??= {})[account] = balance;
  }
  return steps;
}
