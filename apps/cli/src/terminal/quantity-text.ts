const formatted = (value: number, maximumSignificantDigits: number): string =>
  value.toLocaleString("en-US", { maximumSignificantDigits, useGrouping: false });

/** Three digits that matter, never in exponent form. */
export const numberText = (value: number): string => formatted(value, Math.abs(value) >= 1000 ? 4 : 3);

/** What is not known is called so, whatever its unit. */
const known =
  (text: (value: number) => string) =>
  (value: number | null): string =>
    value === null ? "unknown" : text(value);

export const requestRateText = known((value) => `${numberText(value)} requests/s`);
export const tokenRateText = known((value) => `${numberText(value)} tokens/s`);
export const percentText = known((share) => `${formatted(share * 100, 2)} %`);
export const gibibytesText = known((bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`);
export const usdPerHourText = known((value) => `${value.toFixed(2)} $/h`);
export const countText = known((value) => String(value));

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Latencies and ages: milliseconds below a second, days above two. */
export const durationText = known((seconds) => {
  if (seconds < 1) return `${numberText(seconds * 1000)} ms`;
  if (seconds < 2 * minute) return `${numberText(seconds)} s`;
  if (seconds < 2 * hour) return `${Math.round(seconds / minute)} min`;
  return seconds < 2 * day ? `${Math.round(seconds / hour)} h` : `${Math.round(seconds / day)} d`;
});

/** "1 replica", "2 replicas" */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
