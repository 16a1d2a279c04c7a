import { explainProof, proveTrades } from "../../chain/mod.ts";
import { InputError } from "../../input_error.ts";
import type { Arguments, Command } from "../command.ts";
import { audited, openFile } from "../chain_file.ts";
import { checkChain, checkOptions } from "../checked_chain.ts";

/** `deno task prove`: shows that a prosumer's trades of an hour are on the chain. */
export const proveCommand: Command = {
  name: "prove",
  summary: "Prove, step by step, that a prosumer's trades of an hour are on the chain.",
  positionals: "[results/chain.jsonl]",
  options: {
    prosumer: { value: "ID", help: "Whose trades" },
    hour: { value: "N", help: "Hour of the scenario, from 0" },
    ...checkOptions,
    json: { help: "Print the proofs as JSON" },
  },
  async run(args, terminal) {
    const prosumer = required(args, "prosumer");
    const hour = required(args, "hour");
    const { path, keys: { validators }, expected } = await checkChain(args, terminal);
    using file = openFile(path);
    const options = { ...expected, validators };
    const trades = await audited(path, proveTrades(file.readable, prosumer, hour, options));
    if (args.flag("json")) {
      terminal.print(JSON.stringify(trades, null, 2));
    } else if (trades.length === 0) {
      terminal.print(`Prosumer ${prosumer} has no trade in hour ${hour} on ${path}.`);
    } else {
      terminal.print(trades.map(explainProof).join("\n\n"));
    }
  },
};

function required(args: Arguments, name: string): number {
  const value = args.wholeNumber(name);
  if (value === undefined || value < 0) {
    throw new InputError(
      `--${name} must be given, a whole number from 0, found ${value ?? "nothing"}`,
    );
  }
  return value;
}
