import { InputError } from "lib/input_error.ts";

/** The bytes of lines of text. */
export function textOf(...lines: string[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${lines.join("\n")}\n`);
}

/** The sentence with which a task refuses; anything else that it throws is thrown on. */
export function refusalOf(task: () => unknown): string {
  try {
    task();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error("It was not refused");
}
