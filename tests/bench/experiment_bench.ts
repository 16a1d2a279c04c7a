import { playExperiment } from "../../lib/experiment/play.ts";
import { smallComparison, sunnyDays } from "../made/experiment_setup.ts";

const policies = ["none", "p2p", "profit", "renewables"];

Deno.bench("4 policies × 50 seeds × 24 hours × 100 prosumers, 2 workers", { n: 3 }, async () => {
  const experiment = smallComparison(policies, { seeds: 50, prosumers: 100 });
  await playExperiment(experiment, sunnyDays, { workers: 2 });
});
