import { deepStrictEqual as deepEqual, match } from "node:assert/strict";
import { JUPYTER_DISPLAY, RUN_SETTINGS, runLabel } from "lib/notebook/mod.ts";
import { handResults } from "../made/hand_results.ts";

Deno.test("a run's label is a sentence, and keeps what was set other than by default", () => {
  const results = handResults();
  const config = { ...results.config, seed: 7 };
  const shown = runLabel({ ...results, config })[JUPYTER_DISPLAY]();
  match(String(shown["text/markdown"]), /prosumers on \d{4}-\d\d-\d\d, seed 7\. Data: /);
  const settings = shown[RUN_SETTINGS] as Record<string, string>;
  deepEqual(settings.seed, "7");
});
