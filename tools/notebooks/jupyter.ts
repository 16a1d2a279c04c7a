import { delimiter as DELIMITER, join, resolve } from "node:path";

/** The virtual environment that the tasks make where Jupyter is missing. */
const VENV = ".venv";
/**
 * What the tasks put on JUPYTER_PATH, which is searched before JUPYTER_DATA_DIR and all others; and
 * where Jupyter and VS Code look by themselves in a virtual environment.
 */
const KERNEL_PATH = join(VENV, "share", "jupyter");
/** Where a kernel's folder lies below that. */
const KERNEL_FOLDER = join(KERNEL_PATH, "kernels", "deno");
/** In the metadata of a kernel that these tasks wrote, and may write again. */
const MADE_BY = "local-energy-market";
/** Pinned, so that everybody sees the same. */
const JUPYTERLAB = "jupyterlab==4.6.6";

/**
 * The `jupyter` to call: the project's own, else the one on PATH, else JupyterLab is installed into
 * the project's `.venv`, which needs Python 3 and the network.
 */
export async function findJupyter(): Promise<string> {
  const windows = Deno.build.os === "windows";
  const ownFolder = join(VENV, windows ? "Scripts" : "bin");
  const own = join(ownFolder, windows ? "jupyter.exe" : "jupyter");
  for (const jupyter of [own, "jupyter"]) {
    if (await succeeds(jupyter, ["lab", "--version"])) return jupyter;
  }
  console.error(`Jupyter was not found: installing ${JUPYTERLAB} into ${VENV}/ (once)`);
  await run(windows ? "python" : "python3", ["-m", "venv", VENV]);
  await run(join(ownFolder, windows ? "pip.exe" : "pip"), [
    "install",
    "--quiet",
    "--disable-pip-version-check",
    JUPYTERLAB,
  ]);
  return own;
}

/** What a server is told beyond its folder. */
export interface JupyterSettings {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A Jupyter server of our own on this machine, without a browser, gone when disposed. */
export class JupyterServer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #address: string;
  readonly #token: string;
  readonly #log: ServerLog;

  private constructor(
    process: Deno.ChildProcess,
    address: string,
    token: string,
    log: ServerLog,
  ) {
    this.#process = process;
    this.#address = address;
    this.#token = token;
    this.#log = log;
  }

