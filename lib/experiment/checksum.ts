import { createHash } from "node:crypto";

/** SHA-256 of what JSON makes of a value, lower-case hex. */
export function sha256Of(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
