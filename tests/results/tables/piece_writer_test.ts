import { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { PieceWriter } from "../../../lib/results/tables/piece_writer.ts";

Deno.test("lines of more bytes than a piece are all there, none cut", () => {
  const to = new PieceWriter();
  const lines: string[] = [];
  for (let i = 0; i < 200_000; i++) {
    to.room(64);
    to.cell(i);
    to.cell(i / 7);
    to.text("x\n");
    lines.push(`${i},${i / 7},x\n`);
  }
  const decoder = new TextDecoder();
  const pieces = to.end().map((piece) => decoder.decode(piece));
  equal(pieces.length > 3, true);
  equal(pieces.every((piece) => piece.endsWith("\n")), true);
  equal(pieces.join("") === lines.join(""), true);
});

Deno.test("room for more than a piece holds is made, and nothing written is no piece", () => {
  deepEqual(new PieceWriter().end(), []);
  const to = new PieceWriter();
  to.text("a");
  to.room(3 << 20);
  to.copy(new Uint8Array(3 << 20).fill(98));
  deepEqual(to.end().map(({ length }) => length), [1, 3 << 20]);
});
