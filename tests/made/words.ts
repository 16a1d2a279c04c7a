import { unescapeXml } from "lib/figures/drawing/svg.ts";

/** Words that are the same in both languages: names, units, marks, settings by their own names. */
const COMMON_WORDS = new Set(
  ("kwh mwh kw eur gse pun mid market clearing bonus po no in a e p2p prosumer per miner min max est ore ora " +
    "km all mezz set ott nov dic mar apr regulator").split(" "),
);

/**
 * The words that a drawing or a page says in both languages, but for those that are the same in both.
 *
 * @param names Of people's and settings' own, in any language.
 */
export function sameWords(english: string, italian: string, names = ""): string[] {
  const before = wordsIn(saidBy(english));
  const own = wordsIn(names);
  return [...wordsIn(saidBy(italian))].filter((word) =>
    before.has(word) && !COMMON_WORDS.has(word) && !own.has(word)
  );
}

/** All that a figure says: texts, descriptions, what it shows where the pointer rests. */
function saidBy(svg: string): string {
  return unescapeXml(svg.replaceAll(/<[^>]*>/g, " "));
}

function wordsIn(text: string): Set<string> {
  return new Set(text.toLowerCase().split(/[^a-zà-ú0-9]+/).filter((word) => /[a-z]{2}/.test(word)));
}
