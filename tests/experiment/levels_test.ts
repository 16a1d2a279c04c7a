import { deepEqual, equal, throws } from "node:assert/strict";
import { parseConfig } from "lib/config/mod.ts";
import { valuesByDraw, valuesWith, variantWith, withLevel } from "lib/experiment/mod.ts";
import { experimentByHand } from "../made/experiment_by_hand.ts";

Deno.test("a level is added as text, the others stay", () => {
  const config = parseConfig("{}");
  const variants = withLevel([{ levels: { world: "cer" }, config }], "year", 2023);
  deepEqual(variants.map(({ levels }) => levels), [{ world: "cer", year: "2023" }]);
  equal(variants[0].config, config);
});

Deno.test("a variant is found by its levels, if they say which", () => {
  const { header } = experimentByHand({ none: {}, p2p: {} });
  equal(variantWith({ header }, { policy: "p2p" }), 1);
  throws(() => variantWith({ header }, {}), /found 2: there are .*"none"/);
  throws(() => variantWith({ header }, { policy: "p3p" }), /\{"policy":"p3p"\} is needed, found 0/);
});

Deno.test("values are those of the variant that has the levels", () => {
  const results = experimentByHand({ none: {}, p2p: { p2p_share: 0.2 } });
  const values = valuesWith(results, { policy: "p2p" }, "p2p_share");
  deepEqual(values, valuesByDraw(results, 1, "p2p_share"));
});
