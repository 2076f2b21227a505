import { messages, UserError } from "@loadline/planner/messages";
import { type Load, type LoadSettings, lengthsOfMeans, windowsLoad } from "@loadline/planner/recorded-load";
import { plural } from "@loadline/planner/text";
import { token } from "@loadline/protocol";
import type { CliContext } from "../command.ts";
import { connectPrometheus, type Prometheus } from "../prometheus/client.ts";
import { type ObservedDeployment, observeFleet, requestsOfDays } from "../prometheus/observed-fleet.ts";

const secondsPerDay = 86_400;

type Recorded = Awaited<ReturnType<typeof requestsOfDays>>;

const withoutEnds = (rates: Recorded["rates"]): Recorded["rates"] =>
  rates.slice(
    rates.findIndex((rate) => rate !== null),
    rates.findLastIndex((rate) => rate !== null) + 1,
  );

/** The last days of what was recorded as a load; a text where too little was counted. */
export const loadOfDays = (
  { rates: all, stepSeconds: windowSeconds }: Recorded,
  { observed, days }: { readonly observed: ObservedDeployment; readonly days: number },
  settings: LoadSettings,
): Load | string => {
  const last = all.slice(-Math.round((days * secondsPerDay) / windowSeconds) - 1);
  if (last.every((rate) => rate === null)) return `nothing was recorded in the last ${plural(days, "day")}`;
  if (last.every((rate) => rate === null || rate === 0))
    return `no request was counted in the last ${plural(days, "day")}`;
  try {
    const load = windowsLoad({ kind: "windows", windowSeconds, rates: withoutEnds(last), notices: [] }, settings);
    return { ...load, lengths: lengthsOfMeans(observed.inputTokens, observed.outputTokens) };
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

/** The last week of one deployment as a load; a text where too little was counted. */
export const recentLoad = async (
  prometheus: Prometheus,
  { observed, now }: { readonly observed: ObservedDeployment; readonly now: number },
  settings: LoadSettings,
): Promise<Load | string> =>
  loadOfDays(await requestsOfDays(prometheus, observed, { now, days: 7 }), { observed, days: 7 }, settings);

export const nameOf = ({ servedModel, labels }: ObservedDeployment): string =>
  [servedModel, labels["namespace"], labels["job"]].filter(Boolean).join(" of ");

/** True where `name` is the model, its short form, or one of the labels of the deployment. */
export const isCalled = (name: string, { servedModel, labels }: Pick<ObservedDeployment, "servedModel" | "labels">) =>
  [servedModel, token(servedModel.split("/").at(-1) || "deployment"), ...Object.values(labels)].includes(name);

/** The last week of a deployment that a Prometheus scrapes. @throws UserError where several run and none is named */
export const prometheusLoad = async (
  { url, deployment }: { readonly url: string; readonly deployment: string | undefined },
  settings: LoadSettings,
  context: CliContext,
): Promise<{ readonly name: string; readonly load: Load }> => {
  const prometheus = connectPrometheus(url, context);
  const { deployments, now } = await observeFleet(prometheus);
  const matching = deployments.filter((each) => deployment === undefined || isCalled(deployment, each));
  const [observed, second] = matching;
  if (observed === undefined || second !== undefined) {
    throw new UserError(
      messages.oneDeployment(deployment, (second === undefined ? deployments : matching).map(nameOf)),
    );
  }
  const load = await recentLoad(prometheus, { observed, now }, settings);
  if (typeof load === "string")
    throw new UserError(`${nameOf(observed)}: ${load}; let Prometheus scrape it for longer`);
  return { name: nameOf(observed), load };
};
