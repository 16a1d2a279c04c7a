/** Text written straight into bytes: what makes the large files of a run. */
export { AsciiWriter } from "./ascii_writer.ts";
