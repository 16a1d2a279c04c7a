import { createHash } from "node:crypto";
import { join } from "node:path";
import {
  type FetchOptions,
  fetchParameterFile,
  PORTALE_OFFERTE_TERMS,
  type Servers,
  writeWhole,
} from "../data/mod.ts";
import { BILL_FIGURES, figuresOfParameterFile } from "../italy/mod.ts";

/**
 * Downloads the tariffs in force on a day into `data/imported/`, as figures that `grid.tariff_figures`
 * takes, with their source.
 *
 * @returns What a person reads of it.
 * @throws {InputError} If the file cannot be had or read; nothing is written then.
 */
export async function downloadTariffs(
  date: string,
  projectDataDir: string,
  servers: Servers,
  options: FetchOptions,
): Promise<string> {
  const { file, url, bytes } = await fetchParameterFile(date, servers.PORTALE_OFFERTE, options);
  const figures = figuresOfParameterFile(new TextDecoder().decode(bytes), file);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const record = { date, source: PORTALE_OFFERTE_TERMS, address: url, sha256, figures };
  const path = join(projectDataDir, "imported", `tariffs_${date}.json`);
  await writeWhole(path, new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`));
  const lacking = BILL_FIGURES.filter((name) => figures[name] === undefined);
  return [
    PORTALE_OFFERTE_TERMS,
    "",
    `${file}: ${Object.keys(figures).length} figures of a bill, in ${path}`,
    ...(lacking.length === 0 ? [] : [`It has no ${lacking.join(", ")}: those of a year stay`]),
    "To reckon with them, put into config.json:",
    `"grid": { "tariff": "retail", "tariff_figures": ${JSON.stringify(figures)} }`,
  ].join("\n");
}
