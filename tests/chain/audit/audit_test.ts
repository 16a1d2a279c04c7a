import { ok, strictEqual as equal, throws } from "node:assert/strict";
import {
  type AuditOptions,
  type AuditSummary,
  ChainAudit,
} from "../../../lib/chain/audit/audit.ts";
import { blockText } from "../../../lib/chain/block.ts";
import { ChainFault } from "../../../lib/chain/audit/fault.ts";
import { type BlockHeader, headerHash } from "../../../lib/chain/format/header.ts";
import { encodedKeys, keysJson, parseKeys } from "../../../lib/chain/format/key_file.ts";
import { KeyRing } from "../../../lib/chain/format/keys.ts";
import { leafHash, merkleRoot } from "../../../lib/chain/format/merkle.ts";
import { mine } from "../../../lib/chain/mining/proof_of_work.ts";
import { signatureOf, signedMessage, withSignatures } from "../../../lib/chain/format/signature.ts";
import { canonicalTransaction, type Transaction } from "../../../lib/chain/format/transaction.ts";
import { EXAMPLE_START, exampleChain } from "../../made/chain_example.ts";

const { text, keys } = await exampleChain([5, 4, 0, 6]);
const unsigned = await exampleChain([5, 4, 0, 6], { signatures: false });

type Line = BlockHeader & { hash: string; transactions: Record<string, unknown>[] };

const parsed = (chain: string): Line[] =>
  chain.trimEnd().split("\n").map((line) => JSON.parse(line));
const written = (lines: readonly unknown[]): string =>
  lines.map((line) => JSON.stringify(line) + "\n").join("");

function audit(chain: string, options: AuditOptions = {}): AuditSummary {
  const audit = new ChainAudit(options);
  audit.take(chain);
  return audit.finish();
}

/** The first fault of a chain, as `Block 3 hash`. */
function faultOf(chain: string, options: AuditOptions = { keys }): string {
  let fault: unknown;
  throws(() => audit(chain, options), (error) => (fault = error) instanceof ChainFault);
  const { where, field } = fault as ChainFault;
  return `${where} ${field}`;
}

/** The chain after a change of its parsed lines. */
function changed(change: (lines: Line[]) => void, chain = text): string {
  const lines = parsed(chain);
  change(lines);
  return written(lines);
}

/**
 * The chain after a change, with roots, links and work made anew from the first changed block on:
 * a forger's.
 */
function forged(change: (lines: Line[]) => void, chain = text): string {
  const lines = parsed(chain);
  change(lines);
  const honest = chain.split("\n");
  const first = lines.findIndex((line, i) => JSON.stringify(line) !== honest[i]);
  for (let i = first; i < lines.length; i++) {
    const { transactions, miner, nonce: _, hash: __, ...header } = lines[i];
    const leaves = transactions.map(({ signatures: _, ...trade }) =>
      leafHash(canonicalTransaction(trade as unknown as Transaction))
    );
    const template = {
      ...header,
      previousHash: lines[i - 1].hash,
      merkleRoot: merkleRoot(leaves),
    };
    const block = mine(template, { contestants: [{ miner, power: 1 }], offset: 0 });
    const work = { contestants: [], winnerPower: 1, hashesTried: 1 };
    const none = { ...block, marks: {}, transactions: [], work };
    lines[i] = JSON.parse(blockText(none));
    lines[i].transactions = transactions;
  }
  return written(lines);
}

Deno.test("a chain passes as it was written, signed or not, whole or in pieces", () => {
  const summary = audit(text, { keys });
  equal(summary.blocks, 4);
  equal(summary.transactions, 15);
  equal(summary.signed, 15);
  equal(summary.start, EXAMPLE_START);
  equal(summary.difficulty, 2);
  equal(summary.tipHash, parsed(text).at(-1)?.hash);
  const tries = parsed(text).reduce((sum, { nonce }) => sum + nonce + 1, 0);
  equal(summary.hashesTried, tries, "nonces count up from 0");
  equal(audit(unsigned.text).signed, 0);
  equal(audit(unsigned.text).tipHash, summary.tipHash, "signatures are no part of the hashes");

  const pieces = new ChainAudit({ keys });
  for (const character of text) pieces.take(character);
  equal(JSON.stringify(pieces.finish()), JSON.stringify(summary));
});

