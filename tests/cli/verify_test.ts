import { match, ok, rejects, strictEqual as equal } from "node:assert/strict";
import { join } from "node:path";
import { parseArguments } from "../../lib/cli/arguments.ts";
import type { Command } from "../../lib/cli/command.ts";
import { proveCommand } from "../../lib/cli/commands/prove.ts";
import { verifyCommand } from "../../lib/cli/commands/verify.ts";
import { InputError } from "../../lib/input_error.ts";
import { exampleChain } from "../made/chain_example.ts";

const example = await exampleChain([6, 0, 9]);
const unsigned = await exampleChain([6, 0, 9], { signatures: false });
const tip: string = JSON.parse(example.text.trimEnd().split("\n").at(-1) ?? "").hash;

/** Runs a command and gives what it prints. */
async function run(command: Command, words: readonly string[]): Promise<string> {
  const printed: string[] = [];
  await command.run(parseArguments(command, words), {
    print: (text) => printed.push(text),
    progress: () => {},
  });
  return printed.join("\n");
}

async function refuses(command: Command, words: readonly string[], sentence: RegExp) {
  await rejects(() => run(command, words), (error) => {
    match((error as Error).message, sentence);
    return error instanceof InputError;
  });
}

/** Gives a folder with files to a test, and removes it. */
async function withFiles(
  files: Readonly<Record<string, string>>,
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(folder, name), text);
    }
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a settlement in Parquet is refused with the way out", () =>
  withFiles({ "chain.jsonl": example.text }, (folder) =>
    refuses(
      verifyCommand,
      [join(folder, "chain.jsonl"), "--settlement", join(folder, "prosumer_stats.parquet")],
      /in Parquet the table has no column transactions; .* --format csv/,
    )));

Deno.test("verify checks signatures by the keys beside the chain", () =>
  withFiles({ "chain.jsonl": example.text, "keys.json": example.keysText }, async (folder) => {
    const printed = await run(verifyCommand, [join(folder, "chain.jsonl")]);
    match(printed, /is valid: 3 blocks from 2024-08-15 00:00 on, difficulty 2, with 15 trades/);
    match(printed, /Signatures: both parties of every trade, by the keys in .*keys\.json\./);
    match(printed, /Settlement: not compared/);
    match(printed, /Work: [\d,]+ hashes tried, 768 expected/);
    ok(printed.includes(`Tip: ${tip}`));
  }));

Deno.test("verify says what it could not check", async () => {
  await withFiles({ "chain.jsonl": example.text }, async (folder) => {
    const printed = await run(verifyCommand, [join(folder, "chain.jsonl")]);
    match(printed, /15 of 15 trades are signed, NOT CHECKED/);
  });
  await withFiles({ "chain.jsonl": unsigned.text }, async (folder) => {
    match(await run(verifyCommand, [join(folder, "chain.jsonl")]), /Signatures: none/);
  });
});

Deno.test("verify refuses an unsigned chain where there are keys", () =>
  withFiles({ "chain.jsonl": unsigned.text, "k.json": example.keysText }, (folder) =>
    refuses(
      verifyCommand,
      [join(folder, "chain.jsonl"), "--keys", join(folder, "k.json")],
      /chain\.jsonl does not pass\. Block 1, transactions\[0\]\.signatures: expected signatures/,
    )));

Deno.test("verify refuses to go on without keys where run.json promises signatures", () => {
  const promised = JSON.stringify({ config: { blockchain: { signatures: true } } });
  return withFiles({ "chain.jsonl": unsigned.text, "run.json": promised }, (folder) =>
    refuses(
      verifyCommand,
      [join(folder, "chain.jsonl")],
      /Cannot check the signatures of .*chain\.jsonl, which .*run\.json promises/,
    ));
});

Deno.test("verify compares the tip, which tells of blocks cut off", () => {
  const cut = example.text.trimEnd().split("\n").slice(0, -1).join("\n") + "\n";
  return withFiles({ "chain.jsonl": example.text, "cut.jsonl": cut }, async (folder) => {
    await run(verifyCommand, [join(folder, "chain.jsonl"), "--tip", tip]);
    const words = [join(folder, "cut.jsonl"), "--tip", tip];
    await refuses(verifyCommand, words, /its last block must have the hash [0-9a-f]{64}, found/);
  });
});

