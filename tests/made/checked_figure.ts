import { deepStrictEqual as deepEqual, match, ok } from "node:assert/strict";
import { fontFiles } from "lib/figures/drawing/font.ts";
import { colours, contrast } from "lib/figures/drawing/palette.ts";
import { loadResvg } from "lib/figures/drawing/png.ts";
import { figureWidth } from "lib/figures/edition/edition.ts";
import type { Figure } from "lib/figures/parts/figure.ts";
import { overlaps, textBoxes } from "./figure_text.ts";

const { Resvg } = await loadResvg();

/** What must hold for every figure, in every edition: it is drawn for the one that holds now. */
export function checkFigure(figure: Figure, kind: string): void {
  const { drawing: svg, name } = figure;
  const width = figureWidth();
  const where = `${name} of ${kind}`;
  const texts = textBoxes(svg);
  const words = texts.map(({ text }) => text).join("\n");
  const [start] = svg.match(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="[\d ]+"/) ??
    [];
  match(start ?? "", new RegExp(`viewBox="0 0 ${width} \\d+"`), where);
  match(svg, new RegExp(`role="img" aria-labelledby="${name}-title ${name}-desc"`), where);
  ok(svg.includes(`<title id="${name}-title">`) && svg.includes(`<desc id="${name}-desc">`), where);
  ok(!/NaN|undefined|null|Infinity|\[object/.test(svg), `${where} holds a value that is none`);
  match(
    words,
    /kWh|€|%|kW|number|relative|numero|relativa|blocks|races|blocchi|gare/i,
    `${where} names no unit`,
  );
  match(
    words,
    /(Data:\s.*not|Dati:\s.*non)\s+real/s,
    `${where} does not say that its data is made up`,
  );
  ok(!/href=|url\((?!#)/.test(svg), `${where} refers to another file`);
  for (const { text, fill } of texts) {
    const apart = contrast(fill, colours.paper);
    ok(fill === colours.paper || apart >= 4.5, `${where}: "${text}" has a contrast of ${apart}`);
  }
  for (const { text, fontSize } of texts) ok(fontSize >= 11, `${where}: "${text}" is too small`);
  const fontBuffers = fontFiles().map((path) => Deno.readFileSync(path));
  const box = new Resvg(svg, { font: { loadSystemFonts: false, fontBuffers } }).getBBox();
  const height = Number(svg.match(/viewBox="0 0 \d+ (\d+)"/)?.[1]);
  ok(box !== undefined && box.x >= -0.5 && box.y >= -0.5, `${where} is clipped`);
  ok(box.x + box.width <= width + 0.5, `${where} is clipped on the right`);
  ok(box.y + box.height <= height + 0.5, `${where} is clipped below`);
  for (const { text, left, right, turned } of texts) {
    if (turned) continue;
    ok(left >= 0 && right <= width, `${where}: "${text}" runs from ${left} to ${right}`);
  }
  deepEqual(overlaps(texts), [], `${where}: texts cover each other`);
}
