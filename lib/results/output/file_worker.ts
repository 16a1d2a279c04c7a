/// <reference lib="deno.worker" />
import { freeAtOnce } from "../../threads.ts";
import { type FileRequest, FileState } from "./file_thread.ts";
import { SinkHere } from "./sink.ts";

/** The files by their numbers; without a sink where the file could not be begun. */
const files = new Map<number, { readonly state: FileState; readonly sink?: SinkHere }>();

self.onmessage = ({ data }: MessageEvent<FileRequest>) => {
  if ("path" in data) return begin(data.file, data.path, new FileState(data.shared));
  const { state, sink } = files.get(data.file)!;
  try {
    if ("end" in data && data.end === "close") {
      sink?.close();
      state.advance();
    } else if (state.hasFailed) {
      state.advance();
    } else if ("bytes" in data) {
      sink?.append(data.bytes);
      freeAtOnce([data.bytes.buffer]);
      state.advance();
    } else {
      state.advance(sink?.finish());
    }
  } catch (cause) {
    state.fail(cause);
  }
};

function begin(file: number, path: string, state: FileState): void {
  try {
    files.set(file, { state, sink: new SinkHere(path) });
    state.advance();
  } catch (cause) {
    files.set(file, { state });
    state.fail(cause);
  }
}
