import { wayOfRequests } from "@loadline/core";
import { type Plan, type PlanDeployment, plannedLoad } from "@loadline/wire";
import { parse } from "yaml";
import type { PhaseRecord } from "../fleet/hour/hour-script.ts";
import { hourPhases, meanOffered, minutesPerHour, type PhaseName, startOf } from "../fleet/hour/phases.ts";

/** What `loadline plan --json` answers of a deployment, as far as the hour shows it. */
export interface SizedDeployment {
  readonly name: string;
  readonly leadTimeSeconds: number;
  readonly planned: { readonly replicas: number; readonly usdPerHour: number | null };
  readonly marketLoss: { readonly lost: number } | null;
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
      const { requestsPerSecond } = plannedLoad(own).window ?? own.expected;
      const window = { days: wholeWeek, from: "00:00", to: "24:00", requestsPerSecond };
      const schedule = own.schedule === undefined ? {} : { schedule: { timeZone: "UTC", windows: [window] } };
      return { ...deployment, leadTimeSeconds: own.leadTimeSeconds / speedUp, ...schedule };
    }),
  });
};

/** One line of the table. */
export interface Row {
  readonly phase: PhaseName;
  readonly deployment: string;
  readonly what: string;
  readonly expected: string;
  readonly came: string;
  readonly agrees: boolean;
}

interface Facts {
  readonly record: PhaseRecord;
  readonly deployment: PlanDeployment;
  readonly sized: SizedDeployment;
  /** Replicas that served when the phase before it ended. */
  readonly readyBefore: number;
}
type Line = Omit<Row, "phase" | "deployment">;

const short = (value: number): string => String(Number(value.toPrecision(3)));
const percent = (share: number): string => `${short(100 * share)} %`;

// Four standard deviations of a Poisson count: one in 16,000 is beyond.
const deviations = 4;

const rate = (what: string, expected: number, { record, ...facts }: Facts & { readonly of: number }): Line => {
  const came = facts.of / record.seconds;
  const tolerance = (deviations * Math.sqrt(expected * record.seconds)) / record.seconds;
  return { what, expected: short(expected), came: short(came), agrees: Math.abs(came - expected) <= tolerance };
};

const reaching = (expected: number, facts: Facts): Line => {
  const { arrived, turnedAway, cached } = facts.record.requests;
  return rate("requests/s that reach replicas", expected, { ...facts, of: arrived - turnedAway - cached });
};

const inTime = ({ record: { requests }, deployment: { slo } }: Facts): Line => {
  const ended = requests.finished + requests.timedOut + requests.aborted;
  const share = ended === 0 ? 1 : requests.inTime / ended;
  const line = { what: "answered within the objectives", expected: `${percent(slo.percentile)} or more` };
  return { ...line, came: percent(share), agrees: share >= slo.percentile };
};

const wayOf = ({ record, deployment }: Facts) =>
  wayOfRequests(meanOffered(deployment, record.phase), deployment.expected, deployment);

const replicas = ({ record, sized: { required, planned } }: Facts): Line => {
  const [least, most] = [required?.replicasAtMedian ?? 0, Math.max(required?.replicasAtWorst ?? 0, planned.replicas)];
  const came = record.readyAtEnd;
  const expected = least === most ? String(least) : `${least} to ${most}`;
  return {
    what: "replicas that serve at its end",
    expected,
    came: String(came),
    agrees: came >= least && came <= most,
  };
};

const cost = ({ record: { usdPerHour: came }, sized: { planned } }: Facts): readonly Line[] =>
  came === null || planned.usdPerHour === null
    ? []
    : [
        {
          ...{ what: "$/h", expected: `${short(planned.usdPerHour)} or less`, came: short(came) },
          agrees: came <= planned.usdPerHour * 1.001,
        },
      ];

const spotLoss = ({ record, sized, readyBefore, ...facts }: Facts): readonly Line[] => {
  const share = (sized.marketLoss?.lost ?? 0) / sized.planned.replicas;
  const most = Math.ceil(share * readyBefore);
  const minutes = sized.leadTimeSeconds / 60;
  const refilled = record.refilledMinutes;
  return [
    {
      ...{ what: `of ${readyBefore} replicas go with their market`, expected: `${most} or fewer` },
      ...{ came: String(record.lost), agrees: record.lost <= most },
    },
    ...(record.lost === 0
      ? []
      : [
          {
            ...{ what: "minutes until as many serve again", expected: short(minutes) },
            came: refilled === null ? "not yet" : short(refilled),
            agrees: refilled !== null && refilled <= minutes + 1,
          },
        ]),
    inTime({ record, sized, readyBefore, ...facts }),
  ];
};

