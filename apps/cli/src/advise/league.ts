import { basename } from "node:path";
import { meanOf } from "@loadline/model";
import { messages, UserError } from "@loadline/planner/messages";
import { optionSet } from "@loadline/planner/options";
import { type Load, type LoadSettings, recordedLoad } from "@loadline/planner/recorded-load";
import { sizePlan } from "@loadline/planner/size-plan";
import { plural, requestRateText } from "@loadline/planner/text";
import { formatFor } from "@loadline/planner/trace-format";
import type { ReplicaCapacity } from "@loadline/simulation";
import { isCalled, loadOfDays, nameOf } from "../backtest/prometheus-load.ts";
import { assumedReplicas, stepSeconds } from "../backtest/run-backtest.ts";
import type { CliContext } from "../command.ts";
import { readText, userPath } from "../files.ts";
import { connectPrometheus, type Prometheus } from "../prometheus/client.ts";
import { recentStretches } from "../prometheus/engine-stretches.ts";
import { type ObservedDeployment, observeFleet, requestsOfDays } from "../prometheus/observed-fleet.ts";
import { readTraceFile } from "../traces/trace-file.ts";
import { capacityOf } from "./observed-capacity.ts";
import { observedService } from "./observed-service.ts";
import { choicesOf, type FleetQuestion, fleetDefaults, fleetHelp, fleetOptions, questionOf } from "./question.ts";
import { finishedOnly, type PolicyTerms, plannedTerms, policyRows, type Week } from "./week.ts";

/** A pod autoscaler at 70 %, the peers' own rules, Loadline and the least possible. */
const leaguePolicies = ["hpa:0.7", "keda", "llmd-v2", "llmd-slo", "dynamo", "dynamo-load", "loadline", "clairvoyant"];
const leagueDays = [1, 7, 28] as const;
const mostDays = Math.max(...leagueDays);
const secondsPerDay = 86_400;
/** A longer period is one of its own where less than this share of it is in the shorter. */
const wholeShare = 0.95;
const settings: LoadSettings = { stepSeconds, seed: 7, shape: "linear" };

const termNames = ["replicaCapacity", "leadTime", "minReplicas", "maxReplicas", "pricePerHour"] as const;
const names = [...fleetOptions, "trace", "format", "policies", ...termNames] as const;
export const leagueOptions = optionSet(
  names,
  { ...fleetDefaults, policies: leaguePolicies.join(",") },
  {
    ...fleetHelp,
    trace: "instead of a Prometheus: recorded load, packed with gzip or not",
    replicaCapacity:
      "of one replica, such as 8rps, and n times that of n; default: by the model, or as the engines show it",
    leadTime: "from decision to a serving replica; default: the plan's, or 300s",
    minReplicas: "lower bound; default: the plan's, or 1",
    maxReplicas: "upper bound; default: the plan's, or none",
    pricePerHour: "price of a replica; default: by the plan",
  },
);
type Asked = ReturnType<(typeof leagueOptions)["read"]>;

/** What each policy would have done over the last days. */
export interface LeaguePeriod extends Week {
  readonly days: number;
}

export interface League {
  readonly name: string;
  readonly replicaCapacityRps: number;
  readonly leadTimeSeconds: number;
  readonly notices: readonly string[];
  readonly periods: readonly LeaguePeriod[];
}

/** The load of the last days, or why there is none. */
type LastDays = (days: number) => Pick<Load, "demand" | "notices"> | string;

/** A load with what bounds the policies over it, where that is known. */
interface Recorded {
  readonly name: string;
  readonly lastDays: LastDays;
  readonly terms: Omit<PolicyTerms, "capacity">;
  readonly capacity: {
    readonly requestsPerSecond: number | null;
    /** By how many serve together; left out: as much each at any count. */
    readonly service?: ReplicaCapacity;
    readonly notices: readonly string[];
  };
}

const unplanned = {
  leadTimeSeconds: 300,
  minimumReplicas: 1,
  maximumReplicas: Number.MAX_SAFE_INTEGER,
  usdPerReplicaHour: null,
};

/** Each policy over the last 1, 7 and 28 days, as far as there is more to see in the longer ones. */
const periodsOf = (lastDays: LastDays, terms: PolicyTerms, policies: readonly string[]): readonly LeaguePeriod[] => {
  const periods: LeaguePeriod[] = [];
  for (const days of leagueDays) {
    const load = lastDays(days);
    if (typeof load === "string") {
      periods.push({ days, seconds: 0, notices: [load], rows: [] });
      continue;
    }
    const { demand, notices } = load;
    const seconds = demand.length * stepSeconds;
    const shorter = periods.at(-1)?.seconds ?? 0;
    if (shorter > 0 && shorter >= wholeShare * seconds) break;
    periods.push({ days, seconds, notices, rows: policyRows(demand, terms, policies) });
  }
  return periods;
};

const giveCapacity = "give --replica-capacity";