Deno.test("verify compares the tip with the one that run.json notes, unless another is given", () => {
  const cut = example.text.trimEnd().split("\n").slice(0, -1).join("\n") + "\n";
  const cutTip: string = JSON.parse(cut.trimEnd().split("\n").at(-1) ?? "").hash;
  const note = JSON.stringify({ chain: { blocks: 3, tip } });
  return withFiles({ "chain.jsonl": example.text, "run.json": note }, async (folder) => {
    const chain = join(folder, "chain.jsonl");
    match(
      await run(verifyCommand, [chain]),
      new RegExp(`Tip: ${tip}, as it must be by .*run.json`),
    );
    await Deno.writeTextFile(chain, cut);
    const sentence = /is not the chain that .*run\.json names: .* the hash [0-9a-f]{64}, found/;
    await refuses(verifyCommand, [chain], sentence);
    match(await run(verifyCommand, [chain, "--tip", cutTip]), /as it must be by --tip/);
    await Deno.writeTextFile(join(folder, "run.json"), "{}");
    match(await run(verifyCommand, [chain]), /Blocks cut off at the end leave no trace/);
    await Deno.writeTextFile(join(folder, "run.json"), "null");
    await run(verifyCommand, [chain]);
    await Deno.writeTextFile(join(folder, "run.json"), note.slice(1));
    await refuses(verifyCommand, [chain], /^Cannot read the run in ".*run\.json": it is not JSON/);
    await Deno.remove(join(folder, "run.json"));
    await refuses(verifyCommand, [chain, "--settlement", chain], /there is no run\.json beside/);
  });
});

Deno.test("verify asks for what it needs in a sentence", () =>
  withFiles({ "chain.jsonl": example.text, "run.json": "{}" }, async (folder) => {
    const chain = join(folder, "chain.jsonl");
    await refuses(
      verifyCommand,
      [join(folder, "no")],
      /^Cannot read ".*no": it does not exist/,
    );
    await refuses(verifyCommand, [folder], /^Cannot read ".*": it is not a file/);
    await refuses(verifyCommand, [chain, chain], /^One chain is verified at a time/);
    await refuses(verifyCommand, [chain, "--keys", chain], /^The file of public keys must be/);
    await refuses(
      verifyCommand,
      [chain, "--settlement", chain],
      /^Cannot read the fees in ".*run\.json": config\.grid\.network_fee must be a number/,
    );
    await refuses(verifyCommand, [chain, "--settlement", chain, "--run", chain], /it is not JSON/);
  }));

Deno.test("prove prints the trades of a prosumer in an hour step by step, or as JSON", () =>
  withFiles({ "chain.jsonl": example.text }, async (folder) => {
    const chain = join(folder, "chain.jsonl");
    const { transactions } = JSON.parse(example.text.trimEnd().split("\n")[2]);
    const { sender, receiver } = transactions[3];
    const id = String(typeof sender === "number" ? sender : receiver);
    const words = [chain, "--prosumer", id, "--hour", "2"];
    match(await run(proveCommand, words), /^Step 2: .* kWh to .*\n/);
    const proofs = JSON.parse(await run(proveCommand, [...words, "--json"]));
    equal(proofs[0].blockHash, tip);
    const idle = [chain, "--prosumer", id, "--hour", "1"];
    match(await run(proveCommand, idle), /has no trade in hour 1/);
  }));

Deno.test("prove asks for what it needs in a sentence", () =>
  withFiles({ "chain.jsonl": example.text + "x" }, async (folder) => {
    const chain = join(folder, "chain.jsonl");
    await refuses(proveCommand, [chain, "--hour", "1"], /^--prosumer must be given/);
    await refuses(proveCommand, [chain, "--prosumer", "1"], /^--hour must be given/);
    await refuses(
      proveCommand,
      [chain, "--prosumer", "1", "--hour", "9"],
      /does not pass\. Block 3, line: expected a line/,
    );
  }));

