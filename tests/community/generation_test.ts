import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { generatePv } from "../../lib/community/generation.ts";
import { communityOf } from "../made/fixtures.ts";

Deno.test("generation is capacity times the neighbourhood's yield", () => {
  const { members, energy } = communityOf([{ home: 0 }, { home: 2 }, { home: 1 }, { home: 2 }]);
  members.pvCapacityKw.set([4, 0.25, 2, 0]);
  generatePv(members, [0.5, 0.25, 0.8], energy.pvKwh);
  deepEqual([...energy.pvKwh], [2, 0.2, 0.5, 0]);
});
