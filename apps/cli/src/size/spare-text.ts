import { LoadlineError, type SparePolicy } from "@loadline/core";

const expected =
  "causes like failures=off, rollout=10%, zones=3, cache=0.4 or spot=70%/2 (share/markets), separated by commas";

const invalid = (value: string): LoadlineError =>
  new LoadlineError("LL_INPUT_INVALID", { what: "--spare", value, expected });

const numberOf = (text: string, whole: string): number => {
  const percent = text.endsWith("%");
  const value = Number(percent ? text.slice(0, -1) : text);
  if (text === "" || !Number.isFinite(value)) throw invalid(whole);
  return percent ? value / 100 : value;
};

// Two minutes are the longest notice that a large provider promises; five are a usual cold start.
const usualNotice = { noticeSeconds: 120, leadTimeSeconds: 300 };

const partOf = (part: string): SparePolicy => {
  const [name = "", value = ""] = part.split("=").map((text) => text.trim());
  switch (name) {
    case "failures":
      if (value !== "off" && value !== "on") throw invalid(part);
      return value === "off" ? { failures: null } : {};
    case "rollout":
      return { rolloutSurge: numberOf(value, part) };
    case "zones":
      return { zones: numberOf(value, part) };
    case "cache":
      return { cacheHitRatio: numberOf(value, part) };
    case "spot": {
      const [share = "", markets = "1"] = value.split("/");
      return { spot: { share: numberOf(share, part), markets: numberOf(markets, part), ...usualNotice } };
    }
    default:
      throw invalid(part);
  }
};

/** What a fleet prepares for, from "zones=3,rollout=10%"; nothing given: GPU failures alone. @throws LL_INPUT_INVALID */
export const sparePolicyOf = (text: string | undefined): SparePolicy =>
  (text ?? "")
    .split(",")
    .filter((part) => part.trim() !== "")
    .reduce<SparePolicy>((policy, part) => Object.assign(policy, partOf(part)), {});
