import { t } from "../text/text.ts";
import { type FullnessLevel, fullnessLevel } from "./fullness-level.ts";

/** What stands in place of a value that is not known. */
export const unknownText = (): string => t("value.unknown");

const scales = [
  { factor: 1e9, suffix: "G" },
  { factor: 1e6, suffix: "M" },
  { factor: 1e3, suffix: "k" },
] as const;

const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

/** At most three significant digits before a scale letter: 12345 → "12.3k", 0.25 → "0.25". */
export const formatCompact = (value: number): string => {
  const scale = scales.find(({ factor }) => Math.abs(value) >= factor);
  const scaled = value / (scale?.factor ?? 1);
  const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
  return `${trimmed(scaled, digits)}${scale?.suffix ?? ""}`;
};

export const formatRate = (tokensPerSecond: number | null): string =>
  tokensPerSecond === null ? unknownText() : `${formatCompact(tokensPerSecond)} tok/s`;

export const formatCount = (count: number | null): string => (count === null ? unknownText() : formatCompact(count));

/** From here on a share is no share, and its percent no number that anybody reads. */
const mostRatio = 10_000;

/** Percent, whole by default; what rounds to 0 but is below it keeps its sign away: -0.001 → "0 %". */
export const formatPercent = (ratio: number | null, decimals = 0): string => {
  if (ratio === null) return unknownText();
  if (Math.abs(ratio) >= mostRatio) return `${formatCompact(ratio)} ×`;
  const percent = (ratio * 100).toFixed(decimals);
  return `${percent.replace(/^-(?=0(\.0*)?$)/, "")} %`.replace("-", "−");
};

/** Price of one hour: 12.3 → "$12.30". */
export const formatUsdPerHour = (usdPerHour: number | null): string =>
  usdPerHour === null ? unknownText() : `$${usdPerHour.toFixed(2)}`;

/** How the panel writes values whose unit or decimals a dashboard may choose. */
export interface Formats {
  readonly rate: (tokensPerSecond: number | null) => string;
  readonly percent: (ratio: number | null) => string;
  readonly level: (headroomRatio: number | null) => FullnessLevel;
  /** The text that a value mapping gives to a code (of a verdict, reason or limit); null: none does. */
  readonly mapped: (code: string) => string | null;
}

export const defaultFormats: Formats = {
  rate: formatRate,
  percent: (ratio) => formatPercent(ratio),
  level: (headroomRatio) => fullnessLevel(headroomRatio),
  mapped: () => null,
};

const durations = [
  { seconds: 86_400, unit: "d" },
  { seconds: 3_600, unit: "h" },
  { seconds: 60, unit: "min" },
] as const;

/** The largest unit of which there is at least one: 5 → "5 s", 200 → "3 min". */
export const formatAge = (seconds: number | null): string => {
  if (seconds === null) return unknownText();
  const scale = durations.find((duration) => seconds >= duration.seconds);
  return scale ? `${Math.floor(seconds / scale.seconds)} ${scale.unit}` : `${Math.max(0, Math.floor(seconds))} s`;
};
