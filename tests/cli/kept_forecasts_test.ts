import { deepStrictEqual as deepEqual, match, ok, rejects, throws } from "node:assert/strict";
import { comparedWithKept, keepForecasts, keptForecasts } from "../../lib/cli/kept_forecasts.ts";
import { InputError } from "../../lib/input_error.ts";
import { inTemporaryFolder } from "../made/temporary_folder.ts";

const HOUR = 3600;
const time = Array.from({ length: 200 }, (_, i) => i * HOUR);
const actual = time.map((_, i) => 100 + 10 * Math.sin(i));
/** Off by 1 to 3, and by 2 to 6. */
const near = { time, forecast: actual.map((value, i) => value + 1 + i * 7 % 3) };
const far = { time, forecast: actual.map((value, i) => value - 2 - 2 * (i * 7 % 3)) };

Deno.test("forecasts kept are read again as they were", () =>
  inTemporaryFolder(async (folder) => {
    await keepForecasts("before", near, folder);
    deepEqual(keptForecasts("before", folder), near);
  }));

Deno.test("the test says which is better, on absolute and on squared errors", () => {
  const text = comparedWithKept(actual, near, "before", far);
  match(text, /MAE 1\.9950, there 3\.9900: p = \S+, for this one/);
  match(comparedWithKept(actual, far, "before", near), /RMSE .*: p = \S+, for "before"/);
  ok(Number(/p = (\S+),/.exec(text)![1]) < 1e-6);
  match(comparedWithKept(actual, near, "itself", near), /MAE .*: p = 1, the same/);
});

Deno.test("systems of one hour count as one: a hundred copies prove no more than one", () => {
  const few = { n: 60, of: (i: number) => 5 * Math.sin(i * i) };
  const copies = (count: number) => {
    const repeated = <T>(of: (i: number) => T) =>
      Array.from({ length: count }, () => Array.from({ length: few.n }, (_, i) => of(i))).flat();
    const own = { time: repeated((i) => i * HOUR), forecast: repeated(few.of) };
    const other = { ...own, forecast: repeated((i) => few.of(i + 7)) };
    return comparedWithKept(repeated(() => 0), own, "x", other);
  };
  deepEqual(copies(100), copies(1));
});

Deno.test("what is missing, damaged, of another test or badly named is said", () =>
  inTemporaryFolder(async (folder) => {
    throws(() => keptForecasts("none", folder), /--keep none has kept/);
    Deno.writeTextFileSync(`${folder}/odd.csv`, "time,forecast\n0,1\n3600,x\n");
    throws(() => keptForecasts("odd", folder), /found "3600,x"/);
    await rejects(keepForecasts("../out", near, folder), InputError);
    const shorter = { time: time.slice(1), forecast: near.forecast.slice(1) };
    throws(() => comparedWithKept(actual, near, "short", shorter), /199 values, not the same 200/);
    const moved = { ...near, time: time.map((instant) => instant + HOUR) };
    throws(() => comparedWithKept(actual, near, "moved", moved), InputError);
  }));
