/** A number that begins with its point, which JSON does not know. */
const POINT_FIRST = /^-?\.\d+$/;

/**
 * A setting's value as people write it in a terminal: JSON, a number that begins with its point, or else
 * the text as it stands.
 *
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual(["0.03", ".03", "mid"].map(settingFrom), [0.03, 0.03, "mid"]);
 * ```
 */
export function settingFrom(text: string): unknown {
  if (POINT_FIRST.test(text)) return Number(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
