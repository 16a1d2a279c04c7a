/// <reference lib="deno.worker" />
import type { Race, RaceTemplate } from "./race.ts";
import { NonceSearch } from "./nonce_search.ts";

/** Nonces `from` … `to − 1` of a race to be tried. */
export interface SearchRequest {
  /** The header to be completed. */
  readonly template: RaceTemplate;
  /** Whose turn each try is. */
  readonly race: Race;
  /** The first nonce. */
  readonly from: number;
  /** The nonce to stop before. */
  readonly to: number;
}

/** The first valid nonce of a request, −1 if there is none. */
export interface SearchReply {
  /** A nonce of the request, or −1. */
  readonly nonce: number;
}

self.onmessage = ({ data }: MessageEvent<SearchRequest>) => {
  const { template, race, from, to } = data;
  const reply: SearchReply = { nonce: new NonceSearch(template, race).firstValid(from, to) };
  self.postMessage(reply);
};
