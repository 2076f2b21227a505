import type { ArrivalProcess } from "@loadline/model";
import { messages, UserError } from "./messages.ts";
import type { OptionValues } from "./options.ts";

type AskedArrivals = NonNullable<OptionValues<"arrivals">["arrivals"]>;

/** Gaps between arrivals; a burstiness is the shape of a gamma distribution. @throws UserError for both */
export const askedArrivals = ({ arrivals, burstiness }: OptionValues<"arrivals" | "burstiness">) => {
  if (burstiness === undefined) return arrivals;
  if (arrivals !== undefined) throw new UserError(messages.exclude("--arrivals", "--burstiness"));
  return { gamma: { cv: 1 / Math.sqrt(burstiness) } };
};

/** Without stated arrivals a run takes the gaps that the usual benchmark client draws. */
export const arrivalsOf = (arrivals: AskedArrivals | undefined): ArrivalProcess | undefined => {
  if (typeof arrivals !== "object") return arrivals && { kind: arrivals };
  return "gamma" in arrivals ? { kind: "gamma", ...arrivals.gamma } : { kind: "weibull", ...arrivals.weibull };
};
