import { deepStrictEqual as deepEqual, throws } from "node:assert/strict";
import { inBackground } from "../../lib/forecast/background.ts";
import { TRAINING_TASKS } from "../../lib/forecast/training_tasks.ts";
import { InputError } from "../../lib/input_error.ts";

const hours = 24 * 30;
const table = {
  columns: [
    Float64Array.from({ length: hours }, (_, i) => Math.sin(i * i)),
    Float64Array.from({ length: hours }, (_, i) => 1 + Math.floor(i / 24) % 7),
  ],
  target: Float64Array.from({ length: hours }, (_, i) => Math.sin(i)),
  level: new Float64Array(hours).fill(1),
  hour: Uint8Array.from({ length: hours }, (_, i) => i % 24),
};
const settings = { landmarks: 10, lengthScale: 1, penalty: 0.1 };
const input = { table, weekday: 1, cut: 600, settings };

Deno.test("a task gives the same in a worker as here", () => {
  const result = inBackground("hourly kernels", input);
  deepEqual(result(), JSON.parse(JSON.stringify(TRAINING_TASKS["hourly kernels"](input))));
});

Deno.test("tasks begun together do not disturb each other", () => {
  const other = { ...input, cut: 300 };
  const results = [inBackground("hourly kernels", input), inBackground("hourly kernels", other)];
  deepEqual(
    results.map((result) => JSON.stringify(result())),
    [input, other].map((each) => JSON.stringify(TRAINING_TASKS["hourly kernels"](each))),
  );
});

Deno.test("an error of the task is thrown where its result is waited for", () => {
  const nothing = { history: [], before: 0, settings: { lossesPercent: 14 } };
  const result = inBackground("pv", nothing);
  throws(result, InputError);
});
