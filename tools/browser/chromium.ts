import { CHROMIUM_FLAGS } from "../../lib/cli/chromium.ts";

const FLAGS = [
  ...CHROMIUM_FLAGS,
  "--window-size=1280,1600",
  "--remote-debugging-port=0",
  "about:blank",
];

/** A browser with one page, driven by the Chrome DevTools Protocol, gone when disposed. */
export class Chromium implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #socket: WebSocket;
  readonly #profile: string;
  readonly #pending = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  #session = "";
  #calls = 0;

  private constructor(process: Deno.ChildProcess, socket: WebSocket, profile: string) {
    this.#process = process;
    this.#socket = socket;
    this.#profile = profile;
    socket.onmessage = ({ data }) => this.#receive(JSON.parse(data));
  }

  /** @param path The program. */
  static async start(path: string): Promise<Chromium> {
    const profile = await Deno.makeTempDir({ prefix: "chromium-" });
    const process = new Deno.Command(path, {
      args: [`--user-data-dir=${profile}`, ...FLAGS],
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const socket = new WebSocket(await addressOf(process));
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error("No connection to Chromium"));
    });
    const browser = new Chromium(process, socket, profile);
    await browser.#attach();
    return browser;
  }

  async open(address: string): Promise<void> {
    await this.#call("Page.navigate", { url: address });
  }

  /** The value of an expression in the page; a promise is awaited. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.#call("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    }) as { result: { value: T }; exceptionDetails?: { exception?: { description?: string } } };
    if (exceptionDetails !== undefined) {
      throw new Error(exceptionDetails.exception?.description ?? "The page threw");
    }
    return result.value;
  }

  /** Waits until an expression is true in the page. */
  async waitFor(expression: string, seconds: number): Promise<void> {
    const end = Date.now() + 1000 * seconds;
    while (!await this.evaluate<boolean>(`Boolean(${expression})`).catch(() => false)) {
      if (Date.now() > end) throw new Error(`Not within ${seconds} s: ${expression}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** The window's inside, px. */
  async resize(width: number, height: number): Promise<void> {
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#call("Emulation.setDeviceMetricsOverride", metrics);
  }

  /** Moves the pointer, px from the window's left and top. */
  async movePointer(x: number, y: number): Promise<void> {
    await this.#call("Input.dispatchMouseEvent", { type: "mouseMoved", x, y });
  }

  /** What the page looks like, as PNG. */
  async screenshot(): Promise<Uint8Array> {
    const { data } = await this.#call("Page.captureScreenshot", { format: "png" });
    return Uint8Array.fromBase64(data as string);
  }

  /** The page as PDF, of the size that its style asks for. */
  async pdf(): Promise<Uint8Array> {
    const { data } = await this.#call("Page.printToPDF", {
      preferCSSPageSize: true,
      printBackground: true,
    });
    return Uint8Array.fromBase64(data as string);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#call("Browser.close", {}, false);
    await this.#process.status;
    await Deno.remove(this.#profile, { recursive: true });
  }

  async #attach(): Promise<void> {
    const { targetInfos } = await this.#call("Target.getTargets", {}, false) as {
      targetInfos: { targetId: string; type: string }[];
    };
    const { targetId } = targetInfos.find(({ type }) => type === "page")!;
    const attached = await this.#call("Target.attachToTarget", { targetId, flatten: true }, false);
    this.#session = attached.sessionId as string;
  }

  #call(method: string, params: object, inPage = true): Promise<Record<string, unknown>> {
    const id = ++this.#calls;
    const answer = Promise.withResolvers<Record<string, unknown>>();
    this.#pending.set(id, answer);
    const session = inPage ? { sessionId: this.#session } : {};
    this.#socket.send(JSON.stringify({ id, method, params, ...session }));
    return answer.promise;
  }

  #receive(
    message: { id?: number; result?: Record<string, unknown>; error?: { message: string } },
  ) {
    if (message.id === undefined) return;
    const answer = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.error !== undefined) answer?.reject(new Error(message.error.message));
    else answer?.resolve(message.result ?? {});
  }
}

/** The address of the debugger, which Chromium prints when it has started. */
async function addressOf(process: Deno.ChildProcess): Promise<string> {
  const lines = process.stderr.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
  let log = "";
  while (true) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`Chromium did not start:\n${log}`);
    log += value;
    const address = /ws:\/\/\S+/.exec(log)?.[0];
    if (address === undefined) continue;
    (async () => {
      while (!(await lines.next()).done);
    })();
    return address;
  }
}
