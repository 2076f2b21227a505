import { sentinelNumber } from "../sources/values/sentinel.ts";

/** A share as DCGM tells it; null when it is no share, such as the more than 1 that slices of a GPU have been seen to tell. */
export const dcgmShare = (value: number): number | null =>
  sentinelNumber(value) !== null || !(value >= 0 && value <= 1) ? null : value;
