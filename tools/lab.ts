// Opens the notebooks in JupyterLab, installing what is missing. With --register-only it only makes the
// kernel known, for VS Code and servers of one's own.
import { findJupyter, kernelEnvironment, registerKernel, run } from "./notebooks/jupyter.ts";
import { NOTEBOOKS } from "./notebooks/notebook.ts";

const REGISTER_ONLY = "--register-only";
const AS_ROOT = "--allow-root";

const opens = !Deno.args.includes(REGISTER_ONLY);
const isRoot = Deno.build.os !== "windows" && Deno.uid() === 0;
if (opens && isRoot && !Deno.args.includes(AS_ROOT)) {
  console.error(
    "Jupyter does not run as root unless it is told to, as in a container it may be: " +
      `deno task lab ${AS_ROOT} --no-browser --ip=0.0.0.0, and open the address that it prints`,
  );
  Deno.exit(1);
}
const jupyter = await findJupyter();
const registration = await registerKernel(jupyter);
if (registration === "left as it was") {
  console.error(
    'There is a kernel "deno" that this project did not write: it is left as it is. Here the project\'s ' +
      "own comes first; in VS Code choose the one in .venv",
  );
}
if (opens) {
  await run(jupyter, ["lab", NOTEBOOKS, ...Deno.args], kernelEnvironment());
}
