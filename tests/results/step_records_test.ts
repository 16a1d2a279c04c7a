import { deepStrictEqual as deepEqual, ok, strictEqual as equal } from "node:assert/strict";
import { DUST_KWH } from "../../lib/community/energy.ts";
import { csvLine } from "../../lib/results/tables/cells.ts";
import { prosumerColumns } from "../../lib/results/tables/member_steps.ts";
import { stepColumns, stepRow } from "../../lib/results/step_records.ts";
import { midnightInRome } from "../../lib/time.ts";
import { close, configOf, rowsOf, run, valuesOf } from "../made/fixtures.ts";
import { prosumerLines } from "../made/table_lines.ts";

/** Two hours in steps of 5 minutes, cloudier and dearer than forecast. */
const config = configOf({
  hours: 2,
  step_minutes: 5,
  community: { num_prosumers: 9, battery_capacity_range: [0, 1] },
});
const outlook = () => ({
  forecast: valuesOf(config, 0.1, 0.03),
  actual: valuesOf(config, 0.12, (step) => 0.02 * (step % 3)),
});

const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, kwh) => sum + kwh, 0);

Deno.test("hours.csv has a row per step, of these columns", () => {
  equal(
    stepColumns.join(),
    "step,hour,start,market_price,actual_price,pv_kwh,pv_actual_kwh,load_kwh,load_actual_kwh," +
      "p2p_kwh,grid_buy_kwh,grid_sell_kwh,short_kwh,long_kwh,net_exchange_kwh",
  );
});

Deno.test("a row says what was forecast, what came, what was traded and what was off", () => {
  let step = 0;
  for (const made of run(config, outlook())) {
    const row = csvLine(stepRow(made, Math.floor(step / 12)));
    equal(row.at(-1), "\n");
    const cells = row.trim().split(",");
    const at = (name: string) => Number(cells[stepColumns.indexOf(name)]);
    equal(cells.length, stepColumns.length);
    equal(at("step"), step);
    equal(at("hour"), step < 12 ? 0 : 1);
    equal(Date.parse(cells[2]) / 1000, midnightInRome(config.date) + 300 * step);
    deepEqual([at("market_price"), at("actual_price")], [0.1, 0.12]);
    const { planned, metered, trades } = made;
    equal(at("pv_kwh"), total(planned.pvKwh));
    equal(at("pv_actual_kwh"), total(metered.pvKwh));
    equal(at("load_kwh"), total(planned.loadKwh));
    equal(at("load_actual_kwh"), total(metered.loadKwh));
    const ofType = (type: string) =>
      rowsOf(trades).filter((trade) => trade[4] === type).reduce((sum, [, , kwh]) => sum + kwh, 0);
    equal(at("p2p_kwh"), ofType("P2P"));
    equal(at("grid_buy_kwh"), ofType("GRID_buy"));
    equal(at("grid_sell_kwh"), ofType("GRID_sell"));
    equal(at("short_kwh"), ofType("IMB_short"));
    equal(at("long_kwh"), ofType("IMB_long"));
    // N is what the meters show, and what contracts and imbalances with the aggregator sum to.
    equal(at("net_exchange_kwh"), total(metered.imbalanceKwh));
    close(
      at("net_exchange_kwh"),
      at("grid_buy_kwh") - at("grid_sell_kwh") + at("short_kwh") - at("long_kwh"),
      1e-8,
    );
    step++;
  }
  equal(step, 24);
});

Deno.test("starts are written in UTC without fractions", () => {
  const [first] = run(config, outlook());
  equal(stepRow(first, 0)[2], "2025-08-14T22:00:00Z");
});

Deno.test("as forecast, what came is what was forecast, and nothing is off", () => {
  const { forecast } = outlook();
  for (const made of run(config, { forecast, actual: null })) {
    const cells = csvLine(stepRow(made, 0)).trim().split(",");
    const at = (name: string) => cells[stepColumns.indexOf(name)];
    equal(at("actual_price"), at("market_price"));
    equal(at("pv_actual_kwh"), at("pv_kwh"));
    equal(at("load_actual_kwh"), at("load_kwh"));
    deepEqual([at("short_kwh"), at("long_kwh")], ["0", "0"]);
  }
});

Deno.test("prosumer_stats.csv ends with the step, what was metered, and the contract", () => {
  deepEqual(prosumerColumns.slice(-6), [
    "transactions",
    "step",
    "pv_metered",
    "load_metered",
    "metered",
    "contract",
  ]);
  let step = 0;
  let off = 0;
  for (const made of run(config, outlook())) {
    const { planned, metered, members } = made;
    for (const [i, row] of prosumerLines(made, 7).entries()) {
      const cells = row.trim().match(/"(?:[^"]|"")*"|[^,]+|(?<=,)(?=,)/g) as string[];
      equal(cells.length, prosumerColumns.length);
      const cell = (name: string) => cells[prosumerColumns.indexOf(name)];
      const at = (name: string) => Number(cell(name));
      deepEqual([at("hour"), at("id"), at("step")], [7, i, step]);
      equal(at("pv_generation"), planned.pvKwh[i]);
      equal(at("load"), planned.loadKwh[i]);
      equal(at("imbalance"), planned.imbalanceKwh[i]);
      equal(at("pv_metered"), metered.pvKwh[i]);
      equal(at("load_metered"), metered.loadKwh[i]);
      equal(at("metered"), metered.imbalanceKwh[i]);
      equal(at("battery_level"), metered.batteryLevelKwh[i]);
      equal(
        at("contract"),
        Math.abs(planned.imbalanceKwh[i]) < DUST_KWH ? 0 : planned.imbalanceKwh[i],
      );
      // The listed trades say so too: contracts make the contract, imbalances the rest.
      const list: { receiver: number; amount: number; type: string; hour: number }[] = JSON.parse(
        cell("transactions").replaceAll('""', '"').replace(/^"|"$/g, ""),
      );
      ok(list.every(({ hour }) => hour === 7));
      const bought = (isOff: boolean) =>
        list.filter(({ type }) => type.startsWith("IMB") === isOff)
          .reduce((sum, { receiver, amount }) => sum + (receiver === i ? amount : -amount), 0);
      close(bought(false), at("contract"), 1e-9);
      close(bought(true), at("metered") - at("contract"), 2e-9);
      if (bought(true) !== 0) off++;
    }
    equal(members.size, 9);
    step++;
  }
  ok(off > 50, `${off} off`);
});
