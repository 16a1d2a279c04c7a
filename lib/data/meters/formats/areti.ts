import { InputError } from "../../../input_error.ts";
import type { MeterFormat } from "../format.ts";
import { readingOf } from "../numbers.ts";
import { readStamps } from "../stamps.ts";
import { type Json, parseJson } from "./json.ts";

/** The load curve of Areti's portal, Rome's network: JSON, a quarter an entry, start stamps, kWh. */
export const areti: MeterFormat = {
  name: "Areti",
  recognises: (head) =>
    /^\s*(\[|\{[\s\S]*?\[)\s*\{/.test(head) &&
    ["Value", "Ora", "Data"].every((name) => head.includes(`"${name}"`)),
  read(text, file) {
    const parsed = parseJson(text, file);
    const rows = Array.isArray(parsed)
      ? parsed as Json[]
      : Object.values(parsed as Json).find(Array.isArray) as Json[] | undefined;
    if (rows === undefined || rows.length === 0) {
      throw new InputError(`Cannot read "${file}" as it holds no readings`);
    }
    const place = (row: number) => `entry ${row + 1} of "${file}"`;
    const { instants, clock } = readStamps(
      rows.map(({ Data, Ora }) => `${Data} ${Ora}`),
      file,
      place,
    );
    const values = rows.map(({ Value }, row) =>
      readingOf(Value === null || Value === undefined ? "" : String(Value), () => place(row))
    );
    return {
      channels: new Map([["withdrawn", { stamps: instants, values }]]),
      unit: "kWh",
      stamp: "start",
      clock,
    };
  },
};

/** Areti's other export, of a register's readings: recognised to be refused with the way out. */
export const aretiRegister: MeterFormat = {
  name: "Areti, values of the registers",
  recognises: (head) => /^["\s]*(?:[^\n]*[;,"])?\s*Valori al\b/im.test(head),
  read(_text, file) {
    throw new InputError(
      `Cannot read "${file}" as it holds the registers that a meter counts up (Valori al …), not ` +
        "the energy of each quarter: export the load curve (curva di carico) as JSON instead",
    );
  },
};
