import { LINE_TAIL } from "../block.ts";
import { ChainFault, shown } from "./fault.ts";

/** A part of a line of `chain.jsonl`, as text. */
export type ChainPiece =
  | { readonly kind: "head" | "transaction"; readonly text: string }
  | { readonly kind: "end" };

/** Longer than any head or transaction that the rules allow. */
const LONGEST_PIECE = 2048;

/**
 * Cuts the text of `chain.jsonl` into heads of blocks and transactions, however it arrives.
 *
 * It holds one piece at a time, so a file of any size takes the same memory, even if it is one
 * line. That is possible as neither heads nor transactions have a bracket or brace inside.
 */
export class ChainLexer {
  #rest = "";
  #block = 0;
  #transaction = 0;
  #awaiting: "head" | "first" | "transaction" | "comma" | "tail" = "head";

  /**
   * The pieces that further text completes.
   *
   * @throws {ChainFault} If the text cannot be part of a chain.
   */
  *push(text: string): Generator<ChainPiece> {
    this.#rest += text;
    let at = 0;
    while (at < this.#rest.length) {
      const end = this.#endOfNext(at);
      if (end < 0) break;
      const piece = this.#step(this.#rest.slice(at, end));
      at = end;
      if (piece) yield piece;
    }
    this.#rest = this.#rest.slice(at);
    if (this.#rest.length > LONGEST_PIECE) this.#fault();
  }

  /**
   * Ends the text.
   *
   * @throws {ChainFault} If it ends in the middle of a block.
   */
  finish(): void {
    if (this.#awaiting !== "head" || this.#rest !== "") this.#fault();
  }

  /** Where the token that begins at a position ends, −1 if that has not arrived yet. */
  #endOfNext(at: number): number {
    const text = this.#rest;
    switch (this.#awaiting) {
      case "head":
        return text.indexOf("[", at) + 1 || -1;
      case "first":
      case "transaction":
        if (text[at] === "]") return at + 1;
        return text.indexOf("}", at) + 1 || -1;
      case "comma":
        return at + 1;
      case "tail":
        return at + 2 <= text.length ? at + 2 : -1;
    }
  }

  #step(token: string): ChainPiece | undefined {
    switch (this.#awaiting) {
      case "head":
        if (token.length > LONGEST_PIECE || token.includes("\n")) this.#fault(token);
        this.#awaiting = "first";
        return { kind: "head", text: token };
      case "first":
      case "transaction":
        if (token === "]" && this.#awaiting === "first") {
          this.#awaiting = "tail";
          return undefined;
        }
        if (token[0] !== "{" || token.length > LONGEST_PIECE) this.#fault(token);
        this.#awaiting = "comma";
        this.#transaction += 1;
        return { kind: "transaction", text: token };
      case "comma":
        if (token !== "," && token !== "]") this.#fault(token);
        this.#awaiting = token === "," ? "transaction" : "tail";
        return undefined;
      case "tail":
        if (`]${token}` !== LINE_TAIL) this.#fault(token);
        this.#awaiting = "head";
        this.#block += 1;
        this.#transaction = 0;
        return { kind: "end" };
    }
  }

  #fault(token = this.#rest): never {
    const expected = {
      head: 'a line {"index":…,"transactions":[…]}',
      first: "a transaction {…} or the end of the list",
      transaction: "a transaction {…}",
      comma: "a comma or the end of the list",
      tail: "the end of the line",
    }[this.#awaiting];
    const inList = this.#awaiting !== "head" && this.#awaiting !== "tail";
    const field = inList ? `transactions[${this.#transaction}]` : "line";
    throw new ChainFault(`Block ${this.#block}`, field, expected, shown(token) || "nothing");
  }
}
