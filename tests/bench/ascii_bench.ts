import { AsciiWriter } from "../../lib/ascii/mod.ts";
import { randomStream, uniform } from "../../lib/random.ts";

const COUNT = 10_000;
const random = randomStream(1, "decimals");
const numbers = Float64Array.from({ length: COUNT }, () => uniform(random, 0, 3));
const writer = new AsciiWriter(new Uint8Array(32 * COUNT));

// The ratio of these two is what the kernel of decimals is worth.
Deno.bench(
  `${COUNT} doubles as decimals, own kernel`,
  { group: "decimals", baseline: true },
  () => {
    writer.at = 0;
    for (let i = 0; i < COUNT; i++) writer.cell(numbers[i]);
  },
);

Deno.bench(`${COUNT} doubles as decimals, strings`, { group: "decimals" }, () => {
  writer.at = 0;
  for (let i = 0; i < COUNT; i++) writer.text(`${numbers[i]},`);
});

Deno.bench(`${COUNT} doubles as decimals, joined strings`, { group: "decimals" }, () => {
  new TextEncoder().encodeInto(numbers.join(","), writer.bytes);
});
