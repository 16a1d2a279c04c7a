/**
 * The command line. Given the words of a command it gives an exit status; what the user can mend is told
 * in sentences on standard error.
 *
 * @module
 */
export { main } from "./main.ts";
export type { Arguments, Command, Option, Terminal } from "./command.ts";
