import { readResults } from "./results/read_results.ts";
for (const d of ["day", "tiny", "three_days", "year"]) {
  const t = performance.now();
  const r = await readResults("/tmp/scratch-figures/" + d);
  console.log(
    d,
    performance.now() - t,
    r.trades.count,
    r.members.quote.slice(0, 4),
    r.races[20],
    r.accounts.aggregator.at(-1),
    r.marketPrice.slice(0, 3),
    r.members.quote.filter(Number.isNaN).length,
    r.run.synthetic,
  );
}