const rollOut = (facts: Facts): readonly Line[] => {
  const { record, deployment, sized, readyBefore } = facts;
  const [phase] = hourPhases.filter(({ name }) => name === "roll-out");
  const rounds = Math.floor(((phase?.until ?? 0) - startOf("roll-out")) / (sized.leadTimeSeconds / 60));
  const most = Math.min(record.readyAtEnd, rounds * (deployment.rollout?.surgeReplicas ?? 0));
  return [
    {
      ...{ what: `replicas of version ${deployment.rollout?.toVersion ?? "next"}`, expected: String(most) },
      ...{ came: String(record.renewed), agrees: Math.abs(record.renewed - most) <= 1 },
    },
    {
      ...{ what: "fewest replicas that serve", expected: `${readyBefore} or more`, came: String(record.leastReady) },
      agrees: record.leastReady >= readyBefore,
    },
  ];
};

const turnedAway = (facts: Facts): readonly Line[] => {
  const way = wayOf(facts);
  const { requests, seconds } = facts.record;
  const share = requests.turnedAway / Math.max(1, requests.arrived);
  const tolerance = deviations / Math.sqrt(way.offered * seconds);
  return [
    {
      ...{ what: "turned away by the gateway", expected: percent(way.turnedAwayShare), came: percent(share) },
      agrees: Math.abs(share - way.turnedAwayShare) <= tolerance,
    },
    reaching(way.toReplicas, facts),
  ];
};

/** What a phase shows of a deployment; nothing where it does not concern it. */
const linesOf = (facts: Facts): readonly Line[] => {
  const { deployment, sized, record } = facts;
  switch (record.phase) {
    case "ramp":
      return [replicas(facts)];
    case "full load":
      return [reaching(wayOf(facts).toReplicas, facts), inTime(facts), ...cost(facts)];
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
export const expectedAndCame = (
  plan: Plan,
  sizes: readonly SizedDeployment[],
  records: readonly PhaseRecord[],
): readonly Row[] =>
  records.flatMap((record, index) => {
    const [deployment] = plan.deployments.filter(({ name }) => name === record.deployment);
    const [sized] = sizes.filter(({ name }) => name === record.deployment);
    if (deployment === undefined || sized === undefined) return [];
    const before = records[index - plan.deployments.length]?.readyAtEnd ?? 0;
    const { phase, deployment: name } = record;
    return linesOf({ record, deployment, sized, readyBefore: before }).map((line) => ({
      phase,
      deployment: name,
      ...line,
    }));
  });

const cellsOf = (row: Row): readonly string[] => [row.what, row.expected, row.came, row.agrees ? "yes" : "NO"];

/** The rows as one table within 80 columns. */
export const reportLines = (rows: readonly Row[]): readonly string[] => {
  const names = Math.max(0, ...rows.map(({ deployment }) => deployment.length));
  const nameWidth = Math.min(16, names);
  const line = (name: string, [what = "", expected = "", came = "", agrees = ""]: readonly string[]): string =>
    `  ${name.slice(0, nameWidth).padEnd(nameWidth)}  ${what.padEnd(33)} ${expected.padStart(12)} ${came.padStart(8)} ${agrees.padStart(4)}`.slice(
      0,
      80,
    );
  const phases = hourPhases.flatMap(({ name, until }) => {
    const own = rows.filter(({ phase }) => phase === name);
    const heading = `${name}, minute ${startOf(name)} to ${until}`;
    return own.length === 0 ? [] : [heading, ...own.map((row) => line(row.deployment, cellsOf(row)))];
  });
  const agreeing = rows.filter(({ agrees }) => agrees).length;
  return [
    line("", ["", "expected", "came", "met"]),
    ...phases,
    `${agreeing} of ${rows.length} as the plan has it (an hour of ${minutesPerHour} minutes)`,
  ];
};
