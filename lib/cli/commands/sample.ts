import {
  readPriceCsv,
  readPvDataset,
  SAMPLE_PRICES,
  SAMPLE_PV,
  writeWhole,
} from "../../data/mod.ts";
import { comparePrices, comparePv, comparisonTable, makeSampleFiles } from "../../synthetic/mod.ts";
import type { Command } from "../command.ts";
import { projectPath } from "../../project.ts";

/** `deno task sample`: makes the bundled synthetic sample anew, the same bytes each time. */
export const sampleCommand: Command = {
  name: "sample",
  summary: "Make the bundled synthetic sample (data/sample/) anew, and compare it with " +
    "published statistics",
  options: {},
  async run(_args, terminal) {
    const files = makeSampleFiles();
    for (const [name, bytes] of files) {
      await writeWhole(projectPath(`data/sample/${name}`), bytes);
      terminal.print(`data/sample/${name}: ${Math.round(bytes.length / 1024)} KiB`);
    }
    const prices = readPriceCsv(files.get(SAMPLE_PRICES)!, SAMPLE_PRICES);
    const [system] = readPvDataset(files.get(SAMPLE_PV)!, SAMPLE_PV).systems;
    terminal.print(`\n${comparisonTable([...comparePrices(prices), ...comparePv(system)])}`);
  },
};
