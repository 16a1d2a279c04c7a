import type { Progress } from "../../progress.ts";
import { ChainFault } from "../audit/fault.ts";
import type {
  Consensus,
  HeaderTemplate,
  Seal,
  SealAudit,
  SealedHeader,
  Sealer,
  SealerSettings,
} from "../consensus/consensus.ts";
import { type BlockHeader, expectedHashes, meetsDifficulty } from "../format/header.ts";
import { MiningPool } from "./pool.ts";
import { mine, type Mined } from "./proof_of_work.ts";
import { contestantsOf, GENESIS_RACE, type Race, raceOfHour, type RaceTemplate } from "./race.ts";

/**
 * Proof of work (Nakamoto 2008, §4): miners race for a nonce that makes the block hash start with
 * `difficulty` zeros. The hash itself shows the work, so a line needs no further marks.
 */
export const proofOfWork: Consensus = {
  meaning: "miners race for a nonce, in proportion to their hash power",
  nodeName: "Miner_Node_",
  words: { node: "miner", weight: "hash power", gets: "won", contest: "race" },
  genesisMarks: {},
  blockMarks: {},
  contestants: contestantsOf,
  sealer: (settings, progress) => new Miners(settings, progress),
  audit: (genesis) => new WorkAudit(genesis),
};

/** Mines blocks, in worker threads where a block takes long, and tells how far it is. */
class Miners implements Sealer {
  readonly validators = undefined;
  readonly #settings: SealerSettings;
  readonly #progress: Progress;
  #pool: MiningPool | undefined;

  constructor(settings: SealerSettings, progress: Progress) {
    this.#settings = settings;
    this.#progress = progress;
  }

  sealGenesis(template: HeaderTemplate): Promise<Seal> {
    return this.#mine(template, GENESIS_RACE);
  }

  seal(template: HeaderTemplate, step: number): Promise<Seal> {
    const { seed, miners } = this.#settings;
    return this.#mine(template, raceOfHour(seed, step, miners));
  }

  async #mine(unmined: HeaderTemplate, race: Race): Promise<Seal> {
    const template = { ...unmined, difficulty: this.#settings.difficulty };
    const { header, hash, hashesTried } = template.difficulty < DIFFICULTY_OF_THREADS
      ? mine(template, race)
      : await this.#mineInThreads(template, race);
    const { contestants } = race;
    const winner = contestants.find(({ miner }) => miner === header.miner);
    if (!winner) throw new Error(`Miner ${header.miner} won a race that it was not in`);
    const work = { contestants, winnerPower: winner.power, hashesTried };
    return { header, hash, marks: {}, work };
  }

  async #mineInThreads(template: RaceTemplate, race: Race): Promise<Mined> {
    const task = `Mining block ${template.index}`;
    const expected = expectedHashes(template.difficulty);
    const chanceByNow = (tries: number) => Math.floor(100 * (1 - Math.exp(-tries / expected)));
    this.#pool ??= new MiningPool();
    this.#progress(task, 0, 100);
    const mined = await this.#pool.mine(
      template,
      race,
      (tries) => this.#progress(task, chanceByNow(tries), 100),
    );
    this.#progress(task, 100, 100);
    return mined;
  }

  [Symbol.dispose](): void {
    this.#pool?.[Symbol.dispose]();
  }
}

/** From this difficulty on a block takes long enough to be worth threads. */
const DIFFICULTY_OF_THREADS = 5;

/** Every block as difficult as the first, and its hash as small as that asks. */
class WorkAudit implements SealAudit {
  readonly complete = true;
  readonly #difficulty: number;

  constructor({ header }: SealedHeader) {
    this.#difficulty = header.difficulty;
  }

  checkFields({ difficulty }: BlockHeader, where: string): void {
    if (difficulty === this.#difficulty) return;
    const expected = `${this.#difficulty}, as in the genesis block`;
    throw new ChainFault(where, "difficulty", expected, String(difficulty));
  }

  checkSeal({ hash, header }: SealedHeader, where: string): void {
    if (meetsDifficulty(hash, header.difficulty)) return;
    throw new ChainFault(where, "hash", `${header.difficulty} zeros at its start`, hash);
  }

  hashesTried({ nonce }: BlockHeader): number {
    return nonce + 1;
  }
}
