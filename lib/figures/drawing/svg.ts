/** A piece of SVG and the room that it takes, px. */
export interface SvgPart {
  /** px. */
  readonly width: number;
  /** px. */
  readonly height: number;
  /** Elements, drawn from 0, 0 on. */
  readonly markup: string;
}

/** Attributes of an element; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An SVG element as text.
 *
 * @param content Markup of its children; escape text with {@linkcode escapeXml}.
 */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(shown(value as string | number))}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A text element. `text-anchor` is `start` unless told. */
export function textElement(
  text: string,
  x: number,
  y: number,
  attributes: Attributes = {},
): string {
  return element("text", { x, y, "text-anchor": "start", ...attributes }, escapeXml(text));
}

/** Text as XML content or attribute value. */
export function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Text from what {@linkcode escapeXml} made of it. */
export function unescapeXml(markup: string): string {
  return markup.replaceAll("&quot;", '"').replaceAll("&gt;", ">").replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}

/**
 * Halos of texts as copies below them: `paint-order`, by which Observable Plot and browsers draw one,
 * is unknown to LibreOffice, where the halo covers its text. Readers of the screen pass the copies
 * over.
 */
export function halosBelow(markup: string): string {
  return markup.replace(
    /<(g|text) ([^>]*\bpaint-order="stroke"[^>]*)>(.*?)<\/\1>/gs,
    (_, tag: string, attributes: string, content: string) => {
      const colour = /\bstroke="([^"]*)"/.exec(attributes)?.[1] ?? "none";
      const without = (names: RegExp) => attributes.replace(names, "").trim();
      const halo = without(/\s*\b(paint-order|fill|aria-[a-z]+)="[^"]*"/g);
      const text = without(/\s*\b(paint-order|stroke(-[a-z]+)?)="[^"]*"/g);
      return `<${tag} ${halo} fill="${colour}" aria-hidden="true">${content}</${tag}>` +
        `<${tag} ${text}>${content}</${tag}>`;
    },
  );
}

/** Numbers in attributes to a hundredth of a pixel: the eye needs no more, files stay small. */
export function roundAttributes(markup: string): string {
  return markup.replace(
    /<[^>]*>/g,
    (tag) => tag.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (number) => shown(Number(number))),
  );
}

function shown(value: string | number): string {
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) throw new RangeError(`Cannot draw at ${value}: it is not a number`);
  const rounded = Math.round(value * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}
