import { InputError } from "../../input_error.ts";

/** An element of an XML document. */
export interface XmlElement {
  /** Without its namespace's prefix. */
  readonly name: string;
  /** By name, prefixes kept. */
  readonly attributes: Readonly<Record<string, string>>;
  /** In order. */
  readonly children: XmlElement[];
  /** All character data directly inside, joined. */
  text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

/**
 * Parses XML without a document type: elements, attributes, character data. Enough for meters' files;
 * a document type is refused, so that no entity can grow.
 *
 * @param file The file's name, for messages.
 * @throws {InputError} If the text is not well formed.
 */
export function parseXml(text: string, file: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw malformed(file, text, at);
    const [, cdata, closing, name, attributes, empty, characters] = match;
    const parent = open[open.length - 1];
    if (cdata !== undefined) parent.text += cdata;
    else if (characters !== undefined) parent.text += decoded(characters);
    else if (name === undefined) continue;
    else if (closing === "/") {
      if (open.length === 1 || open.pop()!.name !== local(name)) throw malformed(file, text, at);
    } else {
      const element = {
        name: local(name),
        attributes: toRecord(attributes),
        children: [],
        text: "",
      };
      parent.children.push(element);
      if (empty !== "/") open.push(element);
    }
  }
  if (open.length > 1 || root.children.length !== 1) throw malformed(file, text, text.length);
  return root.children[0];
}

/** The elements of a name anywhere below one, in order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) =>
    child.name === name ? [child, ...descendants(child, name)] : descendants(child, name)
  );
}

/** The text of the first element of a name below one, blanks around it removed. */
export function textOf(element: XmlElement, name: string): string | undefined {
  for (const child of element.children) {
    const found = child.name === name ? child.text.trim() : textOf(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function toRecord(attributes: string): Record<string, string> {
  return Object.fromEntries(
    Array.from(
      attributes.matchAll(ATTRIBUTE),
      ([, name, double, single]) => [name, decoded(double ?? single)],
    ),
  );
}

function decoded(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function malformed(file: string, text: string, at: number): InputError {
  const line = text.slice(0, at).split("\n").length;
  return new InputError(
    `Cannot read "${file}" as XML: it is cut short, damaged or has a document type, at line ${line}`,
  );
}
