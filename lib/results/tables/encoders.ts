import { type MemberStep, memberTable, type MemberTraits } from "./member_steps.ts";
import { type StepEncoder, stepEncoder } from "./step_encoder.ts";
import type { TableFormat } from "./table_format.ts";
import { type TradeStep, tradeTable } from "./trade_steps.ts";

/** The tables that grow by many rows a step, by their names without ending. */
export const largeTables = ["prosumer_stats", "trades"] as const;

/** One of them. */
export type LargeTable = (typeof largeTables)[number];

/** What the encoders need to know. */
export interface EncoderSetup {
  /** How tables are written. */
  readonly format: TableFormat;
  /** Of whom they tell. */
  readonly members: MemberTraits;
}

/** A step's columns for one of the tables: the one that it belongs to. */
export type StepOfTable = MemberStep | TradeStep;

/** The encoder of each table, made when it is first asked for; it takes steps of that table only. */
export function encodersOf(
  { format, members }: EncoderSetup,
): (table: LargeTable) => StepEncoder<StepOfTable> {
  const made = new Map<LargeTable, StepEncoder<StepOfTable>>();
  return (table) => {
    const encoder = made.get(table) ??
      (table === "trades"
        ? stepEncoder(tradeTable(members.size), format)
        : stepEncoder(memberTable(members), format)) as StepEncoder<StepOfTable>;
    made.set(table, encoder);
    return encoder;
  };
}

/** The buffers of a step's columns, each its own. */
export function buffersIn(columns: StepOfTable): ArrayBuffer[] {
  const ofTrades = "trades" in columns && columns.trades !== null ? columns.trades : {};
  return [...Object.values(columns), ...Object.values(ofTrades)]
    .filter((value) => ArrayBuffer.isView(value))
    .map(({ buffer }) => buffer as ArrayBuffer);
}
