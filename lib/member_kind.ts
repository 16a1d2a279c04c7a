/** What a member is, for taxes and for the incentive of energy communities. */
export const memberKinds = [
  "household",
  "business",
  "public",
  "third_sector",
  "religious",
] as const;
/** See {@link memberKinds}. */
export type MemberKind = typeof memberKinds[number];
