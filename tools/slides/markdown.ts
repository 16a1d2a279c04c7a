import katex from "katex";
import { marked } from "marked";

/** Code, which holds no formulas; a formula on lines of its own; a formula within a line. */
const MATH = /(```[\s\S]*?```|`[^`\n]*`)|\$\$([\s\S]+?)\$\$|\$((?:\\.|[^$\\\n]|\n(?!\n))+)\$/g;

/** A place in the text for what Markdown must not read; of the private use area of Unicode. */
const placeholder = (at: number) => `\uE000${at}\uE001`;

/**
 * Markdown as Jupyter shows it, as HTML, with its formulas typeset: `$…$` in a line, `$$…$$` below
 * each other.
 *
 * @throws {Error} If a formula is none that KaTeX knows.
 */
export function markdownToHtml(text: string): string {
  const formulas: string[] = [];
  const withoutMath = text.replaceAll(MATH, (whole, code, displayed, inline) => {
    if (code !== undefined) return whole;
    formulas.push(typeset((displayed ?? inline).trim(), displayed !== undefined));
    return placeholder(formulas.length - 1);
  });
  const html = marked.parse(withoutMath, { async: false });
  return html.replaceAll(/\uE000(\d+)\uE001/g, (_, at) => formulas[Number(at)]);
}

function typeset(formula: string, displayMode: boolean): string {
  try {
    return katex.renderToString(formula, { displayMode });
  } catch (error) {
    if (!(error instanceof katex.ParseError)) throw error;
    throw new Error(`Cannot typeset the formula ${formula}: ${error.message}`);
  }
}
