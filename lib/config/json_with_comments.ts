import { createScanner, parse, type ParseError, printParseErrorCode, visit } from "jsonc-parser";
import { InputError } from "../input_error.ts";

/** Deeper than any configuration needs to be, and far from where a parser runs out of stack. */
const DEEPEST = 100;

/**
 * The object that a text is the JSON of; comments, trailing commas and a byte order mark are allowed.
 *
 * @param file Where the text comes from, for what is told of it.
 * @throws {InputError} If it is none, says a thing twice, or has a key `__proto__`, which would be
 * lost on the way.
 */
export function parseJsonWithComments(text: string, file?: string): Record<string, unknown> {
  const json = text.replace(/^\uFEFF/, "");
  refuseDepth(json, file);
  const errors: ParseError[] = [];
  const value: unknown = parse(json, errors, { allowTrailingComma: true });
  if (errors.length > 0) {
    const { error, offset } = errors[0];
    const reason = printParseErrorCode(error).replace(
      /\B[A-Z]/g,
      (letter) => ` ${letter.toLowerCase()}`,
    );
    const found = `${reason} at ${placeOf(json, offset)}: ${lineAt(json, offset)}`;
    throw cannotRead(`${found}${hintFor(json.slice(offset))}`, file);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const found = JSON.stringify(value).slice(0, 200);
    throw new InputError(`The configuration must be an object, found ${found}`);
  }
  refuseLostKeys(json);
  return value as Record<string, unknown>;
}

function refuseDepth(json: string, file: string | undefined): void {
  const scanner = createScanner(json, true);
  let depth = 0;
  while (scanner.getPosition() < json.length) {
    scanner.scan();
    const first = json[scanner.getTokenOffset()];
    if (first === "{" || first === "[") depth += 1;
    if (first === "}" || first === "]") depth -= 1;
    if (depth <= DEEPEST) continue;
    const place = placeOf(json, scanner.getTokenOffset());
    throw cannotRead(`more than ${DEEPEST} brackets within each other at ${place}`, file);
  }
}

/** Of a key that is there twice, parsers keep one; of `__proto__`, none. */
function refuseLostKeys(json: string): void {
  const problems: string[] = [];
  const objects: Set<string>[] = [];
  const path: string[] = [];
  visit(json, {
    onObjectBegin: () => {
      objects.push(new Set());
    },
    onObjectProperty: (name, offset) => {
      const depth = objects.length;
      path.length = depth - 1;
      path[depth - 1] = name;
      const setting = path.filter((part) => part !== undefined).join(".");
      const place = placeOf(json, offset);
      if (name === "__proto__") problems.push(`${setting}: there is no such setting (${place})`);
      else if (objects[depth - 1].has(name)) {
        problems.push(`${setting}: must be there once, found a second one at ${place}`);
      }
      objects[depth - 1].add(name);
    },
    onObjectEnd: () => {
      objects.pop();
    },
  }, { allowTrailingComma: true });
  if (problems.length > 0) throw new InputError(problems);
}

function cannotRead(reason: string, file: string | undefined): InputError {
  const name = file === undefined ? "" : ` "${file}"`;
  return new InputError(`Cannot read the configuration${name} as JSON with comments: ${reason}`);
}

/** Of a line that is longer, the rest says no more. */
const LONGEST_LINE = 100;

function lineAt(text: string, offset: number): string {
  const line = text.split("\n")[text.slice(0, offset).split("\n").length - 1].trim();
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}

/** What to write instead, where that is known. @param rest The text from what cannot be read on. */
function hintFor(rest: string): string {
  const [number] = /^-?\.\d+/.exec(rest) ?? [];
  if (number === undefined) return "";
  return ` (a 0 must precede the point: ${number.replace(".", "0.")})`;
}

function placeOf(text: string, offset: number): string {
  const lines = text.slice(0, offset).split("\n");
  return `line ${lines.length}, column ${lines[lines.length - 1].length + 1}`;
}
