import { InputError } from "../input_error.ts";
import type { FigureName } from "./figures.ts";

/** What the Portale Offerte calls the figures of a bill. */
const NAMES: Readonly<Record<string, FigureName>> = {
  lambda: "loss_share",
  cdispd: "cdispd",
  dispbt_d: "dispbt",
  pcv_c: "pcv",
  sigma1: "sigma1",
  sigma2: "sigma2",
  sigma3: "sigma3",
  uc3: "uc3",
  uc6p_d: "uc6p",
  uc6s_d: "uc6s",
  asos_dr: "asos",
  arim_dr: "arim",
  acc_c_r_l: "excise",
  iva_c: "vat",
  iva_a: "vat_other",
};

const COLUMNS = ["nome_parametro", "descrizione", "valore"];
const SHARES: readonly FigureName[] = ["loss_share", "vat", "vat_other"];

/**
 * The figures of a bill in a parameter file of the Portale Offerte: CSV, `nome_parametro`, `descrizione`,
 * `valore`. Shares from 1 on are per cent. It does not have all that a bill takes: the guaranteed price is
 * GSE's.
 *
 * @param text The file.
 * @param name What it is called.
 * @throws {InputError} If it is not such a file, a value is no number, or it has none of the figures.
 */
export function figuresOfParameterFile(
  text: string,
  name: string,
): Partial<Record<FigureName, number>> {
  const [header, ...rows] = text.replace(/^\uFEFF/, "").trim().split(/\r?\n/).map(cellsOf);
  if (COLUMNS.some((column, i) => header[i]?.toLowerCase() !== column)) {
    throw new InputError(
      `Cannot read "${name}" as the columns of a parameter file are ${COLUMNS.join(", ")}: found ` +
        header.join(", ").slice(0, 200),
    );
  }
  const figures: Partial<Record<FigureName, number>> = {};
  for (const [i, cells] of rows.entries()) {
    const figure = NAMES[cells[0]?.trim().toLowerCase()];
    if (figure === undefined) continue;
    const value = Number(cells[2]?.trim() || NaN);
    if (figures[figure] !== undefined) {
      throw new InputError(
        `Cannot read "${name}" as each parameter is there once: found ${cells[0]} again in row ${
          i + 2
        }`,
      );
    }
    if (!Number.isFinite(value)) {
      throw new InputError(
        `Cannot read "${name}" as ${cells[0]} is one number with a decimal point: found ` +
          `"${cells[2] ?? ""}" in row ${i + 2}`,
      );
    }
    figures[figure] = SHARES.includes(figure) && value >= 1 ? value / 100 : value;
  }
  if (Object.keys(figures).length === 0) {
    throw new InputError(`Cannot read "${name}" as it has no figure of a bill such as sigma1`);
  }
  return figures;
}

/** The cells of a line of CSV (RFC 4180, no line breaks in cells). */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
    .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
}
