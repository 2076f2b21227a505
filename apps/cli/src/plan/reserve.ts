import type { SparePolicy } from "@loadline/core";
import { messages, UserError } from "../messages.ts";

const invalid = (value: string): UserError =>
  new UserError(
    messages.invalid(
      "--reserve",
      value,
      "causes like failures=off, rollout=10%, zones=3, cache=0.4 or spot=70%/2 (share/markets), separated by commas",
    ),
  );

const numberOf = (text: string, part: string): number => {
  const isPercent = text.endsWith("%");
  const value = Number(isPercent ? text.slice(0, -1) : text);
  if (text === "" || !Number.isFinite(value)) throw invalid(part);
  return isPercent ? value / 100 : value;
};

// Two minutes are the longest notice that a large provider promises; five are a usual cold start.
const spotTimes = { noticeSeconds: 120, leadTimeSeconds: 300 };

const policyOf = (part: string): SparePolicy => {
  const [cause = "", value = ""] = part.split("=").map((text) => text.trim());
  switch (cause) {
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
      return { spot: { share: numberOf(share, part), markets: numberOf(markets, part), ...spotTimes } };
    }
    default:
      throw invalid(part);
  }
};

/** What a fleet holds capacity back for, from "zones=3,rollout=10%"; nothing given: GPU failures alone. @throws UserError */
export const reservePolicyOf = (text: string | undefined): SparePolicy =>
  (text ?? "")
    .split(",")
    .filter((part) => part.trim() !== "")
    .reduce<SparePolicy>((policy, part) => Object.assign(policy, policyOf(part)), {});
