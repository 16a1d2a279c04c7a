import { match, strictEqual as equal } from "node:assert/strict";
import { runCommand as run } from "../made/command_line.ts";

async function refuses(words: string[], sentence: RegExp): Promise<void> {
  const { status, out, error } = await run(...words);
  equal(status, 1);
  equal(out, "");
  match(error, sentence);
  equal(/^\s+at /m.test(error), false, "a stack trace is for faults of the program");
}

async function withConfig(text: string, test: (path: string) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempFile({ suffix: ".json" });
  try {
    await Deno.writeTextFile(path, text);
    await test(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("--help says what a command does and ends well", async () => {
  const { status, out } = await run("simulate", "--help");
  equal(status, 0);
  for (const option of ["config", "data", "out", "date", "hours", "prosumers", "seed", "quiet"]) {
    match(out, new RegExp(`--${option} `));
  }
});

Deno.test("an unknown command is refused with those that there are", () =>
  refuses(["simulat"], /^There is no command "simulat"; the commands are simulate, /));

Deno.test("wrong numbers on the command line are refused by their settings' rules", async () => {
  await refuses(["simulate", "--prosumers", "0"], /^community\.num_prosumers: .* found 0\n$/);
  await refuses(
    ["simulate", "--hours", "5"],
    /^hours: must be a whole number from 24 .* found 5\n$/,
  );
  await refuses(["simulate", "--seed", "x"], /^--seed must be a whole number, found "x"\n$/);
});

Deno.test("a configuration with three mistakes gives three lines", () =>
  withConfig(
    `{ "blockchain": { "number_of_miners": 9 }, "hours": 1, "colour": "red" }`,
    async (path) => {
      const { status, error } = await run("simulate", "--config", path);
      equal(status, 1);
      equal(error.trim().split("\n").length, 3);
    },
  ));

Deno.test("a folder of history that is not there is named", () =>
  refuses(
    ["simulate", "--data", "nowhere"],
    /^Cannot read "nowhere.gme" .*\n.*"nowhere.pv" .*\n$/,
  ));

Deno.test("a configuration file that is not there is named", () =>
  refuses(["simulate", "--config", "none.json"], /^Cannot read the configuration "none.json": /));
