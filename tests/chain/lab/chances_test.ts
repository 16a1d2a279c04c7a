import { deepEqual } from "node:assert/strict";
import { chancesOf } from "lib/chain/mod.ts";

Deno.test("a node's chance is its share, and the block says whose it is", () => {
  const header = { miner: 2 } as Parameters<typeof chancesOf>[0]["header"];
  const contestants = [{ miner: 1, power: 3 }, { miner: 2, power: 1 }];
  deepEqual(chancesOf({ header, work: { contestants, winnerPower: 1, hashesTried: 7 } }), [
    { node: 1, power: 3, chance: 0.75, won: false },
    { node: 2, power: 1, chance: 0.25, won: true },
  ]);
});
