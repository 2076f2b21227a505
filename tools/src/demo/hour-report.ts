import { wayOfRequests } from "@loadline/model";
import { type Plan, type PlanDeployment, plannedLoad } from "@loadline/plan";
import { parse } from "yaml";
import type { PhaseRecord } from "../fleet/hour/hour-script.ts";
import { hourPhases, meanOffered, startOf } from "../fleet/traffic/phases.ts";

/** What `loadline plan --json` answers of a deployment, as far as the hour shows it. */
export interface SizedDeployment {
  readonly name: string;
  readonly leadTimeSeconds: number;
  readonly planned: { readonly replicas: number; readonly usdPerHour: number | null };
  readonly marketLoss: { readonly lost: number; readonly unfilled: number } | null;
  readonly required: {
    readonly replicas: number;
    readonly replicasAtMedian: number;
    readonly replicasAtWorst: number;
  } | null;
}

const wholeWeek = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/**
 * The plan as it holds within an hour that passes faster: lead times and notices are shorter by as much, and the busiest
 * window of each schedule lasts throughout.
 */
export const acceleratedPlan = (text: string, plan: Plan, speedUp: number): string => {
  const raw = parse(text) as { pools: object[]; deployments: object[] };
  return JSON.stringify({
    ...raw,
    pools: raw.pools.map((pool, index) => {
      const { spotNoticeSeconds } = plan.pools[index] ?? {};
      return spotNoticeSeconds === undefined ? pool : { ...pool, spotNoticeSeconds: spotNoticeSeconds / speedUp };
    }),
    deployments: raw.deployments.map((deployment, index) => {
      const own = plan.deployments[index];
      if (own === undefined) return deployment;
      // The hour begins with the planned replicas: a first count that is lower would take some of them at once.
      const { initial, planned } = own.replicas;
      const replicas = initial === undefined ? own.replicas : { ...own.replicas, initial: planned };
      const { requestsPerSecond } = plannedLoad(own).window ?? own.expected;
      const window = { days: wholeWeek, from: "00:00", to: "24:00", requestsPerSecond };
      const schedule = own.schedule === undefined ? {} : { schedule: { timeZone: "UTC", windows: [window] } };
      return { ...deployment, replicas, leadTimeSeconds: own.leadTimeSeconds / speedUp, ...schedule };
    }),
  });
};

type Line = readonly [what: string, expected: string, came: string, agrees: boolean];

const short = (value: number): string => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "not yet");
const percent = (share: number): string => `${short(100 * share)} %`;

const atMost = (what: string, most: number, came: number, slack = 0): Line => [
  what,
  `${short(most)}${slack < 1 ? "" : ` +${slack}`} or less`,
  short(came),
  came <= most + slack,
];
const atLeast = (what: string, least: number, came: number, text = short): Line => [
  what,
  `${text(least)} or more`,
  text(came),
  came >= least,
];
const near = (what: string, expected: number, came: number, { tolerance, text = short }: Near): Line => [
  what,
  `${text(expected)} ±${Number.parseFloat(text(tolerance))}`,
  text(came),
  Math.abs(came - expected) <= tolerance,
];
interface Near {
  readonly tolerance: number;
  readonly text?: (value: number) => string;
}

interface Facts {
  readonly record: PhaseRecord;
  readonly deployment: PlanDeployment;
  readonly sized: SizedDeployment;
}

// Standard deviations of a Poisson count: one in 16,000 is beyond four.
const deviations = 4;

const reaching = (expected: number, { record: { seconds, requests } }: Facts): Line => {
  const came = (requests.arrived - requests.turnedAway - requests.cached) / seconds;
  const tolerance = deviations * Math.sqrt(expected / seconds);
  return near("requests/s that reach replicas", expected, came, { tolerance });
};

const inTime = ({ record: { requests }, deployment: { slo } }: Facts): Line => {
  const ended = requests.finished + requests.timedOut + requests.aborted;
  const what = "answered within the objectives";
  if (ended === 0) return [what, `${percent(slo.percentile)} or more`, "none", false];
  return atLeast(what, slo.percentile, requests.inTime / ended, percent);
};

const wayOf = ({ record, deployment }: Facts) =>
  wayOfRequests(meanOffered(deployment, record.phase), deployment.expected, deployment);

const replicas = ({ record: { readyAtEnd: came }, sized: { required, planned } }: Facts): Line => {
  const [least, most] = [required?.replicasAtMedian ?? 0, Math.max(required?.replicasAtWorst ?? 0, planned.replicas)];
  const expected = least === most ? String(least) : `${least} to ${most}`;
  return ["replicas that serve at its end", expected, String(came), came >= least && came <= most];
};

// Prices are decimal fractions.
const rounding = 1e-6;

