import {
  deepStrictEqual as deepEqual,
  doesNotMatch,
  match,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { helpOf, parseArguments } from "lib/cli/arguments.ts";
import type { Command } from "lib/cli/command.ts";
import { InputError } from "lib/input_error.ts";

const command: Command = {
  name: "cook",
  summary: "Cook a dish.",
  positionals: "DISH",
  options: {
    salt: { value: "GRAMS", help: "How much salt" },
    herb: { value: "NAME", help: "A herb", multiple: true },
    hot: { help: "Serve hot" },
  },
  run: () => Promise.resolve(),
};

Deno.test("options, flags and positionals are found wherever they stand", () => {
  const args = parseArguments(command, [
    "--salt",
    "3",
    "soup",
    "--herb=mint",
    "--hot",
    "--herb",
    "x",
  ]);
  deepEqual(args.positionals, ["soup"]);
  equal(args.wholeNumber("salt"), 3);
  deepEqual(args.all("herb"), ["mint", "x"]);
  equal(args.flag("hot"), true);
  const bare = parseArguments(command, []);
  equal(bare.text("salt"), undefined);
  equal(bare.wholeNumber("salt"), undefined);
  deepEqual(bare.all("herb"), []);
  equal(bare.flag("hot"), false);
});

Deno.test("an unknown option or a missing value is an input error that points to --help", () => {
  for (const words of [["--pepper", "1"], ["--salt"], ["--salt", "-3"]]) {
    throws(() => parseArguments(command, words), (error: unknown) => {
      match(String(error), /[^.]\. See `deno task cook --help`$/);
      doesNotMatch(String(error), /\n/);
      return error instanceof InputError;
    });
  }
});

Deno.test("an option without its value, or with one that looks like an option, is one sentence", () => {
  for (const words of [["--salt"], ["--salt", "-3"], ["--salt", "--hot"]]) {
    throws(() => parseArguments(command, words), {
      message: "--salt needs a value, --salt=-1 if it begins with a dash. " +
        "See `deno task cook --help`",
    });
  }
});

Deno.test("a number that is none is refused with the text found", () => {
  for (const text of ["ten", "1.5", "1e3"]) {
    const args = parseArguments(command, [`--salt=${text}`]);
    throws(() => args.wholeNumber("salt"), new RegExp(`whole number, found "${text}"`));
  }
});

Deno.test("the help lists every option with its value", () => {
  const help = helpOf(command);
  match(help, /^Cook a dish\.\n\nUsage: deno task cook DISH \[options\]/);
  match(help, /--salt GRAMS {2}How much salt\n {2}--herb NAME/);
  match(help, /--help {8}Print this$/);
});
