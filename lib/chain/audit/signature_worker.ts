/// <reference lib="deno.worker" />
import { type EncodedKeys, type PublicKeys, publicKeysOf } from "../format/key_file.ts";
import { isSignature, signedMessage } from "../format/signature.ts";
import { partyOf } from "../../market/parties.ts";

/** Signatures to be checked, a message and two of them a trade. */
export interface SignatureRequest {
  /** Hash of the block before, which the signatures stand on; by trade. */
  readonly previousHash: readonly string[];
  /** The transaction's canonical JSON. */
  readonly canonical: readonly string[];
  /** Who signed: prosumers by their id, −1 for the aggregator; two a trade. */
  readonly signers: Int32Array;
  /** Sender's and receiver's, two a trade. */
  readonly signatures: readonly string[];
}

/** Place of the first false signature, two a trade; −1 if all are right. */
export type SignatureReply = number;

self.onmessage = ({ data }: MessageEvent<EncodedKeys>) => {
  const keys = publicKeysOf(data);
  self.onmessage = ({ data }: MessageEvent<SignatureRequest>) => {
    self.postMessage(firstFalse(data, keys) satisfies SignatureReply);
  };
};

function firstFalse(request: SignatureRequest, keys: PublicKeys): SignatureReply {
  const { previousHash, canonical, signers, signatures } = request;
  for (let i = 0; i < canonical.length; i++) {
    const message = signedMessage(previousHash[i], canonical[i]);
    for (const at of [2 * i, 2 * i + 1]) {
      const key = keys.of(partyOf(signers[at]));
      if (key === undefined || !isSignature(message, key, signatures[at])) return at;
    }
  }
  return -1;
}
