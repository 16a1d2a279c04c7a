import type { MeterFormat } from "../format.ts";
import { areti, aretiRegister } from "./areti.ts";
import { eDistribuzione } from "./e_distribuzione.ts";
import { britishHalfHours, enedis, enphase } from "./elsewhere.ts";
import { greenButton } from "./green_button.ts";
import { ireti } from "./ireti.ts";
import { pcf } from "./pcf.ts";
import { plainCsv } from "./plain_csv.ts";
import { portaleConsumi } from "./portale_consumi.ts";
import { siiPdo } from "./sii_pdo.ts";

/** Every format of meter readings that is known, told by how a file begins; a new one goes here. */
export const meterFormats: readonly MeterFormat[] = [
  eDistribuzione,
  pcf,
  ireti,
  areti,
  aretiRegister,
  portaleConsumi,
  siiPdo,
  greenButton,
  plainCsv,
  enedis,
  britishHalfHours,
  enphase,
];