Deno.test("a forger's chain passes without its signatures, so the forger of these tests works", () => {
  const altered = forged((lines) => lines[2].transactions[1].amount = 9);
  equal(audit(altered).transactions, 15);
});

Deno.test("blocks mined anew do not pass even with their old trades, signed on other hashes", () => {
  const shortened = forged((lines) => lines[2].transactions.pop());
  equal(faultOf(shortened), "Block 3 transactions[0].signatures[0]");
});

Deno.test("the first fault is named by block and field", () => {
  equal(faultOf(changed(set(2, { index: 3 }))), "Block 2 index");
  equal(faultOf(changed(set(2, { previousHash: "ab".repeat(32) }))), "Block 2 previousHash");
  equal(faultOf(changed(set(2, { merkleRoot: "ab".repeat(32) }))), "Block 2 hash");
  equal(faultOf(changed(set(2, { timestamp: EXAMPLE_START + 7200 }))), "Block 2 hash");
  equal(faultOf(changed(set(2, { timestamp: EXAMPLE_START }))), "Block 2 timestamp");
  equal(faultOf(changed(set(2, { timestamp: EXAMPLE_START + 3601 }))), "Block 2 timestamp");
  equal(faultOf(changed(set(2, { miner: 11 }))), "Block 2 hash");
  equal(faultOf(changed(set(2, { miner: 0 }))), "Block 2 miner");
  equal(faultOf(changed(set(0, { miner: 1 }))), "Block 0 miner");
  equal(faultOf(changed(set(2, { difficulty: 1 }))), "Block 2 difficulty");
  equal(faultOf(changed(set(2, { nonce: 1 }))), "Block 2 hash");
  equal(faultOf(changed(set(2, { hash: "00".repeat(32) }))), "Block 2 hash");
});

/** Replaces fields of a block. */
function set(block: number, fields: Partial<Line>): (lines: Line[]) => void {
  return (lines) => Object.assign(lines[block], fields);
}

Deno.test("a trade altered without more ado shows in the Merkle root", () => {
  const altered = changed((lines) => lines[2].transactions[1].amount = 9);
  equal(faultOf(altered, {}), "Block 2 merkleRoot");
});

Deno.test("the receiver's signature counts as much as the sender's", () => {
  const swapped = changed((lines) => {
    const [one, other] = lines[2].transactions.slice(0, 2).map(({ signatures }) => signatures);
    const [sender] = one as string[];
    const [, receiver] = other as string[];
    lines[2].transactions[0].signatures = [sender, receiver];
  });
  equal(faultOf(swapped), "Block 2 transactions[0].signatures[1]");
});

Deno.test("a header that hashes right but not low enough has done no work", () => {
  const lazy = changed((lines) => {
    const { transactions: _, hash: __, ...header } = lines[3];
    let nonce = 0;
    while (headerHash({ ...header, nonce }).startsWith("00")) nonce += 1;
    Object.assign(lines[3], { nonce, hash: headerHash({ ...header, nonce }) });
  });
  throws(() => audit(lazy), /Block 3, hash: expected 2 zeros at its start/);
});

Deno.test("a value of the wrong kind, an unknown field and a missing one are named", () => {
  const wrong: readonly (readonly [string, unknown])[] = [
    ["index", "2"],
    ["previousHash", "AB".repeat(32)],
    ["merkleRoot", null],
    ["timestamp", 1.5],
    ["miner", -1],
    ["difficulty", 65],
    ["nonce", 2 ** 60],
    ["hash", "ab"],
  ];
  for (const [field, value] of wrong) {
    equal(faultOf(changed(set(2, { [field]: value }))), `Block 2 ${field}`);
  }
  equal(faultOf(text.replace('{"index":2', '{"surprise":1,"index":2')), "Block 2 surprise");
  equal(faultOf(changed(set(2, { surprise: 1 } as never))), "Block 2 line");
  equal(
    faultOf(changed((lines) => delete (lines[2] as { nonce?: number }).nonce)),
    "Block 2 nonce",
  );
  equal(faultOf(changed((lines) => delete (lines[2] as { hash?: string }).hash)), "Block 2 hash");

  const wrongTrade: readonly (readonly [string, unknown])[] = [
    ["amount", 0],
    ["amount", "1"],
    ["price_per_kWh", null],
    ["sender", "aggregator"],
    ["receiver", 1.5],
    ["type", "P2p"],
    ["step", -1],
    ["step", 3],
    ["timestamp", 0],
    ["signatures", ["a"]],
    ["surprise", 1],
    ["constructor", 1],
  ];
  for (const [field, value] of wrongTrade) {
    const chain = changed((lines) => lines[2].transactions[1][field] = value);
    equal(faultOf(chain), `Block 2 transactions[1].${field}`);
  }
});

