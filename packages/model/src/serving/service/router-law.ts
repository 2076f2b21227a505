/** What one engine reported last. */
export interface EngineReading {
  /** Seconds. */
  readonly at: number;
  /** Requests that run or wait there. */
  readonly inSystem: number;
  /** Requests that have come there so far. */
  readonly arrived: number;
}

type Readings = ReadonlyMap<string, EngineReading>;

/**
 * `random`: each request goes to a replica by chance, as from a Kubernetes Service alone; `even`: in turn, or to a replica
 * that has less to do. Which of these two it is makes little difference to what replicas carry.
 */
export type RouterLaw = "random" | "even" | "unknown";

/** How requests were spread over engines that are alike. Sums, so that nothing grows with time. */
export interface RouterLooks {
  /** Readings of the last tick and of the last look; null: there are none of these engines. */
  readonly last: Readings | null;
  readonly before: Readings | null;
  /** Sums over looks of Pearson's statistic against equal shares: of what arrived since the last look, and of what is there. */
  readonly arrivedSpread: number;
  readonly inSystemSpread: number;
  /** Degrees of freedom of each: engines less one, of every look. */
  readonly freedom: number;
  /** Whether busier engines get more: sum over ticks of (requests there - mean) × (arrivals after that - mean). */
  readonly response: number;
  /** Variance of that sum at random. */
  readonly responseVariance: number;
}

export const noLooks: RouterLooks = {
  last: null,
  before: null,
  arrivedSpread: 0,
  inSystemSpread: 0,
  freedom: 0,
  response: 0,
  responseVariance: 0,
};

/**
 * At random, arrivals are multinomial however long requests take, so that their spread and their response are known; what
 * is there spreads as much or more, since requests that came by chance also wait. The bounds are the 0.5 % and 99.5 %
 * points of chi-squared over its degrees of freedom, for 60 of them, and of the normal the 0.13 % point, to be even, and
 * 2.3 % on each side, to be random: chance alone calls a random router even in 1.2 % of looks. Round robin spreads arrivals
 * by a quarter of that at most; least requests and the less busy of two keep what is there alike, or respond to it.
 */
const leastFreedom = 60;
const [mostEven, mostRandom] = [0.592, 1.533];
const [evenResponse, randomResponse] = [-3, 2];
/** Arrivals of each engine in a look: in turn they differ by one, a sixteenth of a variance of four. */
const arrivalsPerLook = 4;

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const spreadOf = (values: readonly number[]): number => {
  const centre = mean(values);
  // Of none at all nothing is learnt: as much as at random is the answer that holds back.
  return centre > 0 ? values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / centre : values.length - 1;
};

/** Arrivals of each engine from one reading to another, as over equal times; null: one has no newer reading, or is another. */
const arrivalsBetween = (from: Readings | null, to: Readings): readonly number[] | null => {
  if (from === null || from.size !== to.size) return null;
  const steps = [...to].map(([name, { at, arrived }]) => {
    const first = from.get(name);
    return first === undefined ? null : { seconds: at - first.at, arrived: arrived - first.arrived };
  });
  const whole = steps.filter((step) => step !== null && step.seconds > 0 && step.arrived >= 0) as {
    readonly seconds: number;
    readonly arrived: number;
  }[];
  if (whole.length < to.size) return null;
  const seconds = mean(whole.map((step) => step.seconds));
  return whole.map((step) => (step.arrived * seconds) / step.seconds);
};

const sameEngines = (one: Readings | null, other: Readings): boolean =>
  one !== null && one.size === other.size && [...other.keys()].every((name) => one.has(name));

/** Whether more or fewer came since the last tick to engines that were busier then. */
const withResponse = (looks: RouterLooks, last: Readings, arrivals: readonly number[], names: readonly string[]) => {
  const there = names.map((name) => last.get(name)?.inSystem ?? 0);
  const [usual, share] = [mean(there), mean(arrivals)];
  const distances = there.map((requests) => requests - usual);
  return {
    ...looks,
    response: looks.response + distances.reduce((sum, own, place) => sum + own * ((arrivals[place] ?? 0) - share), 0),
    responseVariance: looks.responseVariance + distances.reduce((sum, own) => sum + own ** 2, 0) * share,
  };
};

/** Halves what is remembered once there is twice enough, so that another router is known after as many looks. */
const forgetful = (looks: RouterLooks): RouterLooks =>
  looks.freedom < 2 * leastFreedom
    ? looks
    : {
        ...looks,
        arrivedSpread: looks.arrivedSpread / 2,
        inSystemSpread: looks.inSystemSpread / 2,
        freedom: looks.freedom / 2,
        response: looks.response / 2,
        responseVariance: looks.responseVariance / 4,
      };

/**
 * What is known after one more tick. A look ends when as many came as are there, which by Little's law takes as long as a
 * request stays: only then are requests others than at the last look.
 * @param readings of all engines, which are alike; null: they are not, or one drains
 */
export const looksAfterTick = (looks: RouterLooks, readings: Readings | null): RouterLooks => {
  if (readings === null || readings.size < 2) return { ...looks, last: null, before: null };
  if (!sameEngines(looks.last, readings)) return { ...looks, last: readings, before: readings };
  const arrivals = arrivalsBetween(looks.last, readings);
  if (arrivals === null || looks.last === null) return looks;
  const responded = { ...withResponse(looks, looks.last, arrivals, [...readings.keys()]), last: readings };
  const since = arrivalsBetween(looks.before, readings);
  const there = [...readings.values()].map(({ inSystem }) => inSystem);
  if (since === null || mean(since) < Math.max(arrivalsPerLook, mean(there))) return responded;
  return forgetful({
    ...responded,
    before: readings,
    arrivedSpread: looks.arrivedSpread + spreadOf(since),
    inSystemSpread: looks.inSystemSpread + spreadOf(there),
    freedom: looks.freedom + readings.size - 1,
  });
};

/** Spread of arrivals or of what is there, whichever is smaller, over that of random requests; null: too little is known. */
export const spreadRatio = ({ freedom, arrivedSpread, inSystemSpread }: RouterLooks): number | null =>
  freedom < leastFreedom ? null : Math.min(arrivedSpread, inSystemSpread) / freedom;

/** The law that fits; one that is neither, as by outstanding tokens or by sessions that stay, is unknown. */
export const routerLaw = (looks: RouterLooks): RouterLaw => {
  const ratio = spreadRatio(looks);
  if (ratio === null) return "unknown";
  const response = looks.responseVariance > 0 ? looks.response / Math.sqrt(looks.responseVariance) : 0;
  if (ratio < mostEven || response < evenResponse) return "even";
  const isChance = looks.arrivedSpread / looks.freedom <= mostRandom && Math.abs(response) <= randomResponse;
  return isChance ? "random" : "unknown";
};