Deno.test("prove proves nothing from a chain that verify refuses: another tip, missing keys", async () => {
  const run = (hash: string, signatures: boolean) =>
    JSON.stringify({ chain: { tip: hash }, config: { blockchain: { signatures } } });
  const words = (folder: string) => [join(folder, "chain.jsonl"), "--prosumer", "1", "--hour", "0"];
  const other = { "chain.jsonl": unsigned.text, "run.json": run("0".repeat(64), false) };
  await withFiles(other, async (folder) => {
    await refuses(
      verifyCommand,
      words(folder).slice(0, 1),
      /is not the chain that .*run\.json names/,
    );
    await refuses(proveCommand, words(folder), /is not the chain that .*run\.json names/);
  });
  const stripped = { "chain.jsonl": unsigned.text, "run.json": run(tip, true) };
  await withFiles(stripped, async (folder) => {
    await refuses(proveCommand, words(folder), /Cannot check the signatures of/);
  });
});

Deno.test("other keys than the run's are refused, even where they fit the chain", () => {
  const files = { "chain.jsonl": example.text, "keys.json": example.keysText };
  return withFiles(
    { ...files, "run.json": JSON.stringify({ outputs: { "keys.json": "0".repeat(64) } }) },
    (folder) =>
      refuses(
        verifyCommand,
        [join(folder, "chain.jsonl")],
        /keys\.json is not the keys\.json of the run that .*run\.json describes/,
      ),
  );
});

const staked = await exampleChain([6, 0, 9], { consensus: "proof-of-stake" });

Deno.test("verify repeats the draws of a chain by proof of stake", () =>
  withFiles({ "chain.jsonl": staked.text, "keys.json": staked.keysText }, async (folder) => {
    const printed = await run(verifyCommand, [join(folder, "chain.jsonl")]);
    match(
      printed,
      /is valid: 3 blocks from 2024-08-15 00:00 on, by proof of stake, with 15 trades/,
    );
    match(
      printed,
      /Stake: 2 blocks each signed by the validator that the lottery drew among the 10/,
    );
  }));

Deno.test("verify says that it could not repeat the draws, or refuses where a run promises them", async () => {
  await withFiles({ "chain.jsonl": staked.text }, async (folder) => {
    const printed = await run(verifyCommand, [join(folder, "chain.jsonl")]);
    match(printed, /Stake: draws and signatures of the blocks are NOT CHECKED/);
  });
  const promised = JSON.stringify({ config: { blockchain: { consensus: "proof-of-stake" } } });
  const files = { "chain.jsonl": staked.text, "run.json": promised, "keys.json": example.keysText };
  await withFiles(files, (folder) =>
    refuses(
      verifyCommand,
      [join(folder, "chain.jsonl")],
      /Cannot repeat the draws of .*chain\.jsonl, which is by proof of stake according to .*run\.json/,
    ));
});

Deno.test("verify refuses a chain of another consensus than the run's", () => {
  const promised = JSON.stringify({ config: { blockchain: { consensus: "proof-of-work" } } });
  const files = { "chain.jsonl": staked.text, "run.json": promised, "keys.json": staked.keysText };
  return withFiles(files, (folder) =>
    refuses(
      verifyCommand,
      [join(folder, "chain.jsonl")],
      /Block 0, line: expected that of a chain by proof-of-work, found one by proof-of-stake/,
    ));
});

Deno.test("verify takes the length of a step from run.json", () => {
  const minutes = (step: number) => JSON.stringify({ config: { step_minutes: step } });
  const files = {
    "chain.jsonl": unsigned.text,
    "run.json": minutes(60),
    "other.json": minutes(15),
  };
  return withFiles(files, async (folder) => {
    const chain = join(folder, "chain.jsonl");
    match(await run(verifyCommand, [chain]), /is valid/);
    const words = [chain, "--run", join(folder, "other.json")];
    await refuses(
      verifyCommand,
      words,
      /Block 2, transactions\[0\]\.step: expected 8, the block's/,
    );
  });
});
