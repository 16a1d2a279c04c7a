/** Writes lib/config.schema.json, which editors use to check and complete config.json. */
import { configJsonSchema } from "../lib/config.ts";

const target = new URL("../lib/config.schema.json", import.meta.url);
Deno.writeTextFileSync(target, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
