/**
 * A number of things, in words for people.
 *
 * @example
 * ```ts
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 * deepEqual([counted(1, "block"), counted(1500, "block")], ["1 block", "1,500 blocks"]);
 * deepEqual(counted(2, "community", "communities"), "2 communities");
 * ```
 */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-US")} ${number === 1 ? one : many}`;
}