Deno.test("one meaning has one form: other spellings of the same are refused", () => {
  const spellings: readonly (readonly [RegExp, string])[] = [
    [/"index":1,/, '"index":1.0,'],
    [/"index":1,/, '"index": 1,'],
    [/"index":1,/, '"index":1,"index":1,'],
    [/"index":1,/, '"\\u0069ndex":1,'],
    [/"type":"P2P"/, '"type":"P2\\u0050"'],
    [/"amount":1\./, '"amount":01.'],
    [/"amount":1\.(\d+),/, '"amount":1.$10,'],
    [/"step":0,/, '"step":-0,'],
    [/"\],"step"/, '"] ,"step"'],
    [/\}\]\}/, "},]}"],
    [/\[\{/, "[,{"],
    [/\n/, "\r\n"],
    [/\n/, "\n\n"],
    [/\n$/, ""],
    [/^/, "\uFEFF"],
    [/$/, " "],
  ];
  for (const [pattern, replacement] of spellings) {
    const respelt = text.replace(pattern, replacement);
    ok(respelt !== text, `nothing to respell by ${pattern}`);
    throws(() => audit(respelt), ChainFault, `${pattern}`);
  }
});

Deno.test("what cannot be a chain is refused with what was expected", () => {
  throws(() => audit(""), /Block 0, line: expected a genesis block, found the end of the file/);
  throws(() => audit("hello\n"), /Block 0, line/);
  throws(() => audit("[".repeat(10)), ChainFault);
  throws(() => audit("x".repeat(1e6)), ChainFault);
  throws(() => audit(text.slice(0, -40)), ChainFault);
  throws(() => audit(text + '{"index":4'), ChainFault);
});

Deno.test("re-mined chains of unsigned, altered, doubled or foreign trades do not pass", () => {
  const unsignedTrade = forged((lines) => delete lines[2].transactions[1].signatures);
  equal(faultOf(unsignedTrade), "Block 2 transactions[1].signatures");
  equal(faultOf(unsigned.text), "Block 1 transactions[0].signatures");

  const altered = forged((lines) => lines[2].transactions[1].amount = 9);
  equal(faultOf(altered), "Block 2 transactions[1].signatures[0]");

  const doubled = forged((lines) => lines[2].transactions.push(lines[2].transactions[0]));
  equal(faultOf(doubled), "Block 2 transactions[4]");

  const again = forged((lines) => lines[3].transactions.push(lines[2].transactions[0]));
  equal(faultOf(again), "Block 3 transactions[6].timestamp");

  const stranger = { keys: parseKeys(keysJson({ parties: encodedKeys(new KeyRing(8), 20) })) };
  equal(faultOf(text, stranger), "Block 1 transactions[0].signatures[0]");
  const fewer = { keys: parseKeys(keysJson({ parties: encodedKeys(new KeyRing(7), 1) })) };
  ok(/^Block 1 transactions\[\d\]\.(sender|receiver)$/.test(faultOf(text, fewer)));
});

