/// <reference lib="deno.worker" />
import { freeAtOnce } from "../../threads.ts";
import {
  buffersIn,
  type EncoderSetup,
  encodersOf,
  type LargeTable,
  type StepOfTable,
} from "./encoders.ts";

/** A step's columns for a table, or that it begins or ends. */
export interface TableRequest {
  readonly table: LargeTable;
  readonly part: StepOfTable | "begin" | "end";
}

/** Bytes of the table, in pieces. */
export type TableReply = readonly Uint8Array<ArrayBuffer>[];

self.onmessage = ({ data }: MessageEvent<EncoderSetup>) => {
  const encoders = encodersOf(data);
  self.onmessage = ({ data: { table, part } }: MessageEvent<TableRequest>) => {
    const encoder = encoders(table);
    const reply: TableReply = part === "begin"
      ? [encoder.begin()]
      : part === "end"
      ? [encoder.end()]
      : encoder.step(part);
    if (typeof part !== "string") freeAtOnce(buffersIn(part));
    self.postMessage(reply, reply.map(({ buffer }) => buffer));
  };
};
