/// <reference lib="deno.worker" />
import type { Race, RaceTemplate } from "./mining.ts";
import { NonceSearch } from "./nonce_search.ts";

/** Nonces `from` … `to − 1` of a race to be tried. */
export interface SearchRequest {
  readonly template: RaceTemplate;
  readonly race: Race;
  readonly from: number;
  readonly to: number;
}

/** The first valid nonce of a request, −1 if there is none. */
export interface SearchReply {
  readonly nonce: number;
}

self.onmessage = ({ data }: MessageEvent<SearchRequest>) => {
  const { template, race, from, to } = data;
  const reply: SearchReply = { nonce: new NonceSearch(template, race).firstValid(from, to) };
  self.postMessage(reply);
};
