/**
 * Measures how the time and memory of a day grow with the community, and writes what it found into
 * docs/performance.md and docs/pictures/scaling.png. Sizes may be named; by default 1,000 to 1,000,000.
 * Memory is what `ps` says, ten times a second. It takes some minutes and 8 GB of disk.
 */
import { join } from "node:path";
import { type MeasuredSize, scalingFigure } from "../lib/figures/mod.ts";

const PAGE = "docs/performance.md";
const PICTURE = "docs/pictures/scaling.png";
const MARKS = ["<!-- scale: begin -->", "<!-- scale: end -->"] as const;
const FORMATS = ["csv", "parquet"] as const;
const POLL_MS = 100;
const SCREEN_DPI = 144;

async function main(): Promise<void> {
  const sizes = Deno.args.length > 0 ? Deno.args.map(Number) : [1000, 10_000, 100_000, 1_000_000];
  const out = await Deno.makeTempDir({ prefix: "scale-" });
  try {
    await measure(100, "csv", out); // Models are trained once, and are then on disk.
    const measured: MeasuredSize[] = [];
    for (const members of sizes) {
      for (const format of FORMATS) {
        const size = await measure(members, format, out);
        console.error(
          `${members} members, ${format}: ${size.seconds.toFixed(1)} s, ${size.mebibytes} MiB`,
        );
        measured.push(size);
      }
    }
    await write(measured);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** Runs a day of a community without signatures. */
async function measure(members: number, format: string, folder: string): Promise<MeasuredSize> {
  const out = join(folder, "results");
  const begin = performance.now();
  const run = new Deno.Command("deno", {
    args: [
      ...["run", "--quiet", "--no-prompt", "--lock=deno.lock", "--frozen", "--allow-read"],
      ...["--allow-write", "--allow-env=INIT_CWD", "lib/cli/start.ts", "simulate", "--quiet"],
      ...["--prosumers", String(members), "--format", format, "--out", out],
      ...["--set", "blockchain.signatures=false"],
    ],
  }).spawn();
  const watch = { mebibytes: 0, over: false };
  const watching = peak(run.pid, watch);
  const { success } = await run.status;
  const seconds = (performance.now() - begin) / 1000;
  watch.over = true;
  await watching;
  if (!success) throw new Error(`A day of ${members} members failed`);
  await Deno.remove(out, { recursive: true });
  return { members, format, seconds, mebibytes: watch.mebibytes };
}

async function peak(pid: number, watch: { mebibytes: number; over: boolean }): Promise<void> {
  while (!watch.over) {
    const ps = new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(pid)] });
    const kibibytes = Number(new TextDecoder().decode((await ps.output()).stdout));
    watch.mebibytes = Math.max(watch.mebibytes, Math.round(kibibytes / 1024));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function write(measured: readonly MeasuredSize[]): Promise<void> {
  const machine = `${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}`;
  const rows = measured.map(({ members, format, seconds, mebibytes }) =>
    `| ${members.toLocaleString("en-US")} | ${format} | ${seconds.toFixed(1)} | ${
      (1e6 * seconds / members).toFixed(0)
    } | ${mebibytes.toLocaleString("en-US")} |`
  );
  const table = [
    `24 hours, no signatures, models on disk, ${machine}:`,
    "",
    "| members | tables | whole process, s | per member, µs | most memory, MiB |",
    "| ---: | --- | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
  const page = await Deno.readTextFile(PAGE);
  const [from, to] = MARKS.map((mark) => page.indexOf(mark));
  if (from < 0 || to < from) throw new Error(`${PAGE} must hold ${MARKS.join(" and ")}`);
  const text = `${page.slice(0, from)}${MARKS[0]}\n\n${table}\n\n${page.slice(to)}`;
  await Deno.writeTextFile(PAGE, text);
  await new Deno.Command("deno", { args: ["fmt", "--quiet", PAGE] }).output();
  const figure = scalingFigure(
    measured.filter(({ format }) => format === "parquet"),
    `Own measurement, ${machine}; tables in Parquet, no signatures.`,
  );
  await Deno.mkdir("docs/pictures", { recursive: true });
  await Deno.writeFile(PICTURE, await figure.png(SCREEN_DPI));
}

await main();
