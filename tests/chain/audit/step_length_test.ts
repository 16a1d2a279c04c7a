import { strictEqual as equal, throws } from "node:assert/strict";
import { ChainAudit } from "../../../lib/chain/audit/audit.ts";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { StepLength } from "../../../lib/chain/audit/step_length.ts";
import { exampleChain } from "../../made/chain_example.ts";

for (const minutes of [5, 10, 15, 20, 30, 60]) {
  Deno.test(`a chain of ${minutes}-minute steps tells their length by its trades`, async () => {
    const { text, keys } = await exampleChain([2, 1, 0, 2], { stepSeconds: 60 * minutes });
    const steps: number[] = [];
    const audit = new ChainAudit({ keys });
    for (const { step } of audit.take(text)) steps.push(step);
    audit.finish();
    equal(steps.join(), "0,0,1,3");
  });
}

Deno.test("the first trade after the start fixes the length for all others", () => {
  const steps = new StepLength(1000);
  equal(steps.stepAt(1000, 7, "Block 1"), 0);
  equal(steps.shortest, 300);
  equal(steps.stepAt(1000 + 1800, 2, "Block 2"), 2);
  equal(steps.shortest, 900);
  equal(steps.stepAt(1000 + 4500, 99, "Block 3"), 5);
  equal(steps.fits(1000 + 4800), false);
  equal(steps.fits(1000 + 5400), true);
});

Deno.test("a step that no length explains is named with those that some does", () => {
  for (const claimed of [0, -1, 5, 24, 0.5]) {
    throws(() => new StepLength(0).stepAt(3600, claimed, "Block 1"), (fault) => {
      equal(fault instanceof ChainFault, true);
      equal(
        (fault as Error).message,
        "Block 1, transactions[0].step: expected one of 12, 6, 4, 3, 2, 1, as the block is 3600 s " +
          `after the start, found ${claimed}`,
      );
      return true;
    });
  }
});

Deno.test("a length that is known is not asked of the trades", () => {
  equal(new StepLength(0, 3600).stepAt(7200, 24, "Block 1"), 2);
});
