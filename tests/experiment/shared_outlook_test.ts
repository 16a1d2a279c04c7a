import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { outlookOfRun, shareOutlook, wholeOutlook } from "lib/experiment/shared_outlook.ts";
import type { Outlook } from "lib/forecast/outlook.ts";

/** Two steps at three sites, what came a tenth more. */
const outlook: Outlook = {
  forecast: {
    marketPrice: Float64Array.of(0.1, 0.2),
    zonalPrice: Float64Array.of(0.09, 0.19),
    pvKwhPerKw: [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)],
  },
  foreseesLoads: true,
  // A day beyond the run, prices from the second step on known anew.
  ahead: {
    prices: [
      { knownFrom: -1, first: 0, marketPrice: Float64Array.of(0.1, 0.2, 0.3) },
      {
        knownFrom: 1,
        first: 1,
        marketPrice: Float64Array.of(0.21, 0.31),
        zonalPrice: Float64Array.of(0.2, 0.3),
      },
    ],
    pvKwhPerKw: [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6), Float64Array.of(7, 8, 9)],
  },
  actual: {
    marketPrice: Float64Array.of(0.11, 0.22),
    pvKwhPerKw: [Float64Array.of(1.1, 2.2, 3.3), Float64Array.of(4.4, 5.5, 6.6)],
  },
};

Deno.test("a shared outlook gives back what was shared", () => {
  const back = outlookOfRun(wholeOutlook(outlook));
  deepEqual(back, outlook);
});

Deno.test("a run gets its own sites, in its order", () => {
  const run = { outlook: shareOutlook(outlook), sites: [2, 0] };
  const { forecast, actual, ahead } = outlookOfRun(run);
  deepEqual(ahead?.pvKwhPerKw.map((values) => [...values]), [[3, 1], [6, 4], [9, 7]]);
  deepEqual(forecast.pvKwhPerKw.map((values) => [...values]), [[3, 1], [6, 4]]);
  deepEqual(actual?.pvKwhPerKw.map((values) => [...values]), [[3.3, 1.1], [6.6, 4.4]]);
});

Deno.test("where nothing is metered, nothing came", () => {
  const unmetered = wholeOutlook({ forecast: outlook.forecast, actual: null });
  equal(outlookOfRun(unmetered).actual, null);
  equal(outlookOfRun(unmetered).foreseesLoads, false);
});

Deno.test("an outlook of no steps is one of no sites", () => {
  const none = wholeOutlook({
    forecast: { marketPrice: new Float64Array(), pvKwhPerKw: [] },
    actual: null,
  });
  deepEqual(none.sites, []);
  equal(outlookOfRun(none).forecast.pvKwhPerKw.length, 0);
});

Deno.test("another thread that is handed it sees the same memory, not a copy", async () => {
  const shared = shareOutlook(outlook);
  const code =
    "onmessage = ({ data }) => { data.forecast.pvKwhPerKw.values[5] = 7; postMessage(0); }";
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(code)}`, {
    type: "module",
  });
  await new Promise((resolve) => {
    worker.onmessage = resolve;
    worker.postMessage(shared);
  });
  worker.terminate();
  equal(shared.forecast.pvKwhPerKw.values[5], 7);
  ok(shared.actual!.marketPrice.buffer instanceof SharedArrayBuffer);
});
