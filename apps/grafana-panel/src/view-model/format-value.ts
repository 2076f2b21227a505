import { t } from "../text/text.ts";

export const unknownText = (): string => t("value.unknown");

const scales = [
  { factor: 1e9, suffix: "G" },
  { factor: 1e6, suffix: "M" },
  { factor: 1e3, suffix: "k" },
] as const;

/** At most three significant digits before a scale letter: 12345 → "12.3k", 0.25 → "0.25". */
export const formatCompact = (value: number): string => {
  const scale = scales.find(({ factor }) => Math.abs(value) >= factor);
  const scaled = value / (scale?.factor ?? 1);
  const digits = Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
  return `${String(Number(scaled.toFixed(digits)))}${scale?.suffix ?? ""}`;
};

export const formatRate = (tokensPerSecond: number | null): string =>
  tokensPerSecond === null ? unknownText() : `${formatCompact(tokensPerSecond)} tok/s`;

export const formatCount = (count: number | null): string => (count === null ? unknownText() : formatCompact(count));

/** From here on a percentage is unreadable, and a factor is shown. */
const mostRatio = 10_000;

/** Percent, whole by default; a value that rounds to 0 has no sign: -0.001 → "0 %". Minus infinity: none of nothing. */
export const formatPercent = (ratio: number | null, decimals = 0): string => {
  if (ratio === null) return unknownText();
  if (ratio === Number.NEGATIVE_INFINITY) return t("value.none-left");
  if (Math.abs(ratio) >= mostRatio) return `${formatCompact(ratio)} ×`;
  const percent = (ratio * 100).toFixed(decimals);
  return `${percent.replace(/^-(?=0(\.0*)?$)/, "")} %`.replace("-", "−");
};

/** How urgent a headroom is. */
export type FullnessLevel = "over" | "tight" | "ample" | "unknown";

/** Below this the next burst may take the reserve. */
const tightBelow = 0.1;

/** The level of a headroom (a ratio) that no recommender has judged. */
export const fullnessLevel = (headroomRatio: number | null): FullnessLevel => {
  if (headroomRatio === null) return "unknown";
  if (headroomRatio < 0) return "over";
  return headroomRatio < tightBelow ? "tight" : "ample";
};

/** How the panel writes values whose unit or decimals a dashboard may choose. */
export interface Formats {
  readonly rate: (tokensPerSecond: number | null) => string;
  readonly percent: (ratio: number | null) => string;
  /** The text that a value mapping gives to a code (of a verdict, reason or limit); null: none does. */
  readonly mapped: (code: string) => string | null;
}

export const defaultFormats: Formats = {
  rate: formatRate,
  percent: (ratio) => formatPercent(ratio),
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

const mostCharacters = 120;

/** Names in a line that is to be read in five seconds. */
export const mostNamed = 3;

/** The text, cut with an ellipsis where it is too long to be a name; never in the middle of a character. */
export const shortened = (text: string): string => {
  const characters = [...text.slice(0, 2 * mostCharacters + 2)];
  return characters.length <= mostCharacters ? text : `${characters.slice(0, mostCharacters - 1).join("")}…`;
};
