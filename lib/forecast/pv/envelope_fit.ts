import { nelderMead } from "../../learn/mod.ts";
import { clearSkyPower, type Panels } from "./envelope.ts";
import { type PvSample, sunlitDays } from "./samples.ts";

/** Of ten sunlit values nine should lie below the envelope: four in ten are of a clear sky. */
const QUANTILE = 0.9;
/** Typical pinball loss of a good envelope, kW per kW: what a misfit is measured by. */
const TYPICAL_LOSS = 0.016;
/** Lower down, buildings and mountains decide, not the sky. */
const LEAST_ELEVATION = 2;

/** Rows enough to fit five figures; of more, every second or third is taken. */
const ENOUGH_ROWS = 4000;

/** What is likely before any data are seen, and how far off it may well be. */
const PRIOR = {
  tilt: { mean: 35, spread: 15 },
  azimuth: { mean: 180, spread: 30 },
  performance: { mean: 0.86, spread: 0.1 },
  turbidity: { mean: 3, spread: 1 },
  turbiditySwing: { mean: 0.2, spread: 0.2 },
};

/**
 * The panels that explain the brightest hours of a history.
 *
 * Tilt, direction, performance and haze are not recorded: they are fitted so that nine of ten
 * sunlit values lie below the clear-sky envelope (quantile regression, Koenker & Bassett 1978,
 * doi:10.2307/1913643). Each day counts as one observation, as the hours of a day share their
 * weather, against priors typical of roofs: little data moves the fit little.
 *
 * @param samples Sunlit values, at least one.
 * @param hemisphere Whether the equator lies to the south or to the north.
 */
export function fitPanels(samples: readonly PvSample[], hemisphere: "north" | "south"): Panels {
  const high = samples.filter(({ sky }) => sky.sun.elevation > LEAST_ELEVATION);
  const days = sunlitDays(high);
  const stride = Math.ceil(high.length / ENOUGH_ROWS);
  const rows = high.filter((_, row) => row % stride === 0);
  const equator = hemisphere === "north" ? 0 : 180;
  const misfit = (at: Float64Array) => {
    const panels = panelsAt(at, equator);
    let loss = 0;
    for (const { sky, power } of rows) {
      const above = power - clearSkyPower(sky, panels);
      loss += above > 0 ? QUANTILE * above : (QUANTILE - 1) * above;
    }
    const surprise = at.reduce((sum, x) => sum + x * x, 0) / 2;
    return surprise + (rows.length === 0 ? 0 : days * loss / rows.length / TYPICAL_LOSS);
  };
  const search = { step: 0.5, tolerance: 1e-3, moves: 400 };
  return panelsAt(nelderMead(misfit, new Float64Array(5), search), equator);
}

/** Panels from how many spreads each of their figures lies off its prior mean. */
function panelsAt(spreads: Float64Array, equator: number): Panels {
  const [tilt, azimuth, performance, turbidity, turbiditySwing] = Object.values(PRIOR)
    .map(({ mean, spread }, i) => mean + spread * spreads[i]);
  return {
    mounting: { tilt: clamp(tilt, 0, 90), azimuth: (azimuth + equator + 720) % 360 },
    performance: Math.max(0, performance),
    turbidity: Math.max(1, turbidity),
    turbiditySwing: clamp(turbiditySwing, -0.9, 0.9),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