Deno.test("without keys it still shows that signatures are missing or are none", () => {
  const withSignaturesOf = (at: number, signatures: unknown) => (lines: Line[]) => {
    lines[2].transactions[at].signatures = signatures;
  };
  const [sender, receiver] = parsed(text)[2].transactions[1].signatures as [string, string];
  for (const form of ["", sender.slice(1), sender + "==", "ü" + sender.slice(1), sender + "\n"]) {
    for (const signatures of [[form, receiver], [sender, form], null, [sender, receiver, sender]]) {
      const chain = changed(withSignaturesOf(1, signatures));
      equal(faultOf(chain, {}), "Block 2 transactions[1].signatures");
    }
  }
  const respelt = sender.slice(0, -1) + String.fromCharCode(sender.charCodeAt(85) + 1);
  const loose = changed(withSignaturesOf(1, [respelt, receiver]));
  equal(faultOf(loose, {}), "Block 2 transactions[1].signatures");
  const stripped = changed((lines) => delete lines[2].transactions[1].signatures);
  equal(faultOf(stripped, {}), "Block 2 transactions[1].signatures");
  const added = changed((lines) => {
    lines[2].transactions[1] = parsed(text)[2].transactions[1];
  }, unsigned.text);
  equal(faultOf(added, {}), "Block 2 transactions[1].signatures");
});

Deno.test("a trade signed for another chain does not pass", () => {
  const ring = new KeyRing(7);
  const forgery = forged((lines) => {
    const { signatures: _, ...trade } = lines[2].transactions[1];
    const { sender, receiver } = trade as unknown as Transaction;
    const message = signedMessage("00".repeat(32), canonicalTransaction(trade as never));
    lines[2].transactions[1] = JSON.parse(
      withSignatures(canonicalTransaction(trade as never), [
        signatureOf(message, ring.of(sender)),
        signatureOf(message, ring.of(receiver)),
      ]),
    );
  });
  equal(faultOf(forgery), "Block 2 transactions[1].signatures[0]");
});

/** What a run.json says of the length of a step. */
const hourly = { stepSeconds: 3600 };

Deno.test("a step of another length is found at once if the length is known, else by what follows", () => {
  // 3600 s after the start step 2 would begin at 30 minutes a step: then the others are wrong.
  const trade = forged((lines) => lines[2].transactions[0].step = 2, unsigned.text);
  equal(faultOf(trade, {}), "Block 2 transactions[1].step");
  equal(faultOf(trade, hourly), "Block 2 transactions[0].step");
  const block = forged((lines) => {
    for (const trade of lines[2].transactions) trade.step = 2;
  }, unsigned.text);
  equal(faultOf(block, {}), "Block 3 transactions[0].step");
  equal(faultOf(block, hourly), "Block 2 transactions[0].step");
});

Deno.test("re-mined chains that break a rule of trades do not pass", () => {
  const rules: readonly (readonly [string, (lines: Line[]) => void])[] = [
    ["Block 2 transactions", (lines) => lines[2].transactions = []],
    ["Block 2 transactions[0].type", (lines) => lines[2].transactions[0].type = wrongType(lines)],
    ["Block 2 transactions[0].step", (lines) => lines[2].transactions[0].step = 5],
    ["Block 2 transactions[0].step", (lines) => lines[2].transactions[0].step = 0],
    ["Block 3 transactions[0].step", (lines) => {
      for (const trade of lines[3].transactions) trade.step = 2;
    }],
    ["Block 2 transactions[1].type", (lines) => {
      Object.assign(lines[2].transactions[1], { sender: 1, receiver: 2, type: "IMB_short" });
    }],
    ["Block 2 transactions[1].type", (lines) => {
      Object.assign(lines[2].transactions[1], {
        sender: "Aggregator",
        receiver: 2,
        type: "IMB_long",
      });
    }],
    ["Block 2 transactions[1].type", (lines) => {
      Object.assign(lines[2].transactions[1], {
        sender: 2,
        receiver: "Aggregator",
        type: "IMB_short",
      });
    }],
    ["Block 2 transactions[0].receiver", (lines) => {
      Object.assign(lines[2].transactions[0], { sender: 3, receiver: 3, type: "P2P" });
    }],
  ];
  for (const [fault, change] of rules) {
    const text = forged(change, unsigned.text);
    equal(faultOf(text, {}), fault);
    equal(faultOf(text, hourly), fault);
  }
  const withoutGenesis = parsed(unsigned.text);
  withoutGenesis[0].transactions = withoutGenesis[1].transactions;
  equal(faultOf(written(withoutGenesis), {}), "Block 0 transactions");
});

function wrongType(lines: readonly Line[]): string {
  return lines[2].transactions[0].type === "GRID_buy" ? "GRID_sell" : "GRID_buy";
}
