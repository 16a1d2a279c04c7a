import { fileURLToPath } from "node:url";
import type { DataPlaces } from "./data/mod.ts";

/** A path within the project, wherever it is called from. */
export function projectPath(relative: string): string {
  return fileURLToPath(new URL(`../${relative}`, import.meta.url));
}

/** Where history lies and what was made of it is kept. */
export function placesFor(dataDir: string | undefined): DataPlaces {
  return {
    projectDataDir: projectPath("data"),
    cacheDir: projectPath(".cache"),
    ...(dataDir === undefined ? {} : { dataDir }),
  };
}