const cost = ({ record: { usdPerHour: came }, sized: { planned } }: Facts): readonly Line[] =>
  came === null || planned.usdPerHour === null ? [] : [atMost("$/h", planned.usdPerHour, came, rounding)];

/** A market has one more than its share where replicas came and went; replacements are asked for at once. */
const spotLoss = (facts: Facts): readonly Line[] => {
  const { lost, readyBefore, refilledMinutes } = facts.record;
  const { marketLoss, planned, leadTimeSeconds } = facts.sized;
  const most = Math.ceil(((marketLoss?.lost ?? 0) / planned.replicas) * readyBefore);
  const refilled = atMost(
    "minutes until as many serve",
    leadTimeSeconds / 60,
    refilledMinutes ?? Number.POSITIVE_INFINITY,
    1,
  );
  const gone = atMost(`of ${readyBefore} replicas go with a market`, most, lost, 1);
  // Where no place is left for those that go, the plan has the loss as unserved.
  if (marketLoss === null || marketLoss.unfilled > 0) return [gone];
  return [gone, ...(lost > 0 ? [refilled] : []), inTime(facts)];
};

const rollOut = ({ record, deployment: { rollout }, sized }: Facts): readonly Line[] => {
  const minutes = hourPhases.reduce(
    (length, { name, until }) => (name === "roll-out" ? until - startOf(name) : length),
    0,
  );
  const rounds = Math.floor(minutes / (sized.leadTimeSeconds / 60));
  const renewed = Math.min(record.readyAtEnd, rounds * (rollout?.surgeReplicas ?? 0));
  return [
    near("replicas of the next version", renewed, record.renewed, { tolerance: 1 }),
    atLeast("fewest replicas that serve", Math.min(record.readyBefore, record.leastAsked), record.leastReady),
  ];
};

const turnedAway = (facts: Facts): readonly Line[] => {
  const { offered, turnedAwayShare, toReplicas } = wayOf(facts);
  const { requests, seconds } = facts.record;
  const came = requests.turnedAway / Math.max(1, requests.arrived);
  const tolerance = deviations / Math.sqrt(offered * seconds);
  return [
    near("turned away by the gateway", turnedAwayShare, came, { tolerance, text: percent }),
    reaching(toReplicas, facts),
  ];
};

/** What a phase shows of a deployment; nothing where it does not concern it. */
const linesOf = (facts: Facts): readonly Line[] => {
  const { deployment, sized } = facts;
  switch (facts.record.phase) {
    case "full load":
      return [replicas(facts), reaching(wayOf(facts).toReplicas, facts), inTime(facts), ...cost(facts)];
    case "cold cache":
      return deployment.responseCache === undefined
        ? []
        : [reaching(plannedLoad(deployment).cold, facts), inTime(facts)];
    case "spot loss":
      return sized.marketLoss === null ? [] : spotLoss(facts);
    case "roll-out":
      return deployment.rollout === undefined ? [] : rollOut(facts);
    case "gateway limit":
      return deployment.gateway === undefined ? [] : turnedAway(facts);
    default:
      return [];
  }
};

/** What the plan expects of each phase that has ended, beside what came of it. */
export const expectedAndCame = (plan: Plan, sizes: readonly SizedDeployment[], records: readonly PhaseRecord[]) =>
  records.flatMap((record) => {
    const { phase, deployment: name } = record;
    const deployment = plan.deployments.find((one) => one.name === name);
    const sized = sizes.find((one) => one.name === name);
    if (deployment === undefined || sized === undefined) return [];
    return linesOf({ record, deployment, sized }).map((line) => ({ phase, deployment: name, line }));
  });

/** The rows as one table within 80 columns. */
export const reportLines = (rows: ReturnType<typeof expectedAndCame>): readonly string[] => {
  const width = Math.min(16, Math.max(0, ...rows.map(({ deployment }) => deployment.length)));
  const cells = (name: string, [what, expected, came]: readonly string[] | Line, met: string): string =>
    [
      `  ${name.slice(0, width).padEnd(width)}`,
      `${what}`.slice(0, 32).padEnd(32),
      `${expected}`.padStart(13),
      `${came}`.padStart(9),
    ]
      .concat(met.padStart(4))
      .join(" ");
  const phases = hourPhases.flatMap(({ name, until }) => {
    const own = rows.filter(({ phase }) => phase === name);
    const lines = own.map(({ deployment, line }) => cells(deployment, line, line[3] ? "yes" : "NO"));
    return own.length === 0 ? [] : [`${name}, minute ${startOf(name)} to ${until}`, ...lines];
  });
  const agreeing = rows.filter(({ line }) => line[3]).length;
  return [
    cells("", ["", "expected", "came"], "met"),
    ...phases,
    `${agreeing} of ${rows.length} as the plan has it; ± is what chance brings, minutes are of the hour`,
  ];
};
