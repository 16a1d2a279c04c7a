import { type CodeCell, type Notebook, type Output, textOf } from "../notebooks/notebook.ts";
import { withAttachments } from "./pictures.ts";

/** What stands on a slide. */
export type SlidePart =
  | { readonly kind: "markdown"; readonly text: string }
  | { readonly kind: "figure"; readonly svg: string }
  | { readonly kind: "picture"; readonly pngBase64: string; readonly alt: string }
  | { readonly kind: "html"; readonly html: string }
  | { readonly kind: "text"; readonly text: string };

/** A slide: what it shows, in the order of its cells, and what the speaker alone sees. */
export interface Slide {
  readonly parts: readonly SlidePart[];
  readonly notes: readonly SlidePart[];
}

/** The kinds of cells by Jupyter's property inspector, which writes them into a cell's metadata. */
type SlideType = "slide" | "subslide" | "fragment" | "skip" | "notes" | "-";

/**
 * The slides of a notebook, by the slide types that Jupyter's property inspector gives: `slide` (or
 * `subslide`) begins one, `skip` leaves a cell out, `notes` go to the speaker, what else follows
 * belongs to the slide before. Of code cells there are the outputs, not the code.
 *
 * @throws {Error} If no cell begins a slide.
 */
export function slidesOf(notebook: Notebook): Slide[] {
  const slides: { parts: SlidePart[]; notes: SlidePart[] }[] = [];
  for (const cell of notebook.cells) {
    const type = slideType(cell.metadata);
    if (type === "skip" || cell.cell_type === "raw") continue;
    if (type === "slide" || type === "subslide") slides.push({ parts: [], notes: [] });
    const parts: SlidePart[] = cell.cell_type === "code"
      ? partsOf(cell)
      : [{ kind: "markdown", text: withAttachments(textOf(cell.source), cell) }];
    slides.at(-1)?.[type === "notes" ? "notes" : "parts"].push(...parts);
  }
  if (slides.length === 0) {
    throw new Error(
      "Cannot make slides of a notebook in which no cell begins one: give cells the slide type " +
        '"Slide" in the property inspector of JupyterLab (the gears on the right)',
    );
  }
  return slides;
}

function slideType(metadata: Record<string, unknown>): SlideType {
  return (metadata.slideshow as { slide_type?: SlideType } | undefined)?.slide_type ?? "-";
}

function partsOf({ outputs }: CodeCell): SlidePart[] {
  return outputs.flatMap((output) => {
    const part = partOf(output);
    return part === undefined ? [] : [part];
  });
}

/** The best form of an output that a slide can show; what went to the streams is no part of it. */
function partOf(output: Output): SlidePart | undefined {
  if (output.output_type === "stream" || output.output_type === "error") return undefined;
  const form = (type: string) => {
    const value = output.data[type];
    return Array.isArray(value) ? value.join("") : value as string | undefined;
  };
  const [svg, png] = [form("image/svg+xml"), form("image/png")];
  if (svg !== undefined) return { kind: "figure", svg };
  const text = form("text/plain") ?? "";
  if (png !== undefined) return { kind: "picture", pngBase64: png.trim(), alt: text };
  const [markdown, html] = [form("text/markdown"), form("text/html")];
  if (markdown !== undefined) return { kind: "markdown", text: markdown };
  if (html !== undefined) return { kind: "html", html };
  return text === "" ? undefined : { kind: "text", text };
}
