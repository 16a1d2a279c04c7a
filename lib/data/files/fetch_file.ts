import { InputError } from "../../input_error.ts";
import { type Progress, silent } from "../../progress.ts";
import { megabytes, quoted } from "./quoted.ts";
import { LARGEST_FILE_BYTES } from "./read_file.ts";

/** How downloads behave; what tests hand in, users do not see. */
export interface FetchOptions {
  /** Told of the bytes that have come. */
  readonly progress?: Progress;
  /** Pauses before another attempt. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  /** Time for one attempt, from the request to the last byte. */
  readonly timeoutMs?: number;
  /** The first pause before another attempt, ms; each further one is twice as long. */
  readonly firstWaitMs?: number;
}

const ATTEMPTS = 5;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
/** Of the body of a refusal no more is read. */
const LARGEST_REFUSAL_BYTES = 65_536;
const TIMEOUT_MS = 120_000;
const USER_AGENT = "local-energy-market/0.1 (coursework simulator; one user, few requests)";

/** A body that is larger than any history. */
class TooLarge extends Error {}

/** A failure that may pass: worth another attempt. */
class PassingFailure extends Error {
  /** @param retryAfterMs How long the server asks to wait. */
  constructor(message: string, readonly retryAfterMs = 0, options?: ErrorOptions) {
    super(message, options);
  }
}

/**
 * Downloads a file into memory, whole or not at all. Statuses 429 and 5xx (529 too), cut connections and
 * slow answers are tried again up to four times, after 1, 2, 4 and 8 seconds or what the server asks
 * for. A body of more than 48 MB is not taken.
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
  const { firstWaitMs = FIRST_WAIT_MS } = options;
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
      const backoff = firstWaitMs * 2 ** (attempt - 1);
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
    const told = (received: number, length: number) =>
      progress(`Downloading ${name}`, received, length);
    return await readBody(response, LARGEST_FILE_BYTES, told);
  } catch (cause) {
    if (cause instanceof TooLarge) {
      throw new InputError(
        `Cannot download "${name}" from ${new URL(url).host} as a file may have up to ` +
          `${megabytes(LARGEST_FILE_BYTES)}: it has more`,
        { cause },
      );
    }
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
  const { status } = response;
  if (status === 429 || status >= 500) {
    await response.body?.cancel();
    throw new PassingFailure(`status ${status}`, retryAfterMs(response));
  }
  const body = await readBody(response, LARGEST_REFUSAL_BYTES).catch(() => new Uint8Array());
  const message = messageOf(new TextDecoder().decode(body));
  throw new InputError(
    `Cannot download "${name}" from ${new URL(response.url).host}: status ${status}` +
      (message === "" ? "" : ` (${quoted(message, 200).slice(1, -1)})`),
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

/**
 * A body, whole.
 *
 * @throws {TooLarge} As soon as it says or proves to be larger; no more is taken.
 */
async function readBody(
  response: Response,
  largest: number,
  told: (received: number, length: number) => void = () => {},
): Promise<Uint8Array> {
  const length = Number(response.headers.get("content-length") ?? 0);
  const parts: Uint8Array[] = [];
  let received = 0;
  if (length > largest) {
    await response.body?.cancel();
    throw new TooLarge();
  }
  for await (const part of response.body ?? []) {
    parts.push(part);
    received += part.length;
    if (received > largest) throw new TooLarge();
    told(received, Math.max(received, length));
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
