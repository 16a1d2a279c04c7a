import { join } from "node:path";
import { killAll, openersOf, waitFor } from "./processes.ts";

/** The programs of a Slurm cluster that has its nodes on one machine. */
export const PROGRAMS = [
  "/usr/sbin/munged",
  "/usr/sbin/slurmctld",
  "/usr/sbin/slurmd",
  "/usr/bin/sbatch",
  "/usr/bin/squeue",
  "/usr/bin/scontrol",
  "/usr/bin/sinfo",
  "/usr/bin/scancel",
] as const;

const NODES = ["n1", "n2"] as const;

/** A node in which one task at a time runs. */
export type NodeName = typeof NODES[number];

/** What a daemon is given to end in good order. */
const PATIENCE_MS = 10_000;

/** A task of an array job as `squeue` shows it. */
export interface QueuedTask {
  /** Such as `7_3`. */
  readonly id: string;
  /** Such as `RUNNING`. */
  readonly state: string;
  /** Where it runs; empty where it waits. */
  readonly node: string;
}

/** A real Slurm, with two nodes on this machine, in a folder of its own. */
export class Cluster implements AsyncDisposable {
  readonly #folder: string;
  readonly #daemons: Deno.ChildProcess[] = [];
  readonly #nodes = new Map<NodeName, Deno.ChildProcess>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** What its programs need in their environment. */
  get env(): Record<string, string> {
    return { SLURM_CONF: join(this.#folder, "slurm.conf"), NO_COLOR: "1" };
  }

  /** Starts it. @param folder An empty one, which stays. */
  static async start(folder: string): Promise<Cluster> {
    const cluster = new Cluster(folder);
    try {
      await cluster.#startAll();
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #startAll(): Promise<void> {
    const folder = this.#folder;
    for (const name of ["state", "spool-n1", "spool-n2"]) Deno.mkdirSync(join(folder, name));
    const key = join(folder, "munge.key");
    Deno.writeFileSync(key, crypto.getRandomValues(new Uint8Array(1024)), { mode: 0o400 });
    Deno.writeTextFileSync(
      this.env.SLURM_CONF,
      configuration(folder, Deno.hostname(), freePorts(3)),
    );
    const socket = join(folder, "munge.socket");
    this.#daemon("munged", "--foreground", "--force", `--socket=${socket}`, `--key-file=${key}`, [
      `--pid-file=${join(folder, "munged.pid")}`,
      `--log-file=${join(folder, "munged.log")}`,
      `--seed-file=${join(folder, "munged.seed")}`,
    ]);
    await waitFor("munge's socket", 20, () => exists(socket));
    this.#daemon("slurmctld", "-D", "-i", "-c", "-f", this.env.SLURM_CONF);
    for (const node of NODES) this.startNode(node);
    await waitFor("two idle nodes", 60, async () => {
      const states = await this.tell("sinfo", "-h", "-N", "-o", "%T");
      return states.trim().split("\n").join() === "idle,idle";
    });
  }

  /** Starts a node's daemon. */
  startNode(node: NodeName): void {
    this.#nodes.set(node, this.#daemon("slurmd", "-D", "-N", node, "-f", this.env.SLURM_CONF));
  }

  /**
   * Kills a node as a loss of power does: its daemon and all that runs on it, none is told.
   *
   * @param output The files that what runs on it writes to.
   */
  async killNode(node: NodeName, output: string): Promise<void> {
    const daemon = this.#nodes.get(node)!;
    // A task leaves its daemon, but goes on to write to its log.
    await killAll([...await openersOf(this.#log(node)), ...await openersOf(output)]);
    await daemon.status;
  }

  /** What is in the queue; what has ended well or not is not. */
  async queue(): Promise<QueuedTask[]> {
    const text = await this.tell("squeue", "-h", "-r", "-o", "%i|%T|%N");
    return text.trim().split("\n").filter((line) => line !== "").map((line) => {
      const [id, state, node] = line.split("|");
      return { id, state, node };
    });
  }

  /** Runs one of Slurm's commands. @returns What it printed. @throws {Error} If it fails. */
  async tell(name: string, ...words: string[]): Promise<string> {
    const { success, stdout, stderr } = await new Deno.Command(programOf(name), {
      args: words,
      env: this.env,
    }).output();
    const decoder = new TextDecoder();
    if (success) return decoder.decode(stdout);
    throw new Error(`${name} ${words.join(" ")}: ${decoder.decode(stderr)}`);
  }

  /** Ends every job and every process that it has started, by their own numbers. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.tell("scancel", "-u", "root").catch(() => "");
    const daemons = this.#daemons.map(({ pid }) => pid);
    const steps = await Promise.all(NODES.map((node) => openersOf(this.#log(node))));
    await killAll(steps.flat().filter((pid) => !daemons.includes(pid)));
    for (const daemon of this.#daemons.toReversed()) await end(daemon);
  }

  #log(node: NodeName): string {
    return join(this.#folder, `slurmd-${node}.log`);
  }

  #daemon(name: string, ...words: (string | string[])[]): Deno.ChildProcess {
    const daemon = new Deno.Command(programOf(name), {
      args: words.flat(),
      env: this.env,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    this.#daemons.push(daemon);
    return daemon;
  }
}

/** Ends a daemon in good order, or at once where it does not obey. */
async function end(daemon: Deno.ChildProcess): Promise<void> {
  const signal = (name: Deno.Signal) => {
    try {
      daemon.kill(name);
    } catch {
      // It has ended before.
    }
  };
  signal("SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), PATIENCE_MS);
  await daemon.status;
  clearTimeout(timer);
}

/** Whether a cluster can be started here. @returns What is missing; undefined if nothing is. */
export function missingHere(): string | undefined {
  if (Deno.build.os !== "linux") return "Slurm runs on Linux";
  const missing = PROGRAMS.filter((path) => !exists(path));
  if (missing.length > 0) return `there is no ${missing.join(", ")}`;
  return Deno.uid() === 0 ? undefined : "only root can start a cluster's nodes";
}

/** The path of one of the programs. */
function programOf(name: string): string {
  return PROGRAMS.find((path) => path.endsWith(`/${name}`))!;
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Ports of this machine that nobody listens at. */
function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map(({ addr }) => addr.port);
  for (const listener of listeners) listener.close();
  return ports;
}

function configuration(folder: string, host: string, ports: readonly number[]): string {
  const settings = {
    ClusterName: "test",
    SlurmctldHost: `${host}(127.0.0.1)`,
    SlurmctldPort: ports[0],
    SlurmUser: "root",
    SlurmdUser: "root",
    AuthType: "auth/munge",
    AuthInfo: `socket=${folder}/munge.socket`,
    CredType: "cred/munge",
    StateSaveLocation: `${folder}/state`,
    SlurmdSpoolDir: `${folder}/spool-%n`,
    SlurmctldPidFile: `${folder}/slurmctld.pid`,
    SlurmdPidFile: `${folder}/slurmd-%n.pid`,
    SlurmctldLogFile: `${folder}/slurmctld.log`,
    SlurmdLogFile: `${folder}/slurmd-%n.log`,
    ProctrackType: "proctrack/pgid",
    TaskPlugin: "task/none",
    SwitchType: "switch/none",
    MpiDefault: "none",
    SelectType: "select/cons_tres",
    SelectTypeParameters: "CR_Core",
    AccountingStorageType: "accounting_storage/none",
    JobAcctGatherType: "jobacct_gather/none",
    JobRequeue: 1,
    ReturnToService: 2,
    SlurmdTimeout: 10,
  };
  const nodes = ["n1", "n2"].map((name, i) =>
    `NodeName=${name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${ports[i + 1]} CPUs=1`
  );
  return [
    ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
    ...nodes,
    "PartitionName=all Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP",
    "",
  ].join("\n");
}
