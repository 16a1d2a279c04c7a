/**
 * Temperature of the cells of a free-standing panel, °C: Faiman (2008), doi:10.1002/pip.813, with
 * the coefficients of Koehl et al. (2011), doi:10.1016/j.solmat.2011.01.020, for crystalline
 * silicon, the ones that PVGIS uses.
 *
 * @param irradiance On the panel, W/m².
 * @param airTemperature °C.
 * @param windSpeed m/s, at the panel.
 */
export function cellTemperature(
  irradiance: number,
  airTemperature: number,
  windSpeed: number,
): number {
  return airTemperature + irradiance / (26.9 + 6.2 * windSpeed);
}

/**
 * Efficiency of crystalline silicon relative to standard test conditions (1000 W/m², 25 °C):
 * Huld et al. (2011), doi:10.1016/j.solmat.2011.07.026. It falls with heat and in faint light.
 *
 * @param irradiance On the panel, W/m².
 * @param cellTemperature °C.
 * @returns 1 at standard test conditions, never below 0, 0 without light.
 */
export function relativeEfficiency(irradiance: number, cellTemperature: number): number {
  if (irradiance <= 0) return 0;
  const light = Math.log(irradiance / 1000);
  const heat = cellTemperature - 25;
  const efficiency = 1 - 0.017237 * light - 0.040465 * light * light +
    heat * (-0.004702 + 0.000149 * light + 0.00017 * light * light) + 5e-6 * heat * heat;
  return Math.max(0, efficiency);
}

/**
 * Power that a panel delivers to the grid, kW per kW of its peak power.
 *
 * @param irradiance On the panel, W/m².
 * @param cellTemperature °C.
 * @param lossesPercent Lost in cables, inverter and dirt, %: `pv_losses`.
 */
export function powerPerKw(
  irradiance: number,
  cellTemperature: number,
  lossesPercent: number,
): number {
  return irradiance / 1000 * relativeEfficiency(irradiance, cellTemperature) *
    (1 - lossesPercent / 100);
}
