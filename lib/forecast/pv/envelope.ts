import {
  cellTemperature,
  clearSkyIrradiance,
  type Irradiance,
  type Mounting,
  planeOfArrayIrradiance,
  relativeEfficiency,
  type Site,
  type SolarPosition,
  solarPosition,
} from "../../sun/mod.ts";

export type { Site } from "../../sun/mod.ts";

/** What the history says of its panels and of the sky above them, fitted to it. */
export interface Panels {
  /** Tilt and direction. */
  readonly mounting: Mounting;
  /** Power delivered as a share of what bare panels would give: 0.86 with losses of 14 %. */
  readonly performance: number;
  /** Linke turbidity, mean over the year. */
  readonly turbidity: number;
  /** Swing of the turbidity as a share of its mean: hazier summers if above 0. */
  readonly turbiditySwing: number;
}

/** Where the sun stands at an instant, and how far the year has come. */
export interface Sky {
  /** Where the sun stands. */
  readonly sun: SolarPosition;
  /** Turn of the year since the local winter solstice, radians. */
  readonly season: number;
}

const DECEMBER_SOLSTICE = Date.UTC(2000, 11, 21, 13, 37) / 1000;
const TROPICAL_YEAR = 365.2422 * 86_400;
/** The coldest and the clearest days come a month after the winter solstice. */
const SEASONAL_LAG = 30 / 365.2422 * 2 * Math.PI;
/** The lowest turbidity there can be: an atmosphere of clean, dry air. */
const CLEAN_AIR = 1;
/** Turin's, m above the sea: it hardly matters, as the fit of the turbidity makes up for it. */
const ALTITUDE = 240;
/** Light wind on a roof, m/s. */
const WIND = 1.5;
/**
 * Share of the clear sky's light that thin cloud lets through, all of it from the whole sky. It
 * fits the brightest hours with the sun behind the panels (chosen on July to December 2021 after
 * training on January to June).
 */
const VEILED_SHARE = 0.65;

/**
 * The sun's place and the season at an instant.
 *
 * @param epochSeconds Unix seconds.
 */
export function skyAt(epochSeconds: number, site: Site): Sky {
  const turns = (epochSeconds - DECEMBER_SOLSTICE) / TROPICAL_YEAR + (site.latitude < 0 ? 0.5 : 0);
  return {
    sun: solarPosition(epochSeconds, site.latitude, site.longitude),
    season: 2 * Math.PI * (turns - Math.floor(turns)),
  };
}

/**
 * The clear-sky envelope: power under a cloudless sky, kW per kW of capacity. 0 while the sun's
 * centre is not above the horizon.
 *
 * Where the sun shines past the panels or on their back, thin cloud is brighter for them than a
 * clear sky, and sets the envelope.
 */
export function clearSkyPower(sky: Sky, panels: Panels): number {
  const { sun, season } = sky;
  if (sun.elevation <= 0) return 0;
  const course = Math.cos(season - SEASONAL_LAG);
  const turbidity = Math.max(CLEAN_AIR, panels.turbidity * (1 - panels.turbiditySwing * course));
  const clear = clearSkyIrradiance(sun, turbidity, ALTITUDE);
  const onPanel = Math.max(
    planeOfArrayIrradiance(sun, clear, panels.mounting, "hay-davies"),
    planeOfArrayIrradiance(sun, veiled(clear), panels.mounting, "isotropic"),
  );
  const cell = cellTemperature(onPanel, airTemperature(course), WIND);
  return panels.performance * onPanel / 1000 * relativeEfficiency(onPanel, cell);
}

/** Irradiance under thin cloud. */
function veiled({ globalHorizontal }: Irradiance): Irradiance {
  const diffuse = VEILED_SHARE * globalHorizontal;
  return { globalHorizontal: diffuse, directNormal: 0, diffuseHorizontal: diffuse };
}

/** Typical of a temperate city, °C: Turin's monthly means run from 2.4 in January to 22.9 in July. */
function airTemperature(course: number): number {
  return 12.65 - 10.25 * course;
}
