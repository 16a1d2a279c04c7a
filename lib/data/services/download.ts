import { InputError } from "../../input_error.ts";
import type { FetchOptions } from "../files/fetch_file.ts";
import type { Source } from "../histories.ts";
import { importFile, type ImportOptions, type ImportReport } from "../import_file.ts";
import { readImported } from "../imported.ts";
import type { DownloadRequest } from "./service.ts";

/** Whether a file was downloaded before, is whole and reaches to its end: it need not be had again. */
export async function isDownloaded(
  { service, file, completeAt }: DownloadRequest,
  projectDataDir: string,
): Promise<boolean> {
  const complete = (source: Source) => source.file === file && source.to >= completeAt;
  return (await readImported(projectDataDir, service.kind, complete, "skip")).length > 0;
}

/**
 * Downloads one file and imports it. The project's data are as before, or complete.
 *
 * @param check Called with what was found before anything is kept.
 * @throws {InputError} If it cannot be had or read, with the way to get it by hand.
 */
export async function downloadAndImport(
  request: DownloadRequest,
  projectDataDir: string,
  options: FetchOptions = {},
  check?: ImportOptions["check"],
): Promise<ImportReport> {
  const { service, file, url, covering, table } = request;
  try {
    const bytes = await request.fetch(options);
    return await importFile(bytes, file, projectDataDir, {
      address: url,
      ...(covering === undefined ? {} : { expected: { kind: service.kind, covering } }),
      ...(table === undefined ? {} : { table }),
      ...(check === undefined ? {} : { check }),
    });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${error.message}. By hand: ${manualWay(request)}`, { cause: error });
  }
}

/** How to get a file without this program. */
function manualWay({ service, byHand }: DownloadRequest): string {
  return `open ${service.page}, ${byHand}, and run \`deno task import\` on the file`;
}
