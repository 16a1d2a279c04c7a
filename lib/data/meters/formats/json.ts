import { InputError } from "../../../input_error.ts";

/** An object of a JSON file. */
export type Json = { readonly [name: string]: unknown };

/**
 * A file's JSON.
 *
 * @throws {InputError} If it is damaged; nothing of its content is repeated, for it is private.
 */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError(`Cannot read "${file}" as JSON: it is cut short or damaged`);
  }
}
