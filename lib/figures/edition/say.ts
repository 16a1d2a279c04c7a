import { translation } from "./edition.ts";

/**
 * A message in the language of the edition: `` say`Balance of ${name}` `` looks up `Balance of {0}` in
 * its dictionary, as GNU gettext does, and says it in English where there is no entry. A line break
 * counts as a blank.
 */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const message = parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`)
    .replaceAll(/\s*\n\s*/g, " ");
  return (translation(message) ?? message)
    .replaceAll(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
}

/** A word or name of the data, such as that of a miner, as the edition's language calls it. */
export function sayWord(word: string): string {
  return translation(word) ?? word;
}
