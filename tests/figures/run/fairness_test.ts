import { strictEqual as equal } from "node:assert/strict";
import { fairnessFigure, inEdition } from "lib/figures/mod.ts";
import { handResults } from "../../made/hand_results.ts";

/** Ten miners of equal power; the first wins every one of 24 blocks, of which chance gives it 0 to 6. */
function unfair() {
  const results = handResults();
  return { ...results, races: results.races.map((race) => ({ ...race, winner: 1 })) };
}

Deno.test("who wins more than chance explains is counted, nobody is said to have won who did not", () => {
  equal(
    fairnessFigure(handResults()).title,
    "No miner won more or fewer blocks than its hash power and chance explain",
  );
  equal(
    fairnessFigure(unfair()).title,
    "1 of 10 miners won more or fewer blocks than its hash power and chance explain",
  );
  equal(
    inEdition({ language: "it" }, () => fairnessFigure(unfair()).title),
    "1 su 10 miner ha vinto più o meno blocchi di quanto spieghino la sua potenza di calcolo e il caso",
  );
});
