import { InputError } from "../../input_error.ts";
import { decodeText } from "../files/text_file.ts";
import { isZip, unzip, zipMembers } from "../files/zip.ts";
import type { MeterFormat } from "./format.ts";
import { meterFormats } from "./formats/mod.ts";
import { fillGaps } from "./gaps.ts";
import { joinGrids, toGrid } from "./grid.ts";
import type { MeterAnswers, MeterGrid, MeterReading } from "./readings.ts";

/** The largest file that is taken for one meter's, bytes: a year of quarter hours in XML is 10 MB. */
export const LARGEST_FILE = 32 * 2 ** 20;

/** So many characters tell a format. */
const HEAD = 4096;

/** What files say, before gaps are filled. */
export interface FileReading {
  /** Names of the formats. */
  readonly format: string;
  /** Energy, NaN in gaps. */
  readonly grid: MeterGrid;
  /** What was not used. */
  readonly leftOut: readonly string[];
}

/**
 * Reads the files of one member's meter, told by their content: see {@link meterFormats}; also in ZIP
 * or gzip. Several files, such as a month each, are joined.
 *
 * @param files Their names, for messages, and bytes; at least one.
 * @param answers What the user says of them where they do not.
 * @throws {InputError} If they cannot be read; no reading or name in them is repeated.
 */
export function readMeter(
  files: readonly { readonly file: string; readonly bytes: Uint8Array }[],
  answers: MeterAnswers = {},
): MeterReading {
  const { grid, format, leftOut } = readUnfilled(files, answers);
  return { ...fillGaps(grid), format, leftOut };
}

/** What {@link readMeter} reads, its gaps not filled yet. */
export function readUnfilled(
  files: readonly { readonly file: string; readonly bytes: Uint8Array }[],
  answers: MeterAnswers = {},
): FileReading {
  const parts = files.flatMap(({ file, bytes }) =>
    textsOf(bytes, file).map(({ name, text }) => ({ file: name, ...readText(text, name, answers) }))
  );
  return {
    grid: joinGrids(parts),
    format: [...new Set(parts.map(({ format }) => format))].join(", "),
    leftOut: [...new Set(parts.flatMap(({ leftOut }) => leftOut))],
  };
}

function readText(text: string, file: string, answers: MeterAnswers): FileReading {
  const format = formatOf(text, file);
  const raw = format.read(text, file);
  return { format: format.name, grid: toGrid(raw, file, answers), leftOut: raw.leftOut ?? [] };
}

/** The format of a file. @throws {InputError} If it is none of those known. */
function formatOf(text: string, file: string): MeterFormat {
  if (text.trim() === "") throw new InputError(`Cannot read "${file}" as it is empty`);
  const head = text.trimStart().slice(0, HEAD);
  const format = meterFormats.find((candidate) => candidate.recognises(head));
  if (format !== undefined) return format;
  const known = meterFormats.map(({ name }) => name).join(", ");
  throw new InputError(
    `Cannot read "${file}" as it does not begin as a meter's file does${
      headless(head)
    }: known are ` +
      `${known}; docs/members.md shows how each begins`,
  );
}

/** What is found of a file whose first line is a row of readings; the row itself is private. */
function headless(head: string): string {
  const line = head.split(/\r?\n/)[0];
  const cells = line.split(line.includes(";") ? ";" : ",").length;
  const startsWithTime = /^"?(IT\w+"?[;,])?"?\d{2,4}[/-]?\d{2}/.test(line);
  return startsWithTime && cells > 1
    ? `; its first line has ${cells} cells and is no header, which must be put back`
    : "";
}

/** The texts in a file: its own, or those of a ZIP's members, numbered for their names may be private. */
function textsOf(bytes: Uint8Array, file: string): { name: string; text: string }[] {
  requireSize(bytes.length, file);
  if (!isZip(bytes)) return [{ name: file, text: decodeText(bytes, file, LARGEST_FILE) }];
  const names = zipMembers(bytes, file).map(({ name }) => name)
    .filter((name) => /\.(csv|txt|json|xml)$/i.test(name) && !/(^|\/)[._]/.test(name));
  if (names.length === 0) {
    throw new InputError(`Cannot read "${file}" as the ZIP holds no CSV, JSON, XML or text`);
  }
  const members = [...unzip(bytes, file, new Set(names), LARGEST_FILE).values()];
  return members.map((content, i) => {
    const name = members.length === 1 ? file : `${file}, part ${i + 1}`;
    return { name, text: decodeText(content, name, LARGEST_FILE) };
  });
}

/**
 * Demands that a file is no larger than a meter's.
 *
 * @throws {InputError} If it is.
 */
export function requireSize(bytes: number, file: string): void {
  if (bytes > LARGEST_FILE) throw tooLarge(file);
}

function tooLarge(file: string): InputError {
  return new InputError(
    `Cannot read "${file}" as a meter's file has at most ${LARGEST_FILE / 2 ** 20} MB: a year of ` +
      "quarter hours takes less than a third of it; keep each year in a file of its own",
  );
}
