/** What counts as having come, once a step is over. */
export interface ActualsRule {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /** Whose weather the panels had: the run's own days, a drawn year's, or as forecast. */
  readonly weather: "own" | "year" | "forecast";
}

/** What can count as having come, by the name that `settlement.actuals` gives it. */
export const actualsRules = {
  history: {
    meaning: "what the history recorded, where it reaches",
    weather: "own",
  },
  "weather-year": {
    meaning: "the weather of a drawn year of the PV history, prices and loads as they came",
    weather: "year",
  },
  forecast: {
    meaning: "the forecast itself, so that nothing is left to settle",
    weather: "forecast",
  },
} as const satisfies Readonly<Record<string, ActualsRule>>;
