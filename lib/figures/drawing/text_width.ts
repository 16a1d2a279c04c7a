/** Advance widths of U+0020 … U+007E in Inter Regular, thousandths of the font size. */
const ASCII_WIDTHS: readonly number[] = [
  ...[281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 631, 407],
  ...[610, 618, 646, 593, 620, 566, 619, 620, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730],
  ...[722, 601, 590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744],
  ...[690, 985, 682, 679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613],
  ...[591, 242, 242, 549, 242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562],
  ...[552, 426, 333, 426, 662],
];

/** Everything else is taken to be as wide as a wide digit. */
const OTHER_WIDTH = 660;

/** How much wider SemiBold is than Regular. */
const SEMIBOLD = 1.035;

/**
 * How wide a text is in the figures' typeface, px; fonts that stand in for it are about as wide.
 *
 * @param fontSize px.
 * @param weight From 600 on counted as SemiBold.
 */
export function textWidth(text: string, fontSize: number, weight = 400): number {
  let thousandths = 0;
  for (const character of text) {
    thousandths += ASCII_WIDTHS[(character.codePointAt(0) as number) - 32] ?? OTHER_WIDTH;
  }
  return thousandths / 1000 * fontSize * (weight >= 600 ? SEMIBOLD : 1);
}

/** A space before a unit, at which no line may break. */
const BREAKS = / (?!(?:%|€|kWh?|MWh)(?![a-z]))/;

/** A text in lines no wider than `width` px, broken at spaces, but not between a number and its unit. */
export function wrapText(text: string, width: number, fontSize: number, weight = 400): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(BREAKS)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, fontSize, weight) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

/**
 * A text in as few lines as `width` px allow, each about as long as the others, so that no word is left
 * alone.
 */
export function balanceText(text: string, width: number, fontSize: number, weight = 400): string[] {
  const lines = wrapText(text, width, fontSize, weight);
  for (let narrower = width - 8; narrower > width / 2; narrower -= 8) {
    const tried = wrapText(text, narrower, fontSize, weight);
    if (tried.length > lines.length) return wrapText(text, narrower + 8, fontSize, weight);
  }
  return lines;
}
