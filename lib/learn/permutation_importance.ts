import { type RandomStream, uniformInteger } from "../random.ts";
import type { TrainingTable } from "./boosting.ts";
import { rootMeanSquareError } from "./metrics.ts";

/**
 * How much a model leans on each column: the share by which its root mean square error grows when
 * the column's values are shuffled among the rows (Breiman 2001, doi:10.1023/A:1010933404324).
 *
 * Columns that say the same stand in for each other and so look less important than they are.
 *
 * @param table Rows that the model was not trained on.
 * @param predict The model's forecasts for the rows of such columns.
 * @param stream Draws the order of a column.
 * @returns One share per column; 0.5 for an error that grows by half, about 0 for a column not used.
 * @throws {RangeError} If the table has no rows.
 */
export function permutationImportance(
  { columns, target }: TrainingTable,
  predict: (columns: readonly Float64Array[]) => Float64Array,
  stream: (column: number) => RandomStream,
): Float64Array {
  const usual = rootMeanSquareError(target, predict(columns));
  return Float64Array.from(columns, (column, c) => {
    const shuffled = columns.with(c, inAnyOrder(column, stream(c)));
    return rootMeanSquareError(target, predict(shuffled)) / usual - 1;
  });
}

/** A copy of the values in a drawn order (Fisher & Yates 1938). */
function inAnyOrder(values: Float64Array, stream: RandomStream): Float64Array {
  const copy = values.slice();
  for (let i = copy.length - 1; i > 0; i--) {
    const j = uniformInteger(stream, 0, i);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
