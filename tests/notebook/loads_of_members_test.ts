import { equal, ok, rejects } from "node:assert/strict";
import { loadsOfMembers, projectConfig } from "lib/notebook/mod.ts";

Deno.test("the sample's members plan by their past, and their meters count otherwise", async () => {
  const config = projectConfig({
    date: "2025-08-15",
    hours: 24,
    step_minutes: 60,
    "community.members": "data/sample/members/roster.csv",
  });
  const { planned, metered } = await loadsOfMembers(config);
  equal(planned.length, 24);
  ok([...planned, ...metered].every((kwh) => kwh.length === 12 && kwh.every((load) => load >= 0)));
  const total = (rows: readonly Float64Array[]) =>
    rows.reduce((sum, kwh) => kwh.reduce((all, load) => all + load, sum), 0);
  // 70.8 kWh are what `deno task simulate --members` counts as the day's load.
  ok(Math.abs(total(metered) - 70.8) < 0.05, `${total(metered)}`);
  ok(Math.abs(total(planned) - total(metered)) > 0.01);
});

Deno.test("without a roster there are no members' loads", async () => {
  const config = projectConfig({ "community.members": null });
  await rejects(loadsOfMembers(config), /community\.members must name a roster .*, found null/);
});
