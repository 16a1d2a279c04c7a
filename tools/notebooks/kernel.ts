import { type CodeCell, codeCells, type Notebook, textOf } from "./notebook.ts";
import { type KernelMessage, Outputs } from "./outputs.ts";
import type { JupyterServer } from "./jupyter.ts";

/** The kernel says that it is idle before its last output is out: listen this long after that, ms. */
const QUIET_MS = 150;
/** A cell that takes longer than this hangs, ms. */
const LIMIT_MS = 10 * 60_000;

/** A cell whose code threw, or a kernel that died over it: named by its number and its first line. */
export class CellError extends Error {
  constructor(cellNumber: number, source: string, reason: string) {
    const [firstLine] = source.trim().split("\n");
    super(`Cell ${cellNumber}, which begins with \`${firstLine}\`, failed: ${reason}`);
    this.name = "CellError";
  }
}

/**
 * Executes every code cell of a notebook in a new kernel, in order, and stores the outputs in it.
 *
 * @param path Where the notebook lies, from the server's root: its folder is the kernel's.
 * @throws {CellError} At the first cell that fails; the cells before it keep their new outputs.
 */
export async function executeNotebook(
  server: JupyterServer,
  path: string,
  notebook: Notebook,
): Promise<void> {
  await using kernel = await Kernel.start(server, path);
  const outputs = new Outputs();
  for (const { cell } of codeCells(notebook)) {
    cell.outputs = [];
    cell.execution_count = null;
  }
  for (const [i, { number, cell }] of codeCells(notebook).entries()) {
    cell.outputs = outputs.beginCell();
    cell.execution_count = i + 1;
    await kernel.execute(textOf(cell.source), (message) => outputs.take(message)).catch((error) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new CellError(number, textOf(cell.source), reason);
    });
    throwIfFailed(number, cell);
  }
}

/** @throws {CellError} If one of its outputs is an error. */
export function throwIfFailed(number: number, cell: CodeCell): void {
  for (const output of cell.outputs) {
    if (output.output_type !== "error") continue;
    const reason = output.traceback.join("\n") || `${output.ename}: ${output.evalue}`;
    throw new CellError(number, textOf(cell.source), reason);
  }
}

/** A Deno kernel behind a Jupyter server. */
class Kernel implements AsyncDisposable {
  readonly #server: JupyterServer;
  readonly #sessionId: string;
  readonly #socket: WebSocket;

  private constructor(server: JupyterServer, sessionId: string, socket: WebSocket) {
    this.#server = server;
    this.#sessionId = sessionId;
    this.#socket = socket;
  }

  static async start(server: JupyterServer, path: string): Promise<Kernel> {
    const session = await server.request("POST", "api/sessions", {
      path,
      name: path,
      type: "notebook",
      kernel: { name: "deno" },
    }) as { id: string; kernel: { id: string } };
    const socket = server.socket(`api/kernels/${session.kernel.id}/channels`);
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = (event) => reject(new Error(`No connection to the kernel: ${event.type}`));
    });
    return new Kernel(server, session.id, socket);
  }

  /** Runs code and hands every message about it to `take` until the kernel has been quiet. */
  async execute(code: string, take: (message: KernelMessage) => void): Promise<void> {
    const id = crypto.randomUUID();
    const finished = Promise.withResolvers<void>();
    const limit = setTimeout(
      () => finished.reject(new Error(`The cell did not end within ${LIMIT_MS / 1000} s`)),
      LIMIT_MS,
    );
    let idle = false;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const finishWhenQuiet = () => {
      clearTimeout(quiet);
      quiet = setTimeout(finished.resolve, QUIET_MS);
    };
    this.#socket.onclose = () => finished.reject(new Error("The kernel closed the connection"));
    this.#socket.onmessage = ({ data }) => {
      const message = JSON.parse(data) as KernelMessage;
      const { header, parent_header: parent, content } = message;
      if (isDeath(message)) finished.reject(new Error("The kernel died"));
      if (message.channel !== "iopub" || (parent.msg_id ?? id) !== id) return;
      if (header.msg_type === "status") idle ||= content.execution_state === "idle";
      else take(message);
      if (idle) finishWhenQuiet();
    };
    this.#socket.send(JSON.stringify(executeRequest(id, code)));
    try {
      await finished.promise;
    } finally {
      clearTimeout(limit);
      clearTimeout(quiet);
      this.#socket.onclose = null;
      this.#socket.onmessage = null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#socket.onclose = resolve);
    this.#socket.close();
    await this.#server.request("DELETE", `api/sessions/${this.#sessionId}`);
    await closed;
  }
}

function isDeath({ header, content }: KernelMessage): boolean {
  const deaths = ["dead", "restarting", "autorestarting"];
  return header.msg_type === "status" && deaths.includes(content.execution_state as string);
}

function executeRequest(id: string, code: string) {
  return {
    channel: "shell",
    header: {
      msg_id: id,
      msg_type: "execute_request",
      session: "run-notebooks",
      username: "",
      date: "",
      version: "5.3",
    },
    parent_header: {},
    metadata: {},
    content: {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    },
    buffers: [],
  };
}
