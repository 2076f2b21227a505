import type { SizedRow } from "./search-answer.ts";
import { numberText, percentText, requestRateText } from "./text.ts";

export const optionOf = {
  timeToFirstToken: "--ttft",
  interTokenLatency: "--tpot",
  tokenGap: "--itl",
  endToEnd: "--end-to-end",
} as const;

/** Whose price it is and of when. */
export const quoteText = ({ origin, provider, on, isOld, term, ...quote }: NonNullable<SizedRow["price"]>): string => {
  if (origin === "own") return "your own";
  const reserved = quote.purchaseClass === "reserved" ? `, ${term ?? "term not stated"}` : "";
  return `${provider ?? "unnamed"} ${on ?? ""}${reserved}${isOld ? ", old" : ""}`;
};

/** What the gateway turns away, and by which limit; null: nothing. */
export const turnedAwayText = ({ offered, turnedAway, turnedAwayShare, limit }: SizedRow["way"]): string | null =>
  limit === null
    ? null
    : `the gateway turns away ${numberText(turnedAway)} of ${requestRateText(offered)} (${percentText(turnedAwayShare)}) by its limit of ${limit === "tokensPerSecond" ? "tokens/s" : "requests/s"}; raise it, or expect less`;
