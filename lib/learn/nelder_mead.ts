/** How far a search goes. */
export interface SearchSettings {
  /** Length of the first steps along each axis. */
  readonly step: number;
  /** Ends the search when the corners' values differ by no more. */
  readonly tolerance: number;
  /** Ends the search after so many moves. */
  readonly moves: number;
}

interface Corner {
  readonly at: Float64Array;
  readonly value: number;
}

/**
 * A point where a function of a few variables is least: the downhill simplex of Nelder & Mead
 * (1965), doi:10.1093/comjnl/7.4.308. It needs no derivatives, so the function may have kinks.
 *
 * @param value The function; must not keep or change its argument.
 * @param from Where the search begins.
 * @returns The best point found; `from` itself if nothing is better.
 */
export function nelderMead(
  value: (at: Float64Array) => number,
  from: Float64Array,
  settings: SearchSettings,
): Float64Array {
  const corner = (at: Float64Array): Corner => ({ at, value: value(at) });
  const corners = [corner(from.slice())];
  for (let axis = 0; axis < from.length; axis++) {
    const at = from.slice();
    at[axis] += settings.step;
    corners.push(corner(at));
  }
  const byValue = (a: Corner, b: Corner) => a.value - b.value;
  corners.sort(byValue);
  for (let move = 0; move < settings.moves; move++) {
    const worst = corners.length - 1;
    if (corners[worst].value - corners[0].value <= settings.tolerance) break;
    const centre = centreOf(corners, worst);
    const along = (share: number) => corner(between(centre, corners[worst].at, share));
    const reflected = along(-1);
    if (reflected.value < corners[0].value) {
      const expanded = along(-2);
      corners[worst] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < corners[worst - 1].value) {
      corners[worst] = reflected;
    } else {
      const contracted = reflected.value < corners[worst].value ? along(-0.5) : along(0.5);
      if (contracted.value < Math.min(reflected.value, corners[worst].value)) {
        corners[worst] = contracted;
      } else {
        for (let i = 1; i <= worst; i++) {
          corners[i] = corner(between(corners[0].at, corners[i].at, 0.5));
        }
      }
    }
    corners.sort(byValue);
  }
  return corners[0].at;
}

/** Mean of the first `count` corners. */
function centreOf(corners: readonly Corner[], count: number): Float64Array {
  const centre = new Float64Array(corners[0].at.length);
  for (let i = 0; i < count; i++) {
    for (let axis = 0; axis < centre.length; axis++) centre[axis] += corners[i].at[axis] / count;
  }
  return centre;
}

/** The point at a share of the way from a to b. */
function between(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((from, axis) => from + share * (b[axis] - from));
}
