import { join } from "node:path";
import { runFigures } from "../results/figures/run_figures.ts";
import { OutputFolder } from "../results/output_folder.ts";
import { readResults } from "../results/read_results.ts";
import { reportHtml } from "../results/report.ts";
import type { Command } from "./command.ts";

/** `deno task figures`: draws a run's figures and writes its report. */
export const figuresCommand: Command = {
  name: "figures",
  summary: "Draw the figures of a run as SVG and PNG, and write report.html.",
  options: {
    results: { value: "DIR", help: "What `deno task simulate` wrote; results/ by default" },
    out: { value: "DIR", help: "Where figures and report go; figures/ in the results by default" },
    quiet: { help: "No progress and no list of files" },
  },
  async run(args, terminal) {
    const source = args.text("results") ?? "results";
    const out = args.text("out") ?? join(source, "figures");
    const quiet = args.flag("quiet");
    const progress = quiet ? () => {} : terminal.progress;
    const results = await readResults(source);
    const folder = new OutputFolder(out);
    try {
      const chapters = runFigures(results);
      const figures = chapters.flatMap((chapter) => chapter.figures);
      for (const [i, figure] of figures.entries()) {
        folder.create(`${figure.name}.svg`).write(figure.svg);
        folder.create(`${figure.name}.png`).writeBytes(await figure.png());
        progress("Drawing figures", i + 1, figures.length);
      }
      folder.create("report.html").write(reportHtml(results, chapters));
      folder.publish();
      if (quiet) return;
      terminal.print(
        `${figures.length} figures as SVG and PNG and report.html, which holds them all, in ${out}`,
      );
    } finally {
      folder.discard();
    }
  },
};
