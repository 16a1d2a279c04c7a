// Opens the notebooks in JupyterLab, installing what is missing.
import { findJupyter, run } from "./notebooks/jupyter.ts";
import { NOTEBOOKS } from "./notebooks/notebook.ts";

// The kernel list of JupyterLab and of VS Code: it must name the Deno that runs this task, which
// under `npx` lies in a cache and may have moved since the last time.
await run("deno", ["jupyter", "--install", "--force"]);
await run(await findJupyter(), ["lab", NOTEBOOKS, ...Deno.args]);
