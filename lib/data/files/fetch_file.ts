import { InputError } from "../../input_error.ts";
import { type Progress, silent } from "../../progress.ts";

/** How downloads behave; what tests hand in, users do not see. */
export interface FetchOptions {
  /** Told of the bytes that have come. */
  readonly progress?: Progress;
  /** Pauses before another attempt. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Time for one attempt, from the request to the last byte. */
  readonly timeoutMs?: number;
}

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const TIMEOUT_MS = 120_000;
const USER_AGENT = "local-energy-market/0.1 (coursework simulator; one user, few requests)";

/** A failure that may pass: worth another attempt. */
class PassingFailure extends Error {
  /** @param retryAfterMs How long the server asks to wait. */
  constructor(message: string, readonly retryAfterMs = 0, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * Downloads a file into memory, whole or not at all. Statuses 429 and 5xx (529 too), cut connections and
 * slow answers are tried again up to four times, after 1, 2, 4 and 8 seconds or what the server asks for.
 *
 * @param url Where from.
 * @param name What the file is called, for messages and progress.
 * @throws {InputError} If it cannot be had.
 */
export async function fetchFile(
  url: string,
  name: string,
  options: FetchOptions = {},
): Promise<Uint8Array> {
  const { wait = pause, progress = silent, timeoutMs = TIMEOUT_MS } = options;
  for (let attempt = 1;; attempt++) {
    try {
      return await attemptFetch(url, name, timeoutMs, progress);
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      if (attempt === ATTEMPTS) {
        throw new InputError(
          `Cannot download "${name}" from ${new URL(url).host}: ${error.message}, ` +
            `${ATTEMPTS} times in a row`,
          { cause: error },
        );
      }
      const backoff = FIRST_WAIT_MS * 2 ** (attempt - 1);
      await wait(Math.min(LONGEST_WAIT_MS, Math.max(backoff, error.retryAfterMs)));
    }
  }
}

async function attemptFetch(
  url: string,
  name: string,
  timeoutMs: number,
  progress: Progress,
): Promise<Uint8Array> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { "user-agent": USER_AGENT },
      signal: controller.signal,
    });
    if (!response.ok) await refuse(response, name);
    return await readBody(response, name, progress);
  } catch (cause) {
    if (controller.signal.aborted) {
      throw new PassingFailure(`no whole answer within ${timeoutMs / 1000} s`, 0, { cause });
    }
    if (cause instanceof Deno.errors.NotCapable) {
      throw new InputError(
        `Cannot download "${name}" as this command may ask only the hosts that its task names: ` +
          cause.message,
        { cause },
      );
    }
    if (cause instanceof TypeError || cause instanceof Deno.errors.Http) {
      throw new PassingFailure("the connection failed or was cut", 0, { cause });
    }
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

async function refuse(response: Response, name: string): Promise<never> {
  const text = (await response.text()).slice(0, 2000);
  const { status } = response;
  if (status === 429 || status >= 500) {
    throw new PassingFailure(`status ${status}`, retryAfterMs(response));
  }
  throw new InputError(
    `Cannot download "${name}" from ${new URL(response.url).host}: status ${status}` +
      (messageOf(text) === "" ? "" : ` (${messageOf(text)})`),
  );
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get("retry-after"));
  return Number.isFinite(seconds) ? 1000 * seconds : 0;
}

/** What an answer in JSON gives as its `message`; empty if there is none. */
function messageOf(text: string): string {
  try {
    const { message } = JSON.parse(text);
    return typeof message === "string" ? message : "";
  } catch {
    return "";
  }
}

async function readBody(response: Response, name: string, progress: Progress): Promise<Uint8Array> {
  const length = Number(response.headers.get("content-length") ?? 0);
  const parts: Uint8Array[] = [];
  let received = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    received += part.length;
    progress(`Downloading ${name}`, received, Math.max(received, length));
  }
  const whole = new Uint8Array(received);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
