import { seededRandom } from "@loadline/model";
import { percent, printTable } from "../table.ts";
import { type Driven, drive } from "./drive.ts";
import { type RealRouter, realRouter, routerNames } from "./programs.ts";
import * as service from "./service.ts";

export interface RoutersOptions {
  /** PROGRAM:POLICY; left out: all. */
  readonly router?: readonly string[];
  readonly engines: number;
  readonly seconds: number;
  /** Shares of what the law gives the engines. */
  readonly loads: readonly number[];
  readonly seed: number;
  /** Routers that are measured at once, each before engines of its own. */
  readonly together: number;
}

/** Requests of one router at one load. */
interface Case {
  readonly router: RealRouter;
  readonly load: number;
  readonly law: service.Law;
  readonly prefixHitRatio: number;
  readonly replica: ReturnType<typeof service.simulatedReplica>;
  readonly rate: number;
  readonly batch: ReturnType<typeof service.benchRequests>;
}

const casesOf = (router: RealRouter, { engines, seconds, loads, seed }: RoutersOptions): readonly Case[] => {
  const law = { engines, router: router.law };
  const prefixHitRatio = router.law === "prefix-affinity" ? service.sharedPrefix : 0;
  const replica = service.simulatedReplica(prefixHitRatio);
  const capacity = service.lawCapacity(replica, law);
  return loads.map((load) => {
    const rate = load * capacity;
    const draw = { seed, count: Math.ceil(rate * seconds), requestsPerSecond: rate };
    return { router, load, law, prefixHitRatio, replica, rate, batch: service.benchRequests(replica, draw) };
  });
};

const driveCase = ({ router, law, prefixHitRatio, batch }: Case, { seed }: RoutersOptions): Promise<Driven> => {
  const count = batch.arrivals.length;
  const settings = { engines: law.engines, seed, count, "prefix-hit-ratio": prefixHitRatio };
  const random = seededRandom(seed);
  const groups = Array.from({ length: count }, () => Math.floor(random() * service.prefixGroups));
  // Without affinity every prompt begins in its own way.
  const groupOf = (request: number): number =>
    law.router === "prefix-affinity" ? (groups[request] as number) : service.prefixGroups + request;
  const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  return drive(router, { batch, enginesCommand: [process.argv[1] as string, "routers-engines", ...flags], groupOf });
};

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const signed = (share: number): string => `${share < 0 ? "−" : "+"}${percent(Math.abs(share))}`;

const row = ({ router, law, load, rate, replica, batch }: Case, driven: Driven): readonly string[] => {
  const sent = { ...batch, arrivals: driven.sentAt };
  const p95 = service.firstTokenP95(driven.firstToken);
  const expected = service.lawP95(replica, sent, law);
  const carried = 1 / service.loadWithP95(replica, sent, law, p95);
  return [
    router.name,
    law.router,
    `${percent(load, 0)}, ${rate.toFixed(1)}/s`,
    `${batch.arrivals.length}`,
    seconds(p95),
    `${seconds(expected.mean)} ± ${expected.deviation.toFixed(2)}`,
    signed(p95 / expected.mean - 1),
    signed(carried - 1),
    driven.inFlightVariation.toFixed(2),
  ];
};

/** Real routers before simulated engines in real time: 95th percentile of the first token beside that of the law. */
export const benchRouters = async (options: RoutersOptions): Promise<void> => {
  const routers = (options.router ?? routerNames).map(realRouter);
  const cases = routers.flatMap((router) => casesOf(router, options));
  const driven: Driven[] = [];
  // The law is computed once all is measured: it would take the time of clients.
  for (let done = 0; done < cases.length; done += options.together) {
    const next = cases.slice(done, done + options.together);
    driven.push(...(await Promise.all(next.map((one) => driveCase(one, options)))));
    process.stderr.write(`${driven.length} of ${cases.length} measured\n`);
  }
  printTable(
    ["router", "law", "load", "requests", "first token p95", "of the law", "difference", "carries", "in flight"],
    cases.map((one, place) => row(one, driven[place] as Driven)),
  );
};
