import {
  deepStrictEqual as deepEqual,
  ok,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { projectPath } from "../../lib/project.ts";
import { parseConfig } from "../../lib/config/parse.ts";
import { policyVariants } from "../../lib/experiment/policy_variants.ts";
import { runProjectExperiment } from "../../lib/notebook/experiment.ts";
import {
  bundledSample,
  openProjectRun,
  projectConfig,
  projectHistory,
  runProjectScenario,
} from "../../lib/notebook/project.ts";
import { midnightInRome } from "../../lib/time.ts";
import { InputError } from "../../lib/input_error.ts";
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

Deno.test("the project's configuration is config.json's, as the command line reads it", () => {
  const text = Deno.readTextFileSync(projectPath("config.json"));
  deepEqual(projectConfig(), parseConfig(text));
});

Deno.test("settings by path replace the file's, of any kind, and are checked", () => {
  const config = projectConfig({
    ...early,
    seed: 3,
    "market.individual_rationality": true,
    "battery.initial_soc": 0.5,
    "community.battery_capacity_range": [0, 5],
  });
  equal(config.date, "2021-02-15");
  equal(config.seed, 3);
  equal(config.community.num_prosumers, 6);
  equal(config.market.individual_rationality, true);
  deepEqual(config.community.battery_capacity_range, [0, 5]);
  throws(() => projectConfig({ "community.num_prosumer": 6 }), InputError);
  throws(() => projectConfig({ seed: -1 }), InputError);
});

Deno.test("a date beyond the history is refused in a notebook, not moved", () =>
  withProjectFolder(async (folder) => {
    const config = projectConfig({ ...early, date: "2099-02-15" });
    await rejects(runProjectScenario(config, `${folder}/late`), InputError);
  }));

Deno.test("a notebook neither writes into a run of the command line nor changes one that it opens", () =>
  withProjectFolder(async (folder) => {
    const config = projectConfig(early);
    for (const other of ["results", "results/", "../results-x", "lib", ""]) {
      throws(() => runProjectScenario(config, other), /folders of their own/);
    }
    const { results } = await runProjectScenario(config, `${folder}/one`);
    const stateOf = () =>
      [...Deno.readDirSync(projectPath(`${folder}/one`))].map(({ name }) => [
        name,
        Deno.statSync(projectPath(`${folder}/one/${name}`)).mtime?.getTime(),
      ]).sort();
    const before = stateOf();
    const opened = await openProjectRun(`${folder}/one`);
    deepEqual(opened.results.config, results.config);
    equal(opened.folder, `${folder}/one`);
    deepEqual(stateOf(), before);
    await rejects(openProjectRun(`${folder}/none`), InputError);
  }));

Deno.test("a scenario run from a notebook is the one of the command line, byte for byte", () =>
  withProjectFolder(async (folder) => {
    const config = projectConfig(early);
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
    const config = projectConfig({ ...early, seed: 7 });
    const names = ["none", "p2p"];
    const variants = policyVariants(config, names);
    const { header, kpis } = await runProjectExperiment(
      { name: "compare", factors: ["policy"], variants },
      2,
    );
    equal(kpis.length, 4);
    deepEqual(header.seeds, [7, 8]);

    const file = projectPath(`${folder}/config.json`);
    await Deno.writeTextFile(file, JSON.stringify(config));
    const out = projectPath(`${folder}/out`);
    const { status, error } = await runCommand(
      ...["compare", "--config", file, "--out", out, "--seeds", "2", "--quiet"],
      ...["--policies", names.join(",")],
    );
    equal(status, 0, error);
    const { outputs: _, ...said } = JSON.parse(await Deno.readTextFile(`${out}/compare.json`));
    deepEqual(said, header);
    const { synthetic, sources } = await projectHistory();
    equal(header.data[0], synthetic ? "synthetic sample" : "history");
    deepEqual(header.data.slice(1), sources.map(({ file, sha256 }) => `${file} ${sha256}`));
  }));
