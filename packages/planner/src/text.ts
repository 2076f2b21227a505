import type { ErrorBand } from "@loadline/model";

const formatted = (value: number, maximumSignificantDigits: number): string =>
  value.toLocaleString("en-US", { maximumSignificantDigits, useGrouping: false });

/** Three significant digits, four from a thousand on, never in exponent form. */
export const numberText = (value: number): string => formatted(value, Math.abs(value) >= 1000 ? 4 : 3);

const known = (text: (value: number) => string) => (value: number | null) => (value === null ? "unknown" : text(value));

export const requestRateText = known((value) => `${numberText(value)} requests/s`);
export const tokenRateText = known((value) => `${numberText(value)} tokens/s`);
export const percentText = known((share) => `${formatted(share * 100, 2)} %`);
export const gibibytesText = known((bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`);

/** Dollars in cents with a comma before each thousand: "1,016.00". */
export const moneyText = known((value) =>
  value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
export const usdText = known((value) => `${value < 0.01 ? numberText(value) : moneyText(value)} $`);
export const usdPerHourText = known((value) => `${moneyText(value)} $/h`);

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

const bandOrigin: Readonly<Record<ErrorBand["basis"], string>> = {
  calibrated: "measured rows of this GPU",
  transferred: "constants carried over from other models or GPUs",
  assumed: "nothing measured comes near it",
};

type Band = { readonly relative: number; readonly basis: ErrorBand["basis"] };

/** "42 ms to 57 ms": where nine of ten measured replicas lie. The band is even on the logarithm, so never below 0. */
export const rangeText = (value: number, { relative }: Band, text: (value: number) => string): string =>
  `${text(value / (1 + relative))} to ${text(value * (1 + relative))}`;

/** "calibrated: measured rows of this GPU" */
export const bandOriginText = ({ basis }: Band): string => `${basis}: ${bandOrigin[basis]}`;

/** Text of others without control characters, which could move the cursor or colour what follows. */
export const printable = (text: string): string => text.replace(/\p{Cc}+/gu, " ");

/** Two-space margin of what belongs to the line above. */
export const indent = "  ";

const joined = (parts: readonly string[], columns: number, margin: string, joint: string): readonly string[] => {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    const longer = `${line}${joint}${part}`;
    if (line === undefined) lines.push(margin + part);
    else if (longer.length <= columns) lines[lines.length - 1] = longer;
    else {
      lines[lines.length - 1] = line + joint.trimEnd();
      lines.push(margin + part);
    }
  }
  return lines;
};

/** Breaks text at spaces so that no line is longer than `columns`; each line starts with `margin`. A longer word stays whole. */
export const wrap = (text: string, columns: number, margin = ""): readonly string[] =>
  joined(text.match(/\S+/g) ?? [], columns, margin, " ");

/** Short statements one after the other, broken between two of them, and within one that is longer than a line. */
export const wrapItems = (items: readonly string[], columns: number, margin = ""): readonly string[] =>
  joined(items, columns, margin, " · ").flatMap((line) =>
    line.length > columns ? wrap(line, columns, margin) : [line],
  );

/** Twelve digits: what a sum of decimals has beyond them is error, as in 58.39999999999999. */
export const rounded = (value: number): number => Number(value.toPrecision(15));
