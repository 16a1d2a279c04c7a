import { equal, match } from "node:assert/strict";
import { join, resolve } from "node:path";
import { isOurs, kernelEnvironment, writeKernelSpec } from "../../tools/notebooks/jupyter.ts";

Deno.test("the kernel that we write is ours, a user's is not, nor what cannot be read", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writeKernelSpec(folder);
    const written = await Deno.readTextFile(join(folder, "kernel.json"));
    equal(isOurs(written), true);
    const { argv, interrupt_mode } = JSON.parse(written);
    equal(argv[0], Deno.execPath());
    equal(interrupt_mode, "message");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
  equal(isOurs(`{"argv":["deno","jupyter","--kernel"],"display_name":"Deno"}`), false);
  equal(isOurs("not JSON"), false);
  equal(isOurs("null"), false);
});

Deno.test("the project's kernels are looked for before all others", () => {
  equal(
    kernelEnvironment().JUPYTER_PATH.split(/[:;](?![\\/]{2})/)[0],
    resolve(".venv/share/jupyter"),
  );
});

Deno.test("Binder and the dev container install the JupyterLab and the Deno that are tried here", async () => {
  const requirements = await Deno.readTextFile(".binder/requirements.txt");
  const jupyter = await Deno.readTextFile("tools/notebooks/jupyter.ts");
  const [, lab] = jupyter.match(/"(jupyterlab==[\d.]+)"/)!;
  const [, deno] = (await Deno.readTextFile(".ci/run")).match(/deno@([\d.]+)/)!;
  equal(requirements, `deno==${deno}\n${lab}\n`);
  match(await Deno.readTextFile(".devcontainer/devcontainer.json"), /\.binder\/requirements\.txt/);
});
