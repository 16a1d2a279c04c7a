/** Takes SIGINT and counts it in the shared memory that it is sent. */
const scope = globalThis as unknown as {
  onmessage: ((event: MessageEvent<SharedArrayBuffer>) => void) | null;
};

scope.onmessage = ({ data }) => {
  const flag = new Int32Array(data);
  Deno.addSignalListener("SIGINT", () => void Atomics.add(flag, 0, 1));
};
