import {
  deepStrictEqual as deepEqual,
  doesNotMatch,
  match,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { parseJsonWithComments } from "lib/config/json_with_comments.ts";
import { typingErrors } from "lib/config/nearest_setting.ts";
import { parseConfig } from "lib/config/parse.ts";
import { settingFrom } from "lib/config/setting_from.ts";
import { InputError } from "lib/input_error.ts";
import { isName } from "lib/name.ts";

function problemsOf(text: string, overrides: Record<string, unknown> = {}): readonly string[] {
  try {
    parseConfig(text, overrides);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

Deno.test("a byte order mark at the start of config.json is fine", () => {
  equal(parseConfig('\uFEFF{ "hours": 48 }').hours, 48);
});

Deno.test("a setting that is there twice is refused with its place, in any section", () => {
  deepEqual(problemsOf('{\n  "hours": 24,\n  "hours": 48\n}'), [
    "hours: must be there once, found a second one at line 3, column 3",
  ]);
  deepEqual(problemsOf('{ "grid": { "network_fee": 0, "network_fee": 0.5 } }'), [
    "grid.network_fee: must be there once, found a second one at line 1, column 31",
  ]);
  deepEqual(problemsOf('{ "grid": {}, "battery": {}, "grid": {} }'), [
    "grid: must be there once, found a second one at line 1, column 30",
  ]);
  deepEqual(problemsOf('{ "grid": { "network_fee": 0 }, "load": {} }'), []);
});

Deno.test("__proto__ is refused, not lost on the way", () => {
  deepEqual(problemsOf('{ "__proto__": { "hours": 48 } }'), [
    "__proto__: there is no such setting (line 1, column 3)",
  ]);
  throws(() => parseConfig("{}", { "__proto__.hours": 48 }), /__proto__\.hours: there is no such/);
  equal(({} as { hours?: number }).hours, undefined);
});

Deno.test("brackets within brackets are refused before a parser runs out of stack", () => {
  const [problem] = problemsOf(`{ "date": ${"[".repeat(50_000)} }`);
  equal(
    problem.startsWith("Cannot read the configuration as JSON with comments: more than 100"),
    true,
  );
  deepEqual(
    problemsOf(`{ "$schema": "${"[{".repeat(500)}" }`),
    [],
    "in a text they count for nothing",
  );
});

Deno.test("a number that begins with its point is told with the 0 that it lacks, on its line, in its file", () => {
  const text = '{\n  "grid": {\n    "network_fee": .03, // of each side\n  }\n}';
  throws(
    () => parseJsonWithComments(text, "my/config.json"),
    new InputError(
      'Cannot read the configuration "my/config.json" as JSON with comments: Invalid symbol at line 3, ' +
        'column 20: "network_fee": .03, // of each side (a 0 must precede the point: 0.03)',
    ),
  );
  match(problemsOf('{ "hours": -.5 }')[0], /column 12: .* \(a 0 must precede the point: -0\.5\)$/);
  doesNotMatch(problemsOf('{ "hours": five }')[0], /a 0 must/);
  match(problemsOf(`{ "date": ${" ".repeat(300)} five }`)[0], /: \{ "date": {91}…$/);
});

Deno.test("a value in the terminal is JSON, a number that begins with its point, or a text", () => {
  deepEqual(
    [".03", "-.5", "1e-3", "[1, 2]", "mid", ".", "1.", ".5x"].map(settingFrom),
    [0.03, -0.5, 0.001, [1, 2], "mid", ".", "1.", ".5x"],
  );
});

Deno.test("an unknown setting is told with the one that was probably meant", () => {
  const meant: Record<string, string | undefined> = {
    "grid.netwrok_fee": "grid.network_fee",
    "num_prosumers": "community.num_prosumers",
    "market.strategie": "market.bidding.strategy",
    "hour": "hours",
    "comunity.num_prosumers": "community",
    "colour": undefined,
  };
  for (const [path, nearest] of Object.entries(meant)) {
    const [problem] = problemsOf("{}", { [path]: 1 });
    equal(/did you mean (.*)\?/.exec(problem)?.[1], nearest, problem);
  }
});

Deno.test("a path through something that is no section is no setting", () => {
  throws(
    () => parseConfig('{ "hours": 24 }', { "hours.x": 1 }),
    /hours\.x: there is no such setting/,
  );
});

Deno.test("one tier replaced leaves the others of the objective, whatever the order of the words", () => {
  const tiers = { "1": 1.5, "5": 1.05, "10": 1.1 };
  deepEqual(
    parseConfig("{}", { "regulator.p2p_bonus_policy.1": 1.5 }).regulator.p2p_bonus_policy,
    tiers,
  );
  const profit = { "regulator.p2p_bonus_policy.3": 1.2, "regulator.objective": "profit" };
  deepEqual(parseConfig("{}", profit).regulator.p2p_bonus_policy, { "1": 1.05, "3": 1.2 });
});

Deno.test("names are of one line, printable, short, and no formula", () => {
  for (const name of ["Centro", "Borgo San Paolo", "Città", "东", "x".repeat(100)]) {
    equal(isName(name), true, name);
  }
  const bad = ["", " x", "x ", "a\nb", "a\tb", "a\u0000", "\u001b[2J", "=1+1", "+1", "-1", "@x"]
    .concat(["a\u202eb", "a\u2028b", "\ufffe", "\ud800", "x".repeat(101)]);
  for (const name of bad) {
    equal(isName(name), false, JSON.stringify(name));
    const pool = { [name]: [45, 46, 7, 8] };
    const [problem] = problemsOf(JSON.stringify({
      community: { num_neighbourhoods: 1, neighbourhoods_pool: pool },
    }));
    equal(/must be named by 1 to 100 printable characters/.test(problem), true, problem);
  }
});

Deno.test("a value in a message is cut at 200 characters", () => {
  const [problem] = problemsOf(JSON.stringify({ hours: "x".repeat(5000) }));
  equal(problem, `hours: must be a whole number from 1 to 1,000,000, found "${"x".repeat(199)}…`);
});

Deno.test("typing errors are counted with a pencil", () => {
  const cases: [string, string, number][] = [
    ["", "abc", 3],
    ["fee", "fee", 0],
    ["fee", "fees", 1],
    ["network", "netwrok", 1],
    ["kitten", "sitting", 3],
  ];
  for (const [a, b, errors] of cases) equal(typingErrors(a, b), errors, `${a} ${b}`);
});
