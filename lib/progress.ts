/**
 * Told how far a long task has come. Handed in by the command line (a bar on standard error) and
 * by notebooks (an updating display); it never changes a result.
 *
 * @param task What is being done, such as `Training the PUN forecaster`.
 * @param done Units finished, 0 … total; equal to `total` at the end.
 * @param total Units in all.
 */
export type Progress = (task: string, done: number, total: number) => void;

/** Says nothing. */
export const silent: Progress = () => {};
