import { ok, strictEqual as equal } from "node:assert/strict";
import { existsSync } from "node:fs";
import { readPvHistory } from "../../../lib/data/catalogue.ts";
import { trainPv } from "../../../lib/forecast/pv/forecaster.ts";
import {
  pvCoverage,
  pvScores,
  pvScoresByHour,
  pvScoresBySeason,
} from "../../../lib/forecast/pv/scores.ts";
import { runPvTest } from "../../../lib/forecast/pv/test_run.ts";
import { utc } from "../../made/pv_fixtures.ts";

const FILE = new URL("../../../../shared/data/pv/turin_pv_2021_2022.csv.gz", import.meta.url);
const ignore = !existsSync(FILE);
if (ignore) console.log(`PV tests on real data are ignored, as there is no ${FILE.pathname}`);

/** Trained on 2021, tested on 2022: twelve systems in Turin from PVGIS. */
const run = ignore ? null! : await (async () => {
  const history = await readPvHistory([decodeURIComponent(FILE.pathname)]);
  const split = utc("2022-01-01T00:00");
  return runPvTest(trainPv(history, split), history, split);
})();

Deno.test({ name: "on 2022, climatology is no worse than the month-and-hour mean", ignore }, () => {
  const { climatology, "month-and-hour mean": mean } = pvScores(run);
  ok(climatology.rmse < mean.rmse, `${climatology.rmse} against ${mean.rmse}`);
  ok(climatology.mae < mean.mae, `${climatology.mae} against ${mean.mae}`);
  ok(climatology.rmse <= 0.1175, `${climatology.rmse}`);
});

Deno.test({ name: "on 2022, an hour ahead beats smart persistence by 3 %", ignore }, () => {
  const { "hour-ahead": ahead, "smart persistence": smart } = pvScores(run);
  ok(ahead.rmse <= 0.97 * smart.rmse, `${ahead.rmse} against ${smart.rmse}`);
  ok(ahead.mae < smart.mae, `${ahead.mae} against ${smart.mae}`);
  ok(ahead.rmse <= 0.0625 && ahead.r2 >= 0.933, `${ahead.rmse}, ${ahead.r2}`);
});

Deno.test({ name: "smart persistence is the strong baseline it should be", ignore }, () => {
  const { "smart persistence": smart, persistence } = pvScores(run);
  ok(smart.rmse < 0.07 && smart.rmse < 0.7 * persistence.rmse, `${smart.rmse}`);
});

Deno.test({ name: "an hour ahead beats smart persistence in every season", ignore }, () => {
  const seasons = pvScoresBySeason(run);
  equal(seasons.length, 4);
  for (const { name, scores } of seasons) {
    ok(scores["hour-ahead"].rmse < scores["smart persistence"].rmse, name);
  }
});

Deno.test(
  { name: "at hours without sun all the year every forecast is exactly right", ignore },
  () => {
    const hours = pvScoresByHour(run);
    equal(hours.length, 24);
    const { scores } = hours[0];
    equal(scores["hour-ahead"].rmse, 0);
    equal(scores.climatology.rmse, 0);
  },
);

Deno.test({ name: "intervals of 80 and 95 % hold about as often by day", ignore }, () => {
  for (const horizon of ["hour-ahead", "climatology"] as const) {
    const [of80, of95] = pvCoverage(run, horizon);
    ok(Math.abs(of80.sunlitHours - 0.8) < 0.04, `${horizon}: ${of80.sunlitHours}`);
    ok(Math.abs(of95.sunlitHours - 0.95) < 0.02, `${horizon}: ${of95.sunlitHours}`);
    ok(of95.allHours > of95.sunlitHours && of95.sunlitWidth > of80.sunlitWidth);
  }
});

Deno.test({ name: "climatology stands in for no value in the midst of a history", ignore }, () => {
  const share = run.fellBack.reduce((sum, is) => sum + is, 0) / run.fellBack.length;
  ok(share < 0.001, `${share}`);
});