  /**
   * Starts `jupyter lab` in a folder. Its Deno kernel is the Deno that runs this, without colours in
   * its output, whatever else is registered on the machine.
   */
  static async start(
    jupyter: string,
    root: string,
    { args = [], env = {} }: JupyterSettings = {},
  ): Promise<JupyterServer> {
    await writeKernelSpec();
    const token = crypto.randomUUID();
    const process = new Deno.Command(jupyter, {
      args: [
        "lab",
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        "--ServerApp.port=0",
        `--ServerApp.root_dir=${root}`,
        `--IdentityProvider.token=${token}`,
        "--ServerApp.log_level=INFO",
        ...args,
      ],
      env: { ...env, ...kernelEnvironment(), NO_COLOR: "1" },
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const log = new ServerLog(process.stderr);
    const server = new JupyterServer(process, await log.address(), token, log);
    await server.#answers();
    return server;
  }

  /** An address that opens JupyterLab in a browser, with the token in it. */
  labAddress(path: string): string {
    return `${this.#address}lab/tree/${path}?reset&token=${this.#token}`;
  }

  /** Calls the server's REST interface. */
  async request(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(this.#address + path, {
      method,
      headers: { authorization: `token ${this.#token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause) => {
      throw new Error(`Jupyter does not answer. Its log ends:\n${this.#log.end}`, { cause });
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Jupyter refused ${method} ${path}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  socket(path: string): WebSocket {
    return new WebSocket(`${this.#address.replace("http", "ws")}${path}?token=${this.#token}`);
  }

  /** The server prints its address a moment before it listens there. */
  async #answers(): Promise<void> {
    for (let tries = 0; tries < 100; tries++) {
      const answered = await this.request("GET", "api/status").then(() => true, () => false);
      if (answered) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Jupyter does not answer. Its log ends:\n${this.#log.end}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.request("POST", "api/shutdown").catch(() => this.#process.kill());
    await this.#process.status;
  }
}

/** What makes a Jupyter server find our kernel first, wherever a user keeps their own. */
export function kernelEnvironment(): Record<string, string> {
  const { state } = Deno.permissions.querySync({ name: "env", variable: "JUPYTER_PATH" });
  const theirs = state === "granted" ? Deno.env.get("JUPYTER_PATH") : undefined;
  const ours = resolve(KERNEL_PATH);
  return { JUPYTER_PATH: theirs ? `${ours}${DELIMITER}${theirs}` : ours };
}

/**
 * Writes the kernel "Deno" of the Deno that runs this, which under `npx` lies in a cache and may have
 * moved. Unlike that of `deno jupyter --install`, which is stopped by a signal that ends it and loses all
 * variables, ours is asked by a message, which ends a cell that computes and leaves one that waits.
 */
export async function writeKernelSpec(folder = KERNEL_FOLDER): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  const spec = {
    argv: [Deno.execPath(), "jupyter", "--quiet", "--kernel", "--conn", "{connection_file}"],
    display_name: "Deno",
    language: "typescript",
    env: { NO_COLOR: "1" },
    interrupt_mode: "message",
    metadata: { made_by: MADE_BY },
  };
  await Deno.writeTextFile(join(folder, "kernel.json"), JSON.stringify(spec));
}

/** What became of a registration. */
export type Registration = "registered" | "left as it was";

/**
 * Registers the kernel "Deno" for the user, so that programs find it that these tasks do not start: VS
 * Code, a Jupyter server of one's own. A kernel of that name that they did not write is left as it is.
 */
export async function registerKernel(jupyter: string): Promise<Registration> {
  await writeKernelSpec();
  const { stdout } = await new Deno.Command(jupyter, { args: ["--data-dir"], stderr: "null" })
    .output();
  const folder = new TextDecoder().decode(stdout).trim();
  const theirs = await Deno.readTextFile(join(folder, "kernels", "deno", "kernel.json"))
    .catch(() => undefined);
  if (theirs !== undefined && !isOurs(theirs)) return "left as it was";
  await run(jupyter, [
    "kernelspec",
    "install",
    "--user",
    "--replace",
    "--log-level=ERROR",
    "--name=deno",
    KERNEL_FOLDER,
  ]);
  return "registered";
}

/** Whether these tasks wrote a kernel.json. */
export function isOurs(kernelJson: string): boolean {
  try {
    return JSON.parse(kernelJson)?.metadata?.made_by === MADE_BY;
  } catch {
    return false;
  }
}

/** What a server prints: read to its end, so that the server never blocks, but not kept whole. */
class ServerLog {
  readonly #started = Promise.withResolvers<string>();
  #text = "";

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#read(stream);
  }

  /** The last of what was printed. */
  get end(): string {
    return this.#text;
  }

  /** The address that the server prints once it has started. */
  address(): Promise<string> {
    return this.#started.promise;
  }

  async #read(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<void> {
    for await (const piece of stream.pipeThrough(new TextDecoderStream())) {
      this.#text = (this.#text + piece).slice(-4000);
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(this.#text)?.[0];
      if (address !== undefined) this.#started.resolve(address);
    }
    this.#started.reject(new Error(`Jupyter did not start:\n${this.#text}`));
  }
}

async function succeeds(command: string, args: string[]): Promise<boolean> {
  try {
    return (await new Deno.Command(command, { args, stdout: "null", stderr: "null" }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotCapable) {
      return false;
    }
    throw error;
  }
}

/** Runs a command that must succeed, its output shown. */
export async function run(
  command: string,
  args: string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { success } = await new Deno.Command(command, { args, env, stdout: "inherit" }).spawn()
    .status;
  if (!success) throw new Error(`\`${command} ${args.join(" ")}\` failed`);
}
