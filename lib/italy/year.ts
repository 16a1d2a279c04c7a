import { HOUR, localSteps, type Steps } from "../time.ts";

/**
 * The year whose figures a run reckons with: the one that is asked for, else the one in which it
 * begins. They hold over the whole run.
 */
export function yearOfFigures(
  { tariff_year }: { readonly tariff_year: number | null },
  steps: Pick<Steps, "start" | "seconds">,
): number {
  return tariff_year ?? localSteps({ ...steps, count: 1 }).year[0];
}

/** Hours of a year: what its clock loses in March it gains in October. */
export function hoursOfYear(year: number): number {
  return Temporal.PlainDate.from({ year, month: 1, day: 1 }).daysInYear * 24;
}

/** A calendar year, and how much of it a run has. */
export interface PartOfYear {
  /** Such as 2023. */
  readonly year: number;
  /** In the run. */
  readonly hours: number;
  /** In all of it. */
  readonly of: number;
}

/** The calendar years that a run touches, earliest first: at the end of each its rules are settled. */
export function partsOfYears(steps: Steps): PartOfYear[] {
  const { year, count, seconds } = localSteps(steps);
  const parts: PartOfYear[] = [];
  for (let from = 0, step = 1; step <= count; step++) {
    if (step < count && year[step] === year[from]) continue;
    const hours = (step - from) * seconds / HOUR;
    parts.push({ year: year[from], hours, of: hoursOfYear(year[from]) });
    from = step;
  }
  return parts;
}

/**
 * What is to be said of a run's years, a sentence each: which of them it has in part, so that rules of a
 * year see a part of one, and which have the figures of another year.
 */
export function notesOnYears(
  grid: { readonly tariff_year: number | null },
  steps: Steps,
): string[] {
  const parts = partsOfYears(steps);
  const partial = parts.filter(({ hours, of }) => hours < of)
    .map(({ year, hours, of }) => `${shown(hours)} of the ${shown(of)} hours of ${year}`);
  const figures = yearOfFigures(grid, steps);
  const others = parts.map(({ year }) => year).filter((year) => year !== figures);
  return [
    ...partial.length === 0 ? [] : [
      `Rules of a year are applied to ${partial.join(" and, on their own, ")}`,
    ],
    ...others.length === 0 ? [] : [`Tariffs of ${figures} stand for those of ${others.join(", ")}`],
  ];
}

function shown(hours: number): string {
  return hours.toLocaleString("en-US");
}
