import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { Standing } from "../../lib/regulator/standing.ts";

Deno.test("nobody starts with a bonus, a penalty, a count or a bar", () => {
  const { bonus, penalty, ...counters } = new Standing(3);
  deepEqual([...bonus, ...penalty], [1, 1, 1, 1, 1, 1]);
  for (const column of Object.values(counters)) deepEqual([...column], [0, 0, 0]);
});
