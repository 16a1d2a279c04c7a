import { extname, resolve } from "node:path";
import type { ProseCell } from "../notebooks/notebook.ts";

/** Pictures that browsers show, by the ends of their files' names. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
};

/** Where a picture comes from, within the tag that shows it. */
const SOURCE = /(<img\b[^>]*?\bsrc=)(?:"([^"]*)"|'([^']*)')/g;

/**
 * HTML that holds the pictures which it names, as data.
 *
 * @param folder From which their paths lead, the notebook's.
 * @throws {Error} If a picture is not there, is none, or lies on another machine.
 */
export async function withPictures(html: string, folder: string): Promise<string> {
  const data = new Map<string, string>();
  for (const [, , double, single] of html.matchAll(SOURCE)) {
    const source = double ?? single;
    if (!data.has(source)) data.set(source, await dataOf(unescaped(source), folder));
  }
  return html.replaceAll(
    SOURCE,
    (_, tag, double, single) => `${tag}"${data.get(double ?? single)}"`,
  );
}

/** A cell's Markdown, with the pictures that were pasted or dropped into it as data. */
export function withAttachments(text: string, { attachments = {} }: ProseCell): string {
  return Object.entries(attachments).reduce((markdown, [name, bundle]) => {
    const [type, base64] = Object.entries(bundle)[0];
    const data = `data:${type};base64,${base64}`;
    return markdown.replaceAll(`(attachment:${encodeURI(name)})`, () => `(${data})`)
      .replaceAll(`(attachment:${name})`, () => `(${data})`);
  }, text);
}

async function dataOf(source: string, folder: string): Promise<string> {
  if (source.startsWith("data:")) return source;
  if (/^[a-z]+:|^\/\//i.test(source)) {
    throw new Error(
      `Cannot put the picture "${source}" into the slides, which load nothing from outside: ` +
        "save it beside the notebook and name that file",
    );
  }
  const type = MEDIA_TYPES[extname(source).toLowerCase()];
  if (type === undefined) {
    throw new Error(
      `Cannot put the picture "${source}" into the slides: its name must end with one of ` +
        Object.keys(MEDIA_TYPES).join(", "),
    );
  }
  const path = resolve(folder, source);
  try {
    return `data:${type};base64,${(await Deno.readFile(path)).toBase64()}`;
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new Error(
      `Cannot put the picture "${source}" into the slides: there is no file "${path}"`,
      { cause },
    );
  }
}

/** A path as its author wrote it, of which Markdown made an address. */
function unescaped(source: string): string {
  const address = source.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll(
    "&amp;",
    "&",
  );
  try {
    return address.startsWith("data:") ? address : decodeURIComponent(address);
  } catch {
    return address;
  }
}
