import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { InputError } from "../input_error.ts";

/** Where Chromium and its kin are installed; tasks that need them may run these and no others. */
export const CHROMIUM_PATHS: readonly string[] = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/** Without a window, without a word to the network of its own. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** The Chromium of this machine, undefined where there is none. */
export async function findChromium(
  paths: readonly string[] = CHROMIUM_PATHS,
): Promise<string | undefined> {
  for (const path of paths) {
    try {
      await Deno.stat(path);
      return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return undefined;
}

/**
 * The browser that prints PDF: text stays text, lines stay lines.
 *
 * @throws {InputError} Where none is installed.
 */
export async function pdfPrinter(
  paths: readonly string[] = CHROMIUM_PATHS,
): Promise<(html: string) => Promise<Uint8Array>> {
  const chromium = await findChromium(paths);
  if (chromium === undefined) {
    throw new InputError(
      "PDF needs Chromium, Google Chrome or Edge, of which none was found: install one (Debian: " +
        "apt-get install chromium), or take the SVG, which word processors and Inkscape read",
    );
  }
  return (html) => printed(chromium, html);
}

/** A page as PDF, of the size that its own `@page` rule says. */
async function printed(chromium: string, html: string): Promise<Uint8Array> {
  const folder = await Deno.makeTempDir({ prefix: "pdf-" });
  try {
    const [page, pdf] = [join(folder, "page.html"), join(folder, "page.pdf")];
    await Deno.writeTextFile(page, html);
    const { success, stderr } = await new Deno.Command(chromium, {
      args: [
        ...CHROMIUM_FLAGS,
        `--user-data-dir=${join(folder, "profile")}`,
        "--no-pdf-header-footer",
        `--print-to-pdf=${pdf}`,
        pathToFileURL(page).href,
      ],
      stdout: "null",
      stderr: "piped",
    }).output();
    if (success) return await Deno.readFile(pdf);
    throw new InputError(
      `${chromium} could not print PDF: ${new TextDecoder().decode(stderr).trim().slice(-500)}`,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
