/// <reference lib="deno.worker" />
import { finish, type Order, start } from "./background.ts";
import { type TaskInput, TRAINING_TASKS } from "./training_tasks.ts";

self.onmessage = ({ data }: MessageEvent<Order<"pv">>) => {
  start(data.memory);
  try {
    const task = TRAINING_TASKS[data.task] as (input: TaskInput<"pv">) => unknown;
    finish(data.memory, JSON.stringify(task(data.input)));
  } catch {
    // The caller does the task itself, and meets the error where it can be caught.
    finish(data.memory, null);
  }
  self.close();
};
