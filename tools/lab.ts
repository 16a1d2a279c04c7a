// Opens the notebooks in JupyterLab, installing what is missing.
import { findJupyter, registerKernel, run } from "./notebooks/jupyter.ts";
import { NOTEBOOKS } from "./notebooks/notebook.ts";

// The kernel list of JupyterLab and of VS Code: it must name the Deno that runs this task, which
// under `npx` lies in a cache and may have moved since the last time.
const jupyter = await findJupyter();
await registerKernel(jupyter);
await run(jupyter, ["lab", NOTEBOOKS, ...Deno.args]);
