import highsModule from "highs";

// The package's types describe its default export as a member of the module, which is the function.
const loadHighs = highsModule as unknown as typeof highsModule.default;
const highs = await loadHighs();

/** Energy from sellers to buyers, and what a kWh of each pair gains, €/kWh. */
export interface TransportProblem {
  readonly supply: readonly number[];
  readonly demand: readonly number[];
  /** By seller, by buyer. */
  readonly gain: readonly (readonly number[])[];
}

/** The greatest Σ gain·q, by HiGHS (Huangfu & Hall 2018, doi:10.1007/s12532-017-0130-5). */
export function greatestGain({ supply, demand, gain }: TransportProblem): number {
  if (supply.length === 0 || demand.length === 0) return 0;
  const term = (value: number, s: number, b: number) =>
    `${value < 0 ? "-" : "+"} ${Math.abs(value).toFixed(17)} q${s}_${b}`;
  const objective = gain.flatMap((row, s) => row.map((value, b) => term(value, s, b)));
  const offered = supply.map((kwh, s) =>
    ` s${s}: ${demand.map((_, b) => `q${s}_${b}`).join(" + ")} <= ${kwh.toFixed(17)}`
  );
  const wanted = demand.map((kwh, b) =>
    ` b${b}: ${supply.map((_, s) => `q${s}_${b}`).join(" + ")} <= ${kwh.toFixed(17)}`
  );
  const program = [
    "Maximize",
    ` gain: ${objective.join("\n ")}`,
    "Subject To",
    ...offered,
    ...wanted,
  ];
  const { Status, ObjectiveValue } = highs.solve([...program, "End"].join("\n"));
  if (Status !== "Optimal") throw new Error(`HiGHS says ${Status}`);
  return ObjectiveValue;
}
