import type { NeighbourhoodBox } from "../../../config/settings.ts";
import { colours } from "../../drawing/palette.ts";
import { element, textElement } from "../../drawing/svg.ts";

/** Length of a degree of latitude, km (mean, WGS 84). */
const KM_PER_DEGREE = 111.2;

/** Room around the boxes, as a share of the map. */
const ROOM = 0.06;

/** How degrees become pixels on a small map: equirectangular, true at its middle. */
export interface MapFrame {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  /** Scale. */
  readonly pixelsPerKm: number;
  /** Degrees east to px from the left. */
  x(longitude: number): number;
  /** Degrees north to px from the top. */
  y(latitude: number): number;
}

/** The frame that shows all boxes as large as a width and a height in px let it. */
export function mapFrame(
  boxes: readonly NeighbourhoodBox[],
  width: number,
  height: number,
): MapFrame {
  const south = Math.min(...boxes.map(([low]) => low));
  const north = Math.max(...boxes.map(([, high]) => high));
  const west = Math.min(...boxes.map(([, , low]) => low));
  const east = Math.max(...boxes.map(([, , , high]) => high));
  const [latitude, longitude] = [(south + north) / 2, (west + east) / 2];
  const shrink = Math.cos(latitude * Math.PI / 180);
  const perDegree = (1 - 2 * ROOM) *
    Math.min(height / (north - south), width / ((east - west) * shrink));
  return {
    width,
    height,
    pixelsPerKm: perDegree / KM_PER_DEGREE,
    x: (degrees) => width / 2 + (degrees - longitude) * shrink * perDegree,
    y: (degrees) => height / 2 - (degrees - latitude) * perDegree,
  };
}

/**
 * The path data of a line as far as it lies within the frame (Liang & Barsky 1984,
 * doi:10.1145/357332.357333); empty for a line outside. A clipping path would leave the hidden part
 * in the figure's extent.
 *
 * @param points px from left and top.
 */
export function pathWithin(
  { width, height }: MapFrame,
  points: readonly (readonly number[])[],
): string {
  let path = "";
  let at = "";
  for (let i = 1; i < points.length; i++) {
    const [[x, y], [toX, toY]] = [points[i - 1], points[i]];
    const [dx, dy] = [toX - x, toY - y];
    let [enter, leave] = [0, 1];
    for (const [step, room] of [[-dx, x], [dx, width - x], [-dy, y], [dy, height - y]]) {
      if (step < 0) enter = Math.max(enter, room / step);
      else if (step > 0) leave = Math.min(leave, room / step);
      else if (room < 0) leave = -1;
    }
    if (enter >= leave) continue;
    const place = (share: number) =>
      `${(x + share * dx).toFixed(1)},${(y + share * dy).toFixed(1)}`;
    if (place(enter) !== at) path += `M${place(enter)}`;
    at = place(leave);
    path += `L${at}`;
  }
  return path;
}

/** A bar of a round length, and an arrow to the north. */
export function scaleBar({ pixelsPerKm }: MapFrame, x: number, y: number): string {
  const power = 10 ** Math.floor(Math.log10(100 / pixelsPerKm));
  const km = ([5, 2, 1].find((step) => step * power * pixelsPerKm <= 100) as number) * power;
  const length = km * pixelsPerKm;
  return element("path", {
    d: `M${x},${y - 5}v5h${length.toFixed(1)}v-5`,
    fill: "none",
    stroke: colours.ink,
  }) + textElement(km >= 1 ? `${km} km` : `${km * 1000} m`, x + length + 6, y + 1) +
    element("path", { d: `M${x + 6},${y - 40}l6,16l-6,-4l-6,4z`, fill: colours.ink }) +
    textElement("N", x + 1.5, y - 44, { "font-weight": 600 });
}
