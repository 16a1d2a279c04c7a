import { parseJsonWithComments } from "./config/mod.ts";
import { reasonOf } from "./files.ts";
import { InputError } from "./input_error.ts";
import { projectPath } from "./project.ts";

/**
 * The text of a configuration file, the project's config.json by default.
 *
 * @throws {InputError} If it cannot be read, or is no JSON with comments.
 */
export function readConfigText(file: string | undefined): string {
  const path = file ?? projectPath("config.json");
  const text = readText(path);
  parseJsonWithComments(text, path);
  return text;
}

function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Deno.readFileSync(path));
  } catch (cause) {
    if (cause instanceof TypeError) {
      throw new InputError(
        `Cannot read the configuration "${path}" as text in UTF-8: it holds other bytes`,
        { cause },
      );
    }
    throw new InputError(`Cannot read the configuration "${path}": ${reasonOf(cause)}`, { cause });
  }
}
