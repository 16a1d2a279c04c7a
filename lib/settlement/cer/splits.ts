/** An hour under one primary substation; entry i is member i's, 0 for members elsewhere. */
export interface SharedHour {
  /** Numbers of the members under it. */
  readonly members: readonly number[];
  /** Fed in, kWh. */
  readonly injectedKwh: Float64Array;
  /** Taken, kWh. */
  readonly withdrawnKwh: Float64Array;
  /** Sums over the members under it, kWh, both above 0. */
  readonly injected: number;
  /** See `injected`. */
  readonly withdrawn: number;
}

/** How members share what the community gets. */
export interface Split {
  /** One sentence, for the documentation of the setting. */
  readonly meaning: string;
  /** The share of a member under the substation; all of them sum to 1. */
  share(member: number, hour: SharedHour): number;
}

/** How the incentive can be shared, by the name that `cer.split` gives it. */
export const splits: Readonly<Record<string, Split>> = {
  "equal-halves": {
    meaning: "half to those who fed in, half to those who took, in proportion",
    share: (i, { injectedKwh, withdrawnKwh, injected, withdrawn }) =>
      0.5 * injectedKwh[i] / injected + 0.5 * withdrawnKwh[i] / withdrawn,
  },
  "per-capita": {
    meaning: "alike to all members under the substation",
    share: (_i, { members }) => 1 / members.length,
  },
  "by-use": {
    meaning: "to those who took, in proportion",
    share: (i, { withdrawnKwh, withdrawn }) => withdrawnKwh[i] / withdrawn,
  },
};
