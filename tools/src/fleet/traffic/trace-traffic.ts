import { type Random, seededRandom } from "@loadline/model";
import type { Trace } from "@loadline/simulation";
import { derivedSeed } from "../common/random.ts";
import type { Arrival, TrafficTarget } from "./day-profile.ts";
import type { DayTrafficOptions } from "./day-traffic.ts";

/** A drawer of deployments in proportion to their expected rates. */
const dealer = (targets: readonly TrafficTarget[], random: Random): (() => string) => {
  const total = targets.reduce((sum, target) => sum + target.expected.requestsPerSecond, 0);
  return () => {
    let rest = random() * total;
    for (const target of targets) {
      rest -= target.expected.requestsPerSecond;
      if (rest < 0) return target.name;
    }
    return targets.at(-1)?.name ?? "";
  };
};

const copiesOf = (factor: number, random: Random): number =>
  Math.floor(factor) + (random() < factor - Math.floor(factor) ? 1 : 0);

/** Mean distance of requests: how long the trace rests before it begins anew. */
const pauseAfter = (trace: Trace): number => {
  const last = trace.at(-1)?.at ?? 0;
  return last > 0 ? last / trace.length : 1;
};

/**
 * A recorded trace, dealt to the deployments in proportion to their expected rates and repeated when it ends. Its clock runs
 * `speedUp` times faster, so requests come closer; each is sent `loadFactor` times on average, below 1 some are left out.
 */
export function* traceTraffic(
  targets: readonly TrafficTarget[],
  trace: Trace,
  options: Omit<DayTrafficOptions, "startsAt">,
): Generator<Arrival, never> {
  const { seed, speedUp, loadFactor } = options;
  const random = seededRandom(derivedSeed(seed, "trace"));
  const deal = dealer(targets, random);
  const period = (trace.at(-1)?.at ?? 0) + pauseAfter(trace);
  for (let round = 0; ; round += 1) {
    for (const [index, { at, inputTokens, outputTokens }] of trace.entries()) {
      const gap = (trace[index + 1]?.at ?? period) - at;
      const copies = copiesOf(loadFactor, random);
      // The first copy keeps the recorded instant; further ones spread evenly up to the next request.
      for (let copy = 0; copy < copies; copy += 1) {
        const instant = round * period + at + (gap * copy) / copies;
        yield { at: instant / speedUp, deployment: deal(), inputTokens, outputTokens };
      }
    }
  }
}
