import type { Results } from "../../results/mod.ts";

/** A number with a thin choice of digits: 1234 → `1,234`, 12.34 → `12.3`, 0.1234 → `0.123`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (size < 0.0005) return "0";
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return withMinus(
    value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
}

/** Writes numbers of one kind with the same digits: those that tell values like `scale` apart. */
export function alikeNumbers(scale: number): (value: number) => string {
  const size = Math.abs(scale);
  const digits = size >= 20 || size === 0
    ? 0
    : Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(size) + 1e-9)));
  const needed = digits > 0 && Number.isInteger(size * 10 ** (digits - 1)) ? digits - 1 : digits;
  return (value) =>
    withMinus(
      value.toLocaleString("en-US", {
        minimumFractionDigits: needed,
        maximumFractionDigits: needed,
      }),
    );
}

/** A share as `34 %`; NaN, the share of nothing, as `0 %`. */
export function percent(share: number): string {
  const value = Number.isNaN(share) ? 0 : share * 100;
  const digits = value !== 0 && Math.abs(value) < 1 ? 1 : 0;
  return `${withMinus(value.toFixed(digits))} %`;
}

/** Money as `−12.50 €`. */
export function euros(value: number): string {
  const digits = Math.abs(value) >= 1000 ? 0 : 2;
  const shown = Math.abs(value) < 0.005 ? 0 : value;
  return `${
    withMinus(
      shown.toLocaleString("en-US", {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
    )
  } €`;
}

/** A neighbourhood's name as people write it. */
export function placeName(name: string): string {
  return name.replaceAll("_", " ");
}

/** `1 hour`, `24 hours`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Where a figure of a run has its numbers from. */
export function sourceLine({ config, run, prosumers, hours, community }: Results): string {
  const data = run.synthetic ? `${run.dataLabel}: not real prices or weather` : run.dataLabel;
  return `Own simulation of ${counted(prosumers, "prosumer")} in ${
    counted(community.neighbourhoodNames.length, "neighbourhood")
  }, ${counted(hours, "hour")} from ${config.date}, seed ${config.seed}. Data: ${data}.`;
}

function withMinus(text: string): string {
  return text.replace("-", "−");
}
