/**
 * What the notebooks need besides the library: tables, progress, the project's folders.
 *
 * @module
 */
export { placesFor, projectPath } from "../cli/places.ts";
export { withProgress } from "./progress.ts";
export { type Cell, JUPYTER_DISPLAY, Table, table, type TableOptions } from "./table.ts";
