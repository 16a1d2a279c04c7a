import { escapeXml } from "../drawing/svg.ts";
import { say } from "../edition/say.ts";

/** A part of the report under a heading, which the contents link to. */
export interface Section {
  /** As it stands above and in the contents. */
  readonly heading: string;
  /** HTML. */
  readonly content: string;
}

/** A cell of a table: text, and what it is sorted by if not by the text; null comes last. */
export type ReportCell = string | { readonly text: string; readonly order: number | null };

/** What a link within the page is called: `key-figures`. */
export function anchorOf(heading: string): string {
  return heading.toLowerCase().replaceAll(/[^a-z0-9à-ú]+/g, "-");
}

/** A section with its heading. */
export function sectionHtml({ heading, content }: Section): string {
  const id = anchorOf(heading);
  return `<section id="${id}">\n<h2>${escapeXml(heading)}</h2>\n${content}\n</section>`;
}

/** Links to all sections. */
export function contentsHtml(sections: readonly Section[]): string {
  const links = sections.map(({ heading }) =>
    `<li><a href="#${anchorOf(heading)}">${escapeXml(heading)}</a></li>`
  );
  return `<nav aria-label="${escapeXml(say`Contents`)}"><ul>${links.join("")}</ul></nav>`;
}

/**
 * A table whose first column names its rows.
 *
 * @param header Titles of the columns; none for no head.
 * @param kind Its class; `sortable` lets a reader sort it.
 */
export function tableHtml(
  header: readonly string[],
  rows: readonly (readonly [string, ...ReportCell[]])[],
  kind: string,
): string {
  const head = header.length === 0
    ? ""
    : `<thead><tr>${
      header.map((title) => `<th scope="col">${escapeXml(title)}</th>`).join("")
    }</tr></thead>\n`;
  const body = rows.map(([first, ...cells]) =>
    `<tr><th scope="row">${escapeXml(first)}</th>${cells.map(cellHtml).join("")}</tr>`
  );
  return `<table class="${kind}">\n${head}<tbody>\n${body.join("\n")}\n</tbody>\n</table>`;
}

function cellHtml(cell: ReportCell): string {
  return typeof cell === "string"
    ? `<td>${escapeXml(cell)}</td>`
    : `<td data-order="${cell.order ?? "none"}">${escapeXml(cell.text)}</td>`;
}
