import { deepStrictEqual as deepEqual, ok, throws } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import {
  finishPublishing,
  OutputFolder,
  refuseHalfPublished,
} from "lib/results/output/output_folder.ts";

const SCRIPT = fileURLToPath(new URL("../../made/publish_until_killed.ts", import.meta.url));

/** Whether the process came to its end before it was to be killed. */
async function publish(folder: string, moment: number): Promise<boolean> {
  const { success } = await new Deno.Command("deno", {
    args: ["run", "--quiet", "--no-prompt", "--allow-read", "--allow-write", "--allow-run"].concat(
      ["--no-lock", SCRIPT, folder, String(moment)],
    ),
  }).output();
  return success;
}

const OLD = { "a.csv": "old", "b.csv": "old", "gone.csv": "old", "run.json": "old" };
const NEW = { "a.csv": "new", "b.csv": "new", "c.csv": "new", "run.json": "new" };

function publishOld(folder: string): void {
  const output = new OutputFolder(folder);
  for (const name of ["a.csv", "b.csv", "gone.csv"]) output.create(name).write("old");
  const outputs = output.close();
  output.create("run.json").write(JSON.stringify({ results: "old", outputs }));
  output.publish("run.json");
}

/** What the folder shows. */
function shown(folder: string): Record<string, string> {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  return Object.fromEntries(
    names.filter((name) => !name.startsWith(".")).sort().map((name) => {
      const text = Deno.readTextFileSync(`${folder}/${name}`);
      return [name, name === "run.json" ? JSON.parse(text).results : text];
    }),
  );
}

Deno.test("killed at any change it makes, a run leaves the old results whole or the new", async () => {
  const outcomes = new Set<string>();
  for (let moment = 1, ended = false; !ended; moment++) {
    const folder = await Deno.makeTempDir();
    try {
      publishOld(folder);
      ended = await publish(folder, moment);
      let half = false;
      try {
        refuseHalfPublished(folder);
      } catch {
        half = true;
      }
      if (!half) {
        const whole = JSON.stringify(shown(folder));
        ok([OLD, NEW].some((files) => JSON.stringify(files) === whole), `${moment}: ${whole}`);
      }
      finishPublishing(folder);
      const results = shown(folder);
      deepEqual(
        results,
        results["run.json"] === "new" ? NEW : OLD,
        `killed before change ${moment}`,
      );
      outcomes.add(`${half ? "half " : ""}${results["run.json"]}`);
      ok(await publish(folder, 0), "the next run works");
      deepEqual(shown(folder), NEW);
      throws(() => Deno.lstatSync(`${folder}/.unfinished`), Deno.errors.NotFound);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
  deepEqual([...outcomes].sort(), ["half new", "new", "old"]);
});
