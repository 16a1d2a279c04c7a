import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { participation } from "../../lib/market/participation.ts";
import { communityOf, type Member } from "../made/fixtures.ts";

Deno.test("who participates: dust does not, the barred do", () => {
  const members: Member[] = [
    { imbalance: 3 },
    { imbalance: 1, barred: true },
    { imbalance: -2.5 },
    { imbalance: 5e-10, barred: true },
    { imbalance: 0 },
  ];
  const { energy, standing } = communityOf(members);
  deepEqual(participation(energy, standing), {
    surplusKwh: 2.5,
    deficitKwh: 4,
    feasibleKwh: 2.5,
    traders: 3,
    barredTraders: 1,
  });
});
