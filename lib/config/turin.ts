/**
 * The ten neighbourhoods of Turin that a community is drawn from:
 * `[lat_min, lat_max, lon_min, lon_max]`, degrees, WGS 84.
 */
export const defaultNeighbourhoods: Readonly<
  Record<string, readonly [number, number, number, number]>
> = {
  Centro: [45.065, 45.080, 7.675, 7.690],
  San_Salvario: [45.050, 45.065, 7.675, 7.695],
  Crocetta: [45.060, 45.075, 7.645, 7.660],
  Aurora: [45.088, 45.100, 7.675, 7.695],
  Vanchiglia: [45.068, 45.083, 7.690, 7.710],
  Lingotto: [45.015, 45.035, 7.640, 7.665],
  Santa_Rita: [45.040, 45.055, 7.630, 7.655],
  San_Donato: [45.080, 45.095, 7.640, 7.658],
  Cit_Turin: [45.070, 45.085, 7.660, 7.675],
  Barriera_di_Milano: [45.100, 45.115, 7.665, 7.685],
};
