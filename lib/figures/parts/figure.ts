import { FONT_FAMILY } from "../drawing/font.ts";
import { legend, type LegendItem } from "./legend.ts";
import { colours } from "../drawing/palette.ts";
import { renderPng } from "../drawing/png.ts";
import {
  element,
  escapeXml,
  halosBelow,
  roundAttributes,
  type SvgPart,
  textElement,
} from "../drawing/svg.ts";
import { balanceText } from "../drawing/text_width.ts";

/** Width of every figure, px: two columns of print at 96 px per inch. */
export const FIGURE_WIDTH = 680;

/** Room beside everything. */
export const MARGIN = 16;

/** Room for a chart between the margins. */
export const CHART_WIDTH = FIGURE_WIDTH - 2 * MARGIN;

/** For print. */
export const PRINT_DPI = 300;
/** For notebooks, where pages hold many figures. */
const SCREEN_DPI = 144;

const TITLE = { size: 17, line: 22, weight: 600 };
const SUBTITLE = { size: 12.5, line: 17 };
const SOURCE = { size: 11, line: 14 };

/** What a figure says around its chart. */
export interface FigureText {
  /** File name without its ending, such as `energy_by_hour`. */
  readonly name: string;
  /** The finding, as a sentence. */
  readonly title: string;
  /** What is shown, with its units. */
  readonly subtitle: string;
  /** What is to be seen, for those who cannot see it; title and subtitle come before it. */
  readonly description?: string;
  /** Where the numbers come from. */
  readonly source: string;
  /** What marks stand for, where they are not labelled themselves. */
  readonly legend?: readonly LegendItem[];
}

/** What a front end is given to show: it takes the best form that it may show. */
export interface DisplayBundle {
  /** The figure itself. */
  readonly "image/svg+xml": string;
  /** Base64, for where no SVG may be shown. */
  readonly "image/png": string;
  /** What the figure says, in words. */
  readonly "text/plain": string;
}

/**
 * A finished figure: one SVG that holds its title, units, legend and source, to be shown in a
 * notebook (a cell's last value) or saved.
 */
export class Figure {
  /** File name without its ending. */
  readonly name: string;
  /** The finding. */
  readonly title: string;
  /** What the figure says, in words. */
  readonly alt: string;
  /** The whole figure as a file. */
  readonly svg: string;

  /**
   * Puts text and legend around a chart.
   *
   * @param chart Drawn {@linkcode CHART_WIDTH} wide.
   */
  constructor(text: FigureText, chart: SvgPart) {
    this.name = text.name;
    this.title = text.title;
    this.alt = [text.title, text.subtitle, text.description ?? "", text.source]
      .filter((part) => part !== "").map((part) => part.endsWith(".") ? part : `${part}.`)
      .join(" ");
    this.svg = compose(text, this.alt, chart);
  }

  /** The figure as PNG at the given resolution, 300 dpi for print by default. */
  png(dpi: number = PRINT_DPI): Promise<Uint8Array> {
    return renderPng(this.svg, { dpi });
  }

  /** What a Jupyter notebook shows. A notebook that is not trusted yet shows the PNG. */
  async [Symbol.for("Jupyter.display")](): Promise<DisplayBundle> {
    const png = await this.png(SCREEN_DPI);
    return {
      "image/svg+xml": this.svg,
      "image/png": png.toBase64(),
      "text/plain": this.alt,
    };
  }
}

function compose(text: FigureText, alt: string, chart: SvgPart): string {
  const parts: string[] = [];
  let y = MARGIN;
  const lines = (
    content: string,
    style: { size: number; line: number; weight?: number },
    ink: string,
  ) => {
    for (const line of balanceText(content, CHART_WIDTH, style.size, style.weight)) {
      parts.push(textElement(line, MARGIN, y + style.size, {
        "font-size": style.size,
        "font-weight": style.weight,
        fill: ink,
      }));
      y += style.line;
    }
  };
  lines(text.title, TITLE, colours.ink);
  y += 3;
  lines(text.subtitle, SUBTITLE, colours.faint);
  y += 8;
  const key = legend(text.legend ?? [], CHART_WIDTH);
  for (const part of [key, chart]) {
    if (part.height === 0) continue;
    parts.push(element("g", { transform: `translate(${MARGIN},${y})` }, part.markup));
    y += part.height + 6;
  }
  y += 2;
  lines(text.source, SOURCE, colours.faint);
  y += MARGIN - 6;
  return roundAttributes(halosBelow(frame(text, alt, parts.join(""), Math.ceil(y))));
}

function frame({ name, title }: FigureText, alt: string, content: string, height: number): string {
  return `${
    element(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        viewBox: `0 0 ${FIGURE_WIDTH} ${height}`,
        width: FIGURE_WIDTH,
        height,
        role: "img",
        "aria-labelledby": `${name}-title ${name}-desc`,
        "font-family": FONT_FAMILY,
        "font-size": 12,
        fill: colours.ink,
        color: colours.ink,
        style: "max-width:100%;height:auto",
      },
      element("title", { id: `${name}-title` }, escapeXml(title)) +
        element("desc", { id: `${name}-desc` }, escapeXml(alt)) +
        element("rect", { width: FIGURE_WIDTH, height, fill: colours.paper }) +
        content,
    )
  }\n`;
}
