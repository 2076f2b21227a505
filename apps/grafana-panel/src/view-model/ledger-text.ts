import { type Key, t } from "../text/text.ts";
import { formatCompact, formatCount, shortened, unknownText } from "./format-value.ts";
import { type LedgerView, ledgerCauses } from "./ledger.ts";

/** What a cause means, or what to do about it; null for one that this panel does not know. */
export const causeText = (part: "cause" | "todo", cause: string): string | null =>
  ledgerCauses.includes(cause) ? t(`ledger.${part}.${cause}` as Key) : null;

/** An amount gained or lost; a change of nothing is not shown. */
export const signed = (value: number | null): string => {
  if (value === null) return unknownText();
  if (value === 0) return "";
  return value < 0 ? `−${formatCompact(-value)}` : `+${formatCompact(value)}`;
};

/** Where the capacity of a deployment goes, in one sentence. */
export const ledgerSentence = ({ bars, needed, largestLoss }: LedgerView): string => {
  const [planned, effective] = [bars[0], bars.at(-1)].map((bar) => bar?.requestsPerSecond ?? null);
  const [now, leadTime] = [formatCount(needed.now), formatCount(needed.leadTime)];
  let text = t("ledger.sentence", {
    ...{ effective: formatCount(effective ?? null), planned: formatCount(planned ?? null), needed: now },
  });
  if (largestLoss !== null && largestLoss.cause !== null) {
    const amount = signed(largestLoss.requestsPerSecond);
    const cause = causeText("cause", largestLoss.cause) ?? shortened(largestLoss.cause);
    text = t("ledger.sentence-loss", { text, amount, cause });
  }
  const isAbove = (bar: number | null | undefined): boolean =>
    needed.leadTime !== null && bar !== null && bar !== undefined && needed.leadTime > bar;
  if (isAbove(planned)) return t("ledger.sentence-above-plan", { text, leadTime });
  return isAbove(effective) ? t("ledger.sentence-forecast", { text, leadTime }) : text;
};