/** @throws UserError where the load is none: nothing shows what a replica carries */
export const leagueOf = ({ name, lastDays, terms, capacity }: Recorded, asked: Asked): League => {
  const all = lastDays(mostDays);
  if (typeof all === "string") throw new UserError(`${name}: ${all}; let it be recorded for longer`);
  const { replicaCapacity, leadTime, minReplicas, maxReplicas, pricePerHour, policies } = asked;
  const assumed = meanOf(all.demand) / assumedReplicas;
  const carried = replicaCapacity ?? capacity.requestsPerSecond ?? assumed;
  const effective = {
    capacity: replicaCapacity ?? capacity.service ?? carried,
    leadTimeSeconds: leadTime ?? terms.leadTimeSeconds,
    minimumReplicas: minReplicas ?? terms.minimumReplicas,
    maximumReplicas: maxReplicas ?? terms.maximumReplicas,
    usdPerReplicaHour: pricePerHour ?? terms.usdPerReplicaHour,
    running: terms.running,
  };
  if (effective.minimumReplicas > effective.maximumReplicas) {
    const least = `at least the ${effective.minimumReplicas} replicas of the lower bound`;
    throw new UserError(messages.invalid("--max-replicas", effective.maximumReplicas, least));
  }
  const isAssumed = replicaCapacity === undefined && capacity.requestsPerSecond === null;
  const assumption = `nothing shows what a replica carries: ${requestRateText(assumed)}, the mean load ÷ ${assumedReplicas}, is assumed; ${giveCapacity}`;
  return {
    name,
    replicaCapacityRps: carried,
    leadTimeSeconds: effective.leadTimeSeconds,
    notices: replicaCapacity === undefined ? [...capacity.notices, ...(isAssumed ? [assumption] : [])] : [],
    periods: periodsOf(lastDays, effective, policies),
  };
};

/** Of a recording: the days before its end. @throws the codes of `recordedLoad` */
export const leagueOfTrace = async (trace: string, asked: Asked, context: CliContext): Promise<League> => {
  const text = await readTraceFile(userPath(trace, context));
  const { demand, notices } = recordedLoad(text, formatFor(asked.format, text), settings);
  const lastDays: LastDays = (days) => {
    const last = demand.slice(-Math.round((days * secondsPerDay) / stepSeconds));
    return last.some((rate) => rate > 0)
      ? { demand: last, notices }
      : `no request was counted in the last ${plural(days, "day")}`;
  };
  const capacity = { requestsPerSecond: null, notices: [] };
  return leagueOf({ name: basename(trace), lastDays, terms: { ...unplanned, running: 0 }, capacity }, asked);
};

interface Chosen {
  readonly name: string;
  readonly observed: ObservedDeployment;
}

/** The deployment that is meant. @throws UserError where none or several are */
const chosenOf = (all: readonly Chosen[], name: string | undefined): Chosen => {
  const named = all.filter((one) => name === undefined || one.name === name || isCalled(name, one.observed));
  const [first, second] = named;
  if (first !== undefined && second === undefined) return first;
  const among = (second === undefined ? all : named).map((one) => one.name);
  throw new UserError(messages.oneDeployment(name, among, "[name]"));
};

/** What a replica carries where no model of it is known: what the engines did in the highest five minutes of the week. */
const shownCapacity = ({ peakRequestsPerSecond: peak, engines }: ObservedDeployment): Recorded["capacity"] => {
  if (peak === null || peak <= 0 || engines.length === 0) return { requestsPerSecond: null, notices: [] };
  const each = peak / engines.length;
  const source = `${requestRateText(each)}, as much as each of ${plural(engines.length, "engine")} has in the highest 5 minutes of the week`;
  return {
    requestsPerSecond: each,
    notices: [
      `no model gives the capacity of a replica: it is taken for ${source}; ${giveCapacity}, or --model with --gpu`,
    ],
  };
};

/** Bounds, price and capacity: by the plan and the model where they have the deployment, else by what it shows. */
const termsOf = async (
  prometheus: Prometheus,
  { name, observed }: Chosen,
  question: FleetQuestion | null,
): Promise<Pick<Recorded, "terms" | "capacity">> => {
  const deployment = question?.plan.deployments.find((one) => one.name === name);
  const shown = shownCapacity(observed);
  const own = { ...unplanned, running: observed.engines.length };
  if (question === null || deployment === undefined) return { terms: own, capacity: shown };
  const plan = { ...question.plan, deployments: [deployment] };
  const [size] = sizePlan(plan).deployments;
  if (size === undefined) return { terms: own, capacity: shown };
  const one = { plan, now: question.now, deployment, size, observed };
  const { requestsPerSecond, basis } = capacityOf(one, await recentStretches(prometheus, observed, deployment.slo));
  const notices = basis === "measured-at-most" ? [finishedOnly] : [];
  if (requestsPerSecond === null) return { terms: plannedTerms(one), capacity: shown };
  const service = observedService(one, { requestsPerSecond, basis });
  return { terms: plannedTerms(one), capacity: { requestsPerSecond, service, notices } };
};

/** Of what a Prometheus has of one deployment, up to now. */
export const leagueOfPrometheus = async (
  asked: Asked,
  {
    name,
    file,
    context,
  }: { readonly name: string | undefined; readonly file: string | undefined; readonly context: CliContext },
): Promise<League> => {
  const { fromPrometheus: url } = asked;
  if (url === undefined)
    throw new UserError(messages.missing("--from-prometheus", "the address of a Prometheus, or --trace with a file"));
  const prometheus = connectPrometheus(url, context);
  const fleet = await observeFleet(prometheus);
  const text = file === undefined ? null : await readText(userPath(file, context));
  const question = questionOf(fleet, choicesOf(asked), text);
  const planned = [...(question?.observed ?? [])].map(([own, observed]) => ({ name: own, observed }));
  // What no plan can be made of has a load all the same.
  const others = fleet.deployments.filter((one) => !planned.some(({ observed }) => observed === one));
  const unnamed = others.map((observed) => ({ name: nameOf(observed), observed }));
  const chosen = chosenOf(text !== null && planned.length > 0 ? planned : [...planned, ...unnamed], name);
  const { observed } = chosen;
  const recorded = await requestsOfDays(prometheus, observed, { now: fleet.now, days: mostDays });
  const lastDays: LastDays = (days) => loadOfDays(recorded, { observed, days }, settings);
  return leagueOf({ name: chosen.name, lastDays, ...(await termsOf(prometheus, chosen, question)) }, asked);
};
