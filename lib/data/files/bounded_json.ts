import { InputError } from "../../input_error.ts";
import { quoted } from "./quoted.ts";

/** Deeper than any answer of a service goes. */
const DEEPEST = 32;
/** PVGIS gives nineteen years as 167 000 records of ten values each. */
const MOST_VALUES = 4_000_000;
const MOST_RECORDS = 500_000;

/**
 * What a text in JSON holds. How deep it goes and how much it holds is counted first, so that a text
 * made to fill the memory is refused.
 *
 * @throws {InputError} If it is no JSON, or deeper or larger than any history.
 */
export function parseBoundedJson(text: string, file: string): unknown {
  const fault = excess(text);
  if (fault !== undefined) {
    throw new InputError(`Cannot read ${quoted(file)} as JSON of history ${fault}: it has more`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`Cannot read ${quoted(file)} as JSON: it is cut short or damaged`, {
      cause,
    });
  }
}

/** Which bound a text exceeds; undefined if none. */
function excess(text: string): string | undefined {
  const [quote, backslash, comma, colon] = [34, 92, 44, 58];
  let [depth, records, values] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      for (at++; at < text.length && text.charCodeAt(at) !== quote; at++) {
        if (text.charCodeAt(at) === backslash) at++;
      }
    } else if (code === 91 || code === 123) { // [ {
      records++;
      if (++depth > DEEPEST) return `is nested up to ${DEEPEST} deep`;
      if (records > MOST_RECORDS) return `has up to ${MOST_RECORDS} records`;
    } else if (code === 93 || code === 125) depth--;
    else if (code === comma || code === colon) {
      if (++values > 2 * MOST_VALUES) return `has up to ${MOST_VALUES} values`;
    }
  }
  return undefined;
}
