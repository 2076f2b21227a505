import { capacitiesInService, replicaSpec, seconds, seededRandom, slowedCurve, tokens } from "@loadline/model";
import { type DrawnService, drawService, type ServiceKind, serviceKinds } from "./service/draw-services.ts";
import { missedShare } from "./service/judge-service.ts";
import { printTable } from "./table.ts";

export interface ServiceOptions {
  readonly services: number;
  readonly seed: number;
  readonly kinds: readonly string[];
  /** Minutes after which no further service is begun. */
  readonly within: number;
}

interface Judged {
  readonly service: DrawnService;
  readonly replicas: number;
  /** Shares of requests that miss an objective with the planned count, and with a tenth (or one) less. */
  readonly missed: number;
  readonly missedWithFewer: number | null;
  /** Of the count, where the objective does not hold: with a tenth more. */
  readonly missedWithMore: number | null;
  /** A higher load would miss an objective; false where what was measured as stable ends the search. */
  readonly isBound: boolean;
  readonly milliseconds: number;
}

/** What a share may be above the one that is allowed: a tenth of it, about what chance makes of a judgement. */
const tolerance = 0.1;

const allowedOf = ({ slo }: DrawnService): number => (1 - slo.percentile) * (1 + tolerance);
const holds = ({ service, missed }: Judged): boolean => missed <= allowedOf(service);
const isTight = ({ service, missedWithFewer }: Judged): boolean =>
  missedWithFewer === null || missedWithFewer > 1 - service.slo.percentile;
const isFarOff = ({ service, missedWithMore }: Judged): boolean =>
  missedWithMore !== null && missedWithMore > allowedOf(service);

const tenthOf = (count: number): number => Math.max(1, Math.round(count / 10));

/** Null where no replica carries anything within the objectives. */
const judge = (service: DrawnService, seed: number, share: number): Judged | null => {
  const { spec, shape, slo, router, size } = service;
  const start = performance.now();
  const capacities = capacitiesInService(spec, shape, { router });
  const curve = slowedCurve(capacities, slo, { slowdown: 1 });
  const together = capacities(size)(slo);
  const isBound = together.kind === "feasible" && together.capacity.limitedBy !== null;
  const each = curve.each(size);
  if (each === 0) return null;
  // Anywhere between two counts, as a rate comes.
  const rate = (size - share) * each;
  const replicas = curve.replicasFor(rate) ?? size;
  const milliseconds = performance.now() - start;
  const missed = missedShare(service, replicas, rate, seed);
  const fewer = replicas - tenthOf(replicas);
  const isOver = missed > allowedOf(service);
  return {
    service,
    replicas,
    missed,
    missedWithFewer: fewer > 0 ? missedShare(service, fewer, rate, seed + 1) : null,
    missedWithMore: isOver ? missedShare(service, replicas + tenthOf(replicas), rate, seed + 2) : null,
    isBound,
    milliseconds,
  };
};

const percent = (share: number | null): string => (share === null ? "-" : `${(100 * share).toFixed(1)} %`);
const nameOf = ({ kind, spec, router, arrivals, slo, shape }: DrawnService): string =>
  `${kind}: ${spec.model.id} on ${spec.gpu.id}, ${shape.inputTokens}/${shape.outputTokens}, p${100 * slo.percentile}, ${router}, ${arrivals.kind}`;

const rowsOf = (judged: readonly Judged[]): readonly (readonly string[])[] => {
  const share = (group: readonly Judged[], test: (one: Judged) => boolean): string =>
    percent(group.filter(test).length / group.length);
  const row = (name: string, group: readonly Judged[]): readonly string[] => [
    name,
    String(group.length),
    share(group, holds),
    share(
      group.filter(({ isBound }) => isBound),
      isTight,
    ),
    share(group, isFarOff),
  ];
  const by = (nameOf: (one: Judged) => string) =>
    [...new Set(judged.map(nameOf))].toSorted().map((name) =>
      row(
        name,
        judged.filter((one) => nameOf(one) === name),
      ),
    );
  return [
    row("all", judged),
    ...by(({ service }) => service.kind),
    ...by(({ service }) => service.router),
    ...by(({ service }) => `${service.arrivals.kind} arrivals`),
    ...by(({ service }) => `p${100 * service.slo.percentile}`),
    ...by(({ replicas }) => (replicas === 1 ? "1 replica" : replicas <= 4 ? "2 to 4" : "5 and more")),
  ];
};

