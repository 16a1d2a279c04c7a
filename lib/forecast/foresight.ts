/** How well members see ahead, for comparisons of what a forecast is worth. */
export interface Foresight {
  /** One sentence, for tables. */
  readonly meaning: string;
  /** What their forecast of generation rests on. */
  readonly pv: "last hours" | "climate" | "yesterday";
  /** Whether they foresee prices, generation and their own loads as they come. */
  readonly perfect: boolean;
}

/** How well members can see ahead, by name; `hour-ahead` is how a run is forecast. */
export const foresights = {
  perfect: {
    meaning: "prices, generation and loads are foreseen as they come; where machines wait, " +
      "loads of the running step alone",
    pv: "last hours",
    perfect: true,
  },
  "hour-ahead": {
    meaning: "generation from the last hours' weather, loads as usual",
    pv: "last hours",
    perfect: false,
  },
  climatology: {
    meaning: "generation as usual for season and hour, loads as usual",
    pv: "climate",
    perfect: false,
  },
  persistence: {
    meaning: "generation as the day before, loads as usual",
    pv: "yesterday",
    perfect: false,
  },
} as const satisfies Readonly<Record<string, Foresight>>;
