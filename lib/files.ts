/**
 * Why a file or folder could not be read or written, as the end of an error's sentence.
 *
 * @example
 * ```ts
 * import { strictEqual as equal } from "node:assert/strict";
 * equal(reasonOf(new Deno.errors.NotFound("os error 2")), "it does not exist");
 * equal(reasonOf(new SyntaxError("there is no header")), "there is no header");
 * ```
 */
export function reasonOf(cause: unknown): string {
  const { errors } = Deno;
  if (cause instanceof errors.NotFound) return "it does not exist";
  if (cause instanceof errors.IsADirectory) return "it is a folder";
  if (cause instanceof errors.NotADirectory) return "a file stands where a folder should be";
  if (cause instanceof errors.AlreadyExists) return "a file stands where the folder should be";
  if (cause instanceof errors.PermissionDenied) return "its rights do not allow it";
  if (cause instanceof errors.NotCapable) {
    const deed = /write access/.test(cause.message) ? "write" : "read";
    return `the task has no right to ${deed} there`;
  }
  return cause instanceof Error ? cause.message : String(cause);
}
