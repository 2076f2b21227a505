import { t } from "../text/text.ts";
import type { Exhaustion } from "./exhaustion.ts";
import { formatAge, unknownText } from "./format-value.ts";

/** Under two minutes whole minutes say too little. */
const secondsUpTo = 120;

const range = (fromSeconds: number, toSeconds: number): string => {
  if (toSeconds < secondsUpTo) {
    return t("exhaustion.from-to", { from: `${Math.round(fromSeconds)} s`, to: `${Math.round(toSeconds)} s` });
  }
  const [from, to] = [formatAge(fromSeconds), formatAge(toSeconds)];
  return from === to ? from : t("exhaustion.from-to", { from, to });
};

/** "in 3 d to 7 d": how long the load line lasts, in words. */
export const exhaustionText = (exhaustion: Exhaustion): string => {
  switch (exhaustion.kind) {
    case "unknown":
      return unknownText();
    case "now":
      return t("exhaustion.now");
    case "beyond":
      return t("exhaustion.beyond", { time: formatAge(exhaustion.seconds) });
    case "within":
      return exhaustion.toSeconds === null
        ? t("exhaustion.earliest", { time: formatAge(exhaustion.fromSeconds) })
        : t("exhaustion.range", { range: range(exhaustion.fromSeconds, exhaustion.toSeconds) });
  }
};
