import { deepEqual, equal, ok } from "node:assert/strict";
import { before, endOf } from "../../../../lib/data/series.ts";
import { forward, inputsOf } from "../../../../lib/forecast/price/neural_network/dense_network.ts";
import { trainNeuralNetwork } from "../../../../lib/forecast/price/neural_network/neural_network.ts";
import { HOUR, localHours, midnightInRome } from "../../../../lib/time.ts";

Deno.test("layers multiply, add and cut off below zero, all but the last", () => {
  const layers = [
    { weights: Float64Array.of(1, 2, -1, 0), biases: Float64Array.of(0.5, 0) },
    { weights: Float64Array.of(2, 7), biases: Float64Array.of(-20) },
  ];
  // Hidden: 1·1 + 2·3 + 0.5 = 7.5 and max(0, −1); output: 15 + 0 − 20.
  equal(forward(layers, Float64Array.of(1, 3)), -5);
});

Deno.test("inputs are standardised, and the hour is one of 24", () => {
  const scaling = { mean: [10], spread: [2], targetSpread: 1 };
  const inputs = inputsOf(Float64Array.of(14), 3, scaling);
  deepEqual([inputs.length, inputs[0], inputs[1 + 3]], [25, 2, 1]);
  equal(inputs.reduce((sum, value) => sum + value, 0), 3);
});

Deno.test("a network learns a made-up day and gives the same weights for the same seed", async () => {
  const start = midnightInRome("2023-01-01");
  const { hour } = localHours(start, 130 * 24);
  const values = Float64Array.from(hour, (h, i) => {
    return 100 + 30 * Math.sin(h / 24 * 2 * Math.PI) + 5 * Math.sin(i / 37);
  });
  const prices = { start, values };
  const train = before(prices, midnightInRome("2023-05-05"));
  const settings = { hidden: [16], epochs: 4, learningRate: 0.005 };
  const network = await trainNeuralNetwork(train, settings);
  let [own, naive] = [0, 0];
  for (let at = endOf(train); at < endOf(prices); at += HOUR) {
    const known = before(prices, at);
    const actual = values[known.values.length];
    own += Math.abs(actual - network.next(known));
    naive += Math.abs(actual - known.values.at(-1)!);
    const { low, high } = network.nextInterval(known, 0.95);
    ok(low < high);
  }
  ok(own < 0.3 * naive, `${own} against ${naive}`);
  equal(network.curve.kept.length, 4);
  equal(JSON.stringify(await trainNeuralNetwork(train, settings)), JSON.stringify(network));
});
