import { FONT_FAMILY, fontFaces } from "../drawing/font.ts";
import { chartWidth, edition, figureMargin, figureWidth, isNarrow } from "../edition/edition.ts";
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
import { interactiveScript } from "../interactive/script.ts";

/** For print. */
export const PRINT_DPI = 300;
/** For notebooks. */
const SCREEN_DPI = 144;
/** For notebooks of very many figures, whose files would grow too large. */
const LIGHT_DPI = 96;

/** How a line of text is set, px. */
interface TextStyle {
  readonly size: number;
  readonly line: number;
  readonly weight?: number;
}

const TITLE = {
  full: { size: 17, line: 22, weight: 600 },
  column: { size: 13.5, line: 17, weight: 600 },
};
const SUBTITLE = { full: { size: 12.5, line: 17 }, column: { size: 11.5, line: 15 } };
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
 * A finished figure: one SVG that holds its title, units, legend, source and typeface, to be shown in
 * a notebook (a cell's last value) or saved.
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
  /** px. */
  readonly width: number;
  /** px. */
  readonly height: number;
  /** The figure without its typeface, for a page that brings it along for all its figures. */
  readonly drawing: string;

  /**
   * Puts text and legend around a chart, in the edition that is being drawn.
   *
   * @param chart Drawn as wide as `chartWidth()` says.
   */
  constructor(text: FigureText, chart: SvgPart) {
    this.name = text.name;
    this.title = text.title;
    this.alt = [text.title, text.subtitle, text.description ?? "", text.source]
      .filter((part) => part !== "").map((part) => part.endsWith(".") ? part : `${part}.`)
      .join(" ");
    const { content, height } = compose(text, chart);
    this.width = figureWidth();
    this.height = height;
    this.drawing = frame(text, this.alt, content, height);
    const typeface = element("style", {}, fontFaces(content));
    this.svg = frame(text, this.alt, typeface + content, height);
  }

  /** The figure as PNG at the given resolution, 300 dpi for print by default. */
  png(dpi: number = PRINT_DPI): Promise<Uint8Array> {
    return renderPng(this.svg, { dpi });
  }

  /** What a Jupyter notebook shows. A notebook that is not trusted yet shows the PNG. */
  [Symbol.for("Jupyter.display")](): Promise<DisplayBundle> {
    return this.display();
  }

  /**
   * The figure with its values beside the pointer, for a cell's last value. Where no script may run
   * (a notebook that is not trusted yet, GitHub) it is the figure as it is.
   */
  interactive(): object {
    return {
      [Symbol.for("Jupyter.display")]: async () => ({
        "application/javascript": interactiveScript([this.svg]),
        ...await this.display(),
      }),
    };
  }

  /**
   * The figure for a notebook of very many, for a cell's last value: its SVG as it is, its PNG, which
   * stands in where no SVG may be shown, coarser and half as large.
   */
  light(): object {
    return { [Symbol.for("Jupyter.display")]: () => this.display(LIGHT_DPI) };
  }

  /**
   * The forms in which a front end can show the figure.
   *
   * @param dpi Of the PNG.
   */
  async display(dpi: number = SCREEN_DPI): Promise<DisplayBundle> {
    const png = await this.png(dpi);
    return {
      "image/svg+xml": this.svg,
      "image/png": png.toBase64(),
      "text/plain": this.alt,
    };
  }
}

/** What stands within the frame, and how high that is, px. */
function compose(text: FigureText, chart: SvgPart): { content: string; height: number } {
  const { title, width } = edition();
  const [margin, room] = [figureMargin(), chartWidth()];
  const parts: string[] = [];
  let y = margin;
  const lines = (content: string, style: TextStyle, ink: string) => {
    for (const line of balanceText(content, room, style.size, style.weight)) {
      parts.push(textElement(line, margin, y + style.size, {
        "font-size": style.size,
        "font-weight": style.weight,
        fill: ink,
      }));
      y += style.line;
    }
  };
  if (title) {
    lines(text.title, TITLE[width], colours.ink);
    y += 3;
  }
  lines(text.subtitle, SUBTITLE[width], colours.faint);
  y += isNarrow() ? 5 : 8;
  const key = legend(text.legend ?? [], room);
  for (const part of [key, chart]) {
    if (part.height === 0) continue;
    parts.push(element("g", { transform: `translate(${margin},${y})` }, part.markup));
    y += part.height + 6;
  }
  y += 2;
  lines(text.source, SOURCE, colours.faint);
  y += margin - 6;
  return { content: roundAttributes(halosBelow(parts.join(""))), height: Math.ceil(y) };
}

function frame({ name, title }: FigureText, alt: string, content: string, height: number): string {
  const width = figureWidth();
  return `${
    element(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        viewBox: `0 0 ${width} ${height}`,
        width,
        height,
        lang: edition().language,
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
        element("rect", { width, height, fill: colours.paper }) +
        content,
    )
  }\n`;
}
