/**
 * DCGM's numbers that stand for no value: blank, not found, not supported, not permitted.
 * @source https://github.com/NVIDIA/DCGM/blob/master/dcgmlib/dcgm_structs.h
 */
const kinds = 4;
const int32Blank = 0x7ffffff0;
const fp64Blank = 2 ** 47;
/** As a double this is 2^63, which no true count reaches. */
const int64Blank = 2 ** 63 - 32;

const within = (value: number, first: number): boolean => value >= first && value < first + kinds;

/** True for a number that stands for no value. */
export const isDcgmBlank = (value: number): boolean =>
  value >= int64Blank || within(value, int32Blank) || within(value, fp64Blank);

/** A share as DCGM tells it; null when it is no share, such as the more than 1 that slices of a GPU have been seen to tell. */
export const dcgmShare = (value: number): number | null =>
  isDcgmBlank(value) || !(value >= 0 && value <= 1) ? null : value;
