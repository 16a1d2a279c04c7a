import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { projectPath } from "../../lib/project.ts";
import { parseConfig } from "../../lib/config/parse.ts";
import { policyVariants } from "../../lib/experiment/policy_variants.ts";
import { runProjectExperiment } from "../../lib/notebook/experiment.ts";
import {
  bundledSample,
  projectConfig,
  projectHistory,
  runProjectScenario,
} from "../../lib/notebook/project.ts";
import { endOfPrices } from "../../lib/data/prices/history.ts";
import { HOUR, midnightInRome } from "../../lib/time.ts";
import { runCommand } from "../made/command_line.ts";

/** Six weeks into the sample: little to train on, so quick. */
const early = { date: "2021-02-15", "community.num_prosumers": 6, "blockchain.difficulty": 1 };

/** A folder of the project that git ignores, gone afterwards. */
async function withProjectFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempDir({ dir: projectPath("."), prefix: "results-test-" });
  try {
    await test(path.slice(projectPath(".").length));
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

Deno.test("the bundled sample has a price and a kW of panels in every hour", async () => {
  const { prices, system } = await bundledSample();
  deepEqual([...prices.eurPerMwh.keys()], ["PUN", "NORD"]);
  for (const values of prices.eurPerMwh.values()) {
    equal(values.length, prices.count);
    ok(values.every((price) => price >= 0));
  }
  equal(prices.start, midnightInRome("2021-01-01"));
  equal(system.capacityKw, 1);
  ok(system.generationKw.every((power) => power >= 0 && power <= 1));
});

Deno.test("the project's configuration is the default one, within the project's prices", async () => {
  const [config, { prices }] = [await projectConfig(), await projectHistory()];
  const usual = parseConfig("{}", { date: config.date });
  deepEqual(config, usual);
  equal(config.date.slice(4), "-08-15");
  const end = (year: number) =>
    midnightInRome(`${year}${config.date.slice(4)}`) + config.hours * HOUR;
  const year = Number(config.date.slice(0, 4));
  ok(end(year) <= endOfPrices(prices), "the prices reach its last hour");
  ok(year === 2025 || end(year + 1) > endOfPrices(prices), "and would not a year later");
});

Deno.test("settings by path replace the project's, its date too", async () => {
  const config = await projectConfig({ ...early, seed: 3 });
  equal(config.date, "2021-02-15");
  equal(config.seed, 3);
  equal(config.community.num_prosumers, 6);
  // Prices end long before: the same day of the last year that they reach.
  const late = await projectConfig({ date: "2099-02-15" });
  ok(late.date < "2099" && late.date.endsWith("-02-15"), late.date);
});

Deno.test("a scenario run from a notebook is the one of the command line, byte for byte", () =>
  withProjectFolder(async (folder) => {
    const config = await projectConfig(early);
    const { results, catalogue } = await runProjectScenario(config, `${folder}/notebook`);
    equal(results.config.community.num_prosumers, 6);
    equal(results.calendar.count, 24);
    equal(catalogue.label, (await projectHistory()).label);

    const file = projectPath(`${folder}/config.json`);
    await Deno.writeTextFile(file, JSON.stringify(config));
    const out = projectPath(`${folder}/terminal`);
    const { status, error } = await runCommand("simulate", "--config", file, "--out", out);
    equal(status, 0, error);
    for (const { name } of Deno.readDirSync(out)) {
      const [one, other] = ["notebook", "terminal"].map((of) =>
        Deno.readTextFileSync(projectPath(`${folder}/${of}/${name}`))
      );
      ok(one === other, `${name} differs`);
    }
  }));

Deno.test("an experiment is the same from a notebook and from the terminal, its data's name too", () =>
  withProjectFolder(async (folder) => {
    const config = await projectConfig({ ...early, seed: 1 });
    const names = ["none", "p2p"];
    const variants = policyVariants(config, names);
    const { header, kpis } = await runProjectExperiment(
      { name: "compare", factors: ["policy"], variants },
      2,
    );
    equal(kpis.length, 4);
    deepEqual(header.seeds, [1, 2]);

    const file = projectPath(`${folder}/config.json`);
    await Deno.writeTextFile(file, JSON.stringify(config));
    const out = projectPath(`${folder}/out`);
    const { status, error } = await runCommand(
      ...["compare", "--config", file, "--out", out, "--seeds", "2", "--quiet"],
      ...["--policies", names.join(",")],
    );
    equal(status, 0, error);
    deepEqual(JSON.parse(await Deno.readTextFile(`${out}/compare.json`)), header);
    const { synthetic, sources } = await projectHistory();
    equal(header.data[0], synthetic ? "synthetic sample" : "history");
    deepEqual(header.data.slice(1), sources.map(({ file, sha256 }) => `${file} ${sha256}`));
  }));
