/**
 * Publishes results into the folder named first, and has itself killed (SIGKILL) just before the
 * n-th change that it makes to the file system, n being the second argument.
 */
import { OutputFolder } from "../../lib/results/output/output_folder.ts";

const [folder, moment] = Deno.args;
let changes = 0;

for (const name of ["mkdirSync", "openSync", "renameSync", "removeSync"] as const) {
  const change = Deno[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(Deno, name, {
    value: (...args: unknown[]) => {
      if (++changes === Number(moment)) Deno.kill(Deno.pid, "SIGKILL");
      return change(...args);
    },
  });
}

const output = new OutputFolder(folder);
for (const name of ["a.csv", "b.csv", "c.csv"]) output.create(name).write("new");
const outputs = output.close();
output.create("run.json").write(JSON.stringify({ results: "new", outputs }));
output.publish("run.json");
