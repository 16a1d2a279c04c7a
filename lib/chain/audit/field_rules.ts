import { HASH_DIGITS } from "../format/header.ts";
import { SIGNATURE_FORM } from "../format/signature.ts";

/** What the value of a field must be. */
export interface FieldRule {
  /** In words. */
  readonly rule: string;
  /** Whether a value is so. */
  readonly holds: (value: unknown) => boolean;
}

/** What each field must be, in the order of the line. */
export type FieldRules = Readonly<Record<string, FieldRule>>;

/** A whole number from 0 to the highest. */
export function wholeNumber(highest: number): FieldRule {
  return {
    rule: `a whole number 0 … ${highest}`,
    holds: (value) => Number.isInteger(value) && value as number >= 0 && value as number <= highest,
  };
}

/** A SHA-256 in hex. */
export function hashDigits(): FieldRule {
  return {
    rule: `${HASH_DIGITS} lower-case hex digits`,
    holds: (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
  };
}

/** An Ed25519 signature. */
export function signatureText(): FieldRule {
  return {
    rule: "a signature, 64 bytes in base64url",
    holds: (value) => typeof value === "string" && SIGNATURE_FORM.test(value),
  };
}
