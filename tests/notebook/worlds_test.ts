import { deepEqual, ok } from "node:assert/strict";
import * as notebook from "lib/notebook/mod.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";

/** Two worlds of three policies: in the second p2p changes less. */
const byHand = experimentByHand({
  none: {},
  p2p: { p2p_share: 0.2 },
  harsh: { p2p_share: 0.3 },
  "none, planned": { p2p_share: 1 },
  "p2p, planned": { p2p_share: 1.1 },
  "harsh, planned": { p2p_share: 0.95 },
});
const variants = ["0", "0.2"].flatMap((φ) =>
  ["none", "p2p", "harsh"].map((policy) => ({ φ, policy }))
);
const results = { ...byHand, header: { ...byHand.header, factors: ["φ", "policy"], variants } };

Deno.test("a policy's change is against the first policy of its own world", () => {
  const change = (world: number, policy: number) =>
    notebook.changeWithin(results, 3, { world, policy, kpi: "p2p_share" }).mean;
  ok(Math.abs(change(0, 1) - 0.2) < 1e-3);
  ok(Math.abs(change(1, 1) - 0.1) < 1e-3);
  ok(Math.abs(change(1, 2) + 0.05) < 1e-3);
});

Deno.test("changes stand in a row for each world and policy, but for the first ones", () => {
  const { titles, cells } = notebook.changesByWorld(results, 3, {
    "P2P share, points": ["p2p_share", 100],
    "Load, kWh": ["load_kwh"],
  });
  deepEqual(titles, ["φ", "Policy", "P2P share, points", "Load, kWh"]);
  deepEqual(cells.map(([world, policy]) => `${world} ${policy}`), [
    "0 p2p",
    "0 harsh",
    "0.2 p2p",
    "0.2 harsh",
  ]);
  ok(/^(20\.0|19\.9)\d ± 0\.\d\d$/.test(cells[0][2]), cells[0][2]);
  ok(/^-[45]\.\d\d ± 0\.\d\d$/.test(cells[3][2]), cells[3][2]);
  ok(/n\.s\./.test(cells[0][3]), cells[0][3]);
});