const cellsOf = ({ service, replicas, missed, missedWithFewer, missedWithMore, milliseconds, isBound }: Judged) => [
  nameOf(service),
  String(replicas),
  percent(missed),
  percent(missedWithFewer),
  percent(missedWithMore),
  milliseconds.toFixed(0),
  isBound ? "objective" : "stability",
];

const worstShown = 10;
const millisecondsPerMinute = 60_000;

/** Plans random services of all kinds and watches each fleet, by a simulation that shares nothing with the planner's. */
export const benchService = ({ services, seed, kinds, within }: ServiceOptions): void => {
  const random = seededRandom(seed);
  const end = performance.now() + within * millisecondsPerMinute;
  const drawnKinds = serviceKinds.filter((kind) => kinds.includes(kind));
  const judged: Judged[] = [];
  for (let drawn = 0; judged.length < services && performance.now() < end; drawn++) {
    const service = drawService(drawnKinds[drawn % drawnKinds.length] as ServiceKind, random);
    const found = service === null ? null : judge(service, 10 * drawn + seed, random());
    if (found === null) continue;
    process.stderr.write(`${cellsOf(found).join("  ")}\n`);
    judged.push(found);
  }
  printTable(
    ["services", "count", "hold", "bound, missed with a tenth less", "missed with a tenth more"],
    rowsOf(judged),
  );
  const excess = ({ service, missed }: Judged): number => missed / (1 - service.slo.percentile);
  const worst = judged.toSorted((a, b) => excess(b) - excess(a)).slice(0, worstShown);
  printTable(
    ["worst", "replicas", "missed", "with a tenth less", "with a tenth more", "ms", "bound by"],
    worst.map(cellsOf),
  );
  if (judged.length < services)
    process.stdout.write(`${services - judged.length} not begun within ${within} minutes\n`);
};

export interface RoutersOptions {
  readonly replicas: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Seconds. */
  readonly ttft: number;
  readonly itl: number;
  readonly seed: number;
}

const comparedRouters = ["round-robin", "least-requests", "least-tokens", "power-of-two", "random"] as const;

/** Shares of what the fleet carries behind round robin. */
const comparedLoads = [0.8, 0.9, 1];

/** Routers before one fleet and requests of equal lengths: what each misses at the same rates. */
export const benchEqualLengths = ({ replicas, inputTokens, outputTokens, ttft, itl, seed }: RoutersOptions): void => {
  const spec = replicaSpec({ model: "llama-3.1-70b", gpu: "h200", weights: "fp8", parallel: { tensor: 8 } });
  const shape = { inputTokens: tokens(inputTokens), outputTokens: tokens(outputTokens) };
  const slo = { percentile: 0.95, timeToFirstToken: seconds(ttft), interTokenLatency: seconds(itl) } as const;
  const found = capacitiesInService(spec, shape, { router: "round-robin" })(replicas)(slo);
  if (found.kind === "infeasible") throw new RangeError(found.detail);
  const carried = replicas * found.capacity.requestsPerSecond;
  const service = { kind: "decoder", spec, shape, slo, arrivals: { kind: "poisson" }, size: replicas } as const;
  printTable(
    ["router", ...comparedLoads.map((share) => `missed at ${(share * carried).toFixed(2)} requests/s`)],
    comparedRouters.map((router) => [
      router,
      ...comparedLoads.map((share) => percent(missedShare({ ...service, router }, replicas, share * carried, seed))),
    ]),
  );
};
