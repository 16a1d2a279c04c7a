/** Longer texts are wrapped: their column is given a share of the line. */
const LONG = 32;

/** What LaTeX writes otherwise than it is read. */
const MARKS: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "$": "\\$",
  "&": "\\&",
  "#": "\\#",
  "%": "\\%",
  "_": "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
  "€": "\\euro{}",
  "−": "$-$",
  "–": "--",
  "…": "\\dots{}",
  "±": "$\\pm$",
  "·": "$\\cdot$",
  "×": "$\\times$",
  "≤": "$\\le$",
  "≥": "$\\ge$",
  "½": "$\\frac12$",
  "²": "$^2$",
  "ᵢ": "$_i$",
  "ⱼ": "$_j$",
  "→": "$\\to$",
  "★": "$\\star$",
  "▲": "$\\blacktriangle$",
  "▼": "$\\blacktriangledown$",
  "Σ": "$\\Sigma$",
  "Δ": "$\\Delta$",
  "δ": "$\\delta$",
  "η": "$\\eta$",
  "κ": "$\\kappa$",
  "λ": "$\\lambda$",
  "π": "$\\pi$",
  "σ": "$\\sigma$",
  "φ": "$\\varphi$",
};

/**
 * Rows as a LaTeX table in the manner of booktabs (Fear 2020). A document needs `\usepackage{booktabs}`,
 * and for € `\usepackage{eurosym}`; nbconvert's has both.
 *
 * @param titles One per column.
 * @param cells By row, then by column.
 * @param toTheRight By column: whether it holds numbers.
 * @param caption Stands above, where there is one.
 */
export function latexTable(
  titles: readonly string[],
  cells: readonly (readonly string[])[],
  toTheRight: readonly boolean[],
  caption: string | undefined,
): string {
  const line = (row: readonly string[]) => `${row.map(latexText).join(" & ")} \\\\`;
  const columns = titles.map((_, column) =>
    toTheRight[column]
      ? "r"
      : cells.some((row) => row[column].length > LONG)
      ? "p{0.4\\linewidth}"
      : "l"
  );
  return [
    ...(caption === undefined ? [] : [`${latexText(caption)}\\par\\medskip`]),
    `\\begin{tabular}{${columns.join("")}}`,
    "\\toprule",
    line(titles),
    "\\midrule",
    ...cells.map(line),
    "\\bottomrule",
    "\\end{tabular}",
  ].join("\n");
}

/** Text such that LaTeX shows it as it is. */
export function latexText(text: string): string {
  return Array.from(text, (character) => MARKS[character] ?? character).join("");
}
