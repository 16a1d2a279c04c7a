/** What is wrong first in a chain or a settlement: where, which field, the rule, the value found. */
export class ChainFault extends Error {
  /** Tells it from other errors. */
  override readonly name = "ChainFault";

  /**
   * Names a fault.
   *
   * @param where Such as `Block 3`, or `Hour 13, prosumer 17`.
   * @param field Such as `previousHash`, or `transactions[4].amount`.
   * @param expected What the rule asks.
   * @param found What is there instead.
   */
  constructor(
    readonly where: string,
    readonly field: string,
    readonly expected: string,
    readonly found: string,
  ) {
    super(`${where}, ${field}: expected ${expected}, found ${found}`);
  }
}

/** A value for the end of a sentence: JSON, cut where it gets long. */
export function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
}

const LONGEST_SHOWN = 200;
