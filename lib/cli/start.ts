/**
 * Where tasks begin. It needs no package itself, so that it can say what the wait is for where the
 * command line's packages are not at hand yet; whence the address that is not a literal, which would
 * have them fetched before the first line runs.
 */
const NOTICE_AFTER_MS = 1500;

const notice = setTimeout(
  () =>
    console.error(
      "Loading; the simulator's packages are fetched from the npm registry the first time, about 60 MB",
    ),
  NOTICE_AFTER_MS,
);
const address = new URL("./main.ts", import.meta.url).href;
const { main } = await import(address) as typeof import("./main.ts");
clearTimeout(notice);
Deno.exit(await main(Deno.args));
