import { match, ok, rejects, strictEqual as equal } from "node:assert/strict";
import { parseArguments } from "lib/cli/arguments.ts";
import { membersCommand } from "lib/cli/commands/members.ts";
import { InputError } from "lib/input_error.ts";
import { silent } from "lib/progress.ts";
import { meterFiles } from "lib/synthetic/meter_files.ts";
import { quartersOf } from "../made/meters.ts";

const FILES = meterFiles(quartersOf("2025-08-15"));

/** A folder with some of the made-up files, and the command. */
async function withFolder(
  files: Readonly<Record<string, string>>,
  use: (run: (...words: string[]) => Promise<string>, folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    await use(async (...words) => {
      const printed: string[] = [];
      const terminal = { print: (text: string) => void printed.push(text), progress: silent };
      await membersCommand.run(parseArguments(membersCommand, words), terminal);
      return printed.join("\n");
    }, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("init writes a roster, a member a file, and keeps the one that is there", () =>
  withFolder(
    { "b.json": FILES.get("ireti.json")!, "a.csv": FILES.get("plain.csv")! },
    async (run, folder) => {
      match(
        await run("init", folder),
        /a\.csv: member 0\n.*plain CSV: withdrawn, injected every 15/,
      );
      const roster = await Deno.readTextFile(`${folder}/roster.csv`);
      equal(roster.split("\n")[2].startsWith("1,"), true);
      const filled = roster.replace("0,,,,,0,", "0,Anna,Centro,,,0,");
      await Deno.writeTextFile(`${folder}/roster.csv`, filled);
      match(await run("init", folder), /2 members, 0 of them new/);
      equal(await Deno.readTextFile(`${folder}/roster.csv`), filled);
      await Deno.writeTextFile(`${folder}/c.xml`, FILES.get("sii-pdo.xml")!);
      match(await run("init", folder), /3 members, 1 of them new/);
      const checked = await run("check", `${folder}/roster.csv`);
      match(checked, /member 2: household.*c\.xml\n.*SII PDO/);
      ok(!checked.includes("Anna"));
    },
  ));

Deno.test("init writes nothing if a file cannot be read, and tells of each", () =>
  withFolder(
    { "a.csv": FILES.get("plain.csv")!, "b.csv": FILES.get("enedis.csv")!, "c.csv": "" },
    async (run, folder) => {
      await rejects(run("init", folder), (error) => {
        ok(error instanceof InputError);
        equal(error.problems.length, 2);
        match(error.problems[0], /^Cannot read "b\.csv" .* --unit W --stamp end/);
        match(error.problems[1], /^Cannot read "c\.csv" as it is empty/);
        return true;
      });
      await rejects(Deno.stat(`${folder}/roster.csv`));
    },
  ));

Deno.test("what was said of a file is kept in its row, and of no other", () =>
  withFolder(
    { "a.csv": FILES.get("plain.csv")!, "b.csv": FILES.get("enedis.csv")! },
    async (run, folder) => {
      await run("init", folder, "--unit", "W", "--stamp", "end");
      const rows = (await Deno.readTextFile(`${folder}/roster.csv`)).split("\n");
      match(rows[1], /,a\.csv,,$/);
      match(rows[2], /,b\.csv,W,end$/);
      match(await run("check", `${folder}/roster.csv`), /nothing refused/);
    },
  ));

Deno.test("check tells of long gaps and of what a net meter rules out", () =>
  withFolder(
    {
      "a.csv": FILES.get("plain.csv")!.split("\n").toSpliced(30, 20).join("\n"),
      "roster.csv": "id,meter,pv_kw\n0,a.csv,0\n1,a.csv,3\n",
    },
    async (run, folder) => {
      await rejects(run("check", `${folder}/roster.csv`), (error) => {
        ok(error instanceof InputError);
        const [gap, net] = error.problems.slice(-2);
        match(gap, /longer ones are not: withdrawn from 2025-08-15 07:15 to 2025-08-15 12:15; inj/);
        match(net, /Cannot simulate pv_kw 3 of member 1/);
        return true;
      });
    },
  ));

Deno.test("init and check say what they need", () =>
  withFolder({}, async (run, folder) => {
    await rejects(run(), /members takes `init DIR` or `check FILE`: found nothing/);
    await rejects(run("init", folder), /holds none/);
    await rejects(run("init", `${folder}/none`), /there is no such folder/);
    await rejects(run("check", folder), /Cannot read the roster .* there is no such file/);
    await rejects(run("init", folder, "--unit", "MW"), /--unit must be one of kWh, Wh, kW, W/);
  }));
