import { configOf, outlookOf, run } from "../made/fixtures.ts";

const HOURS = 24;

/** A summer day whose sun shines from 7 to 18, so that all three steps have work to do. */
const sun = (step: number) => Math.max(0, 0.7 * Math.sin(Math.PI * (step % 24 - 6) / 12.5));

const fastest = new Map<number, number>();

for (const prosumers of [100, 10_000, 100_000]) {
  const config = configOf({ hours: HOURS, community: { num_prosumers: prosumers } });
  const outlook = outlookOf(config, 0.1, sun);
  Deno.bench({
    name: `${prosumers.toLocaleString("en-US")} prosumers, ${HOURS} hours, accounts included`,
    n: Math.max(5, 100_000 / prosumers),
    warmup: 1,
    fn() {
      const begun = performance.now();
      for (const _ of run(config, outlook));
      const seconds = (performance.now() - begun) / 1000;
      fastest.set(prosumers, Math.min(seconds, fastest.get(prosumers) ?? Infinity));
    },
  });
}

globalThis.addEventListener("unload", () => {
  for (const [prosumers, seconds] of fastest) {
    const rate = Math.round(prosumers * HOURS / seconds).toLocaleString("en-US");
    console.log(
      `${prosumers.toLocaleString("en-US")} prosumers: ${rate} prosumer-hours per second`,
    );
  }
});
