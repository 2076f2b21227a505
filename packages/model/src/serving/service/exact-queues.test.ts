import { describe, expect, test } from "vitest";
import type { Random } from "../arrivals/random.ts";
import { seededRandom, standardExponential } from "../arrivals/random.ts";
import { stratifiedGaps } from "../arrivals/split-arrivals.ts";
import { batchServer } from "./batch-server.ts";
import type { FleetServer } from "./engine-server.ts";
import { routeRequests } from "./route-requests.ts";
import { createRouter } from "./routers.ts";
import { bulkService, crommelin, erlangQuantile } from "./testdata/exact-queues.ts";

/** All of it: LOADLINE_QUEUES=all npx vitest run --project unit packages/model/src/serving/service/exact-queues.test.ts */
const { process } = globalThis as { readonly process?: { readonly env: Readonly<Record<string, string>> } };
const isWhole = process?.env["LOADLINE_QUEUES"] === "all";
const servers = isWhole ? [1, 2, 4, 8, 16, 64] : [1, 4, 16];
const loads = isWhole ? [0.5, 0.8, 0.95] : [0.5, 0.8];
const grid = servers.flatMap((count) => loads.map((load) => ({ count, load })));
const requestsAt = (load: number): number => (isWhole ? (load > 0.9 ? 8_000_000 : 2_000_000) : 300_000);

const quantile = (values: Float64Array, share: number): number =>
  values.sort()[Math.ceil(share * values.length) - 1] as number;

const timesFrom = (gaps: Float64Array, meanGap: number): Float64Array => {
  let time = 0;
  return gaps.map((gap) => {
    time += gap * meanGap;
    return time;
  });
};

/** First come, first served, one at a time; its tokens are seconds of work. */
const workServer = (arrivals: Float64Array, work: Float64Array, finishedAt: Float64Array): FleetServer => {
  const line: number[] = [];
  let [freeAt, until, done, tokens] = [0, 0, 0, 0];
  return {
    submit: (request) => {
      freeAt = Math.max(freeAt, arrivals[request] as number) + (work[request] as number);
      finishedAt[request] = freeAt;
      line.push(request);
      tokens += work[request] as number;
    },
    advanceTo: (time) => {
      until = time;
      while (done < line.length && (finishedAt[line[done] as number] as number) <= time) done += 1;
    },
    finished: () => done,
    tokensDone: () => tokens - Math.max(0, freeAt - until),
    earliestFinish: () =>
      done < line.length ? (finishedAt[line[done] as number] as number) : Number.POSITIVE_INFINITY,
  };
};

const exponentials = (count: number, random: Random): Float64Array =>
  new Float64Array(count).map(() => standardExponential(random));

/** Of requests that take a second in batches of up to so many. */
const waitsBehindOne = (arrivals: Float64Array, largest: number): Float64Array => {
  const finishedAt = new Float64Array(arrivals.length);
  const server = batchServer(arrivals, finishedAt, { batchSeconds: () => 1, largest });
  routeRequests([server], createRouter("round-robin", seededRandom(0)), { arrivals, tokensOf: () => 1 });
  return finishedAt.map((time, request) => time - (arrivals[request] as number) - 1);
};

/**
 * Three percent: of the wait where all is run, and of the answer's time in short runs. A wait below a hundredth of the
 * service is none.
 */
const slackOf = (wait: number): number => (isWhole ? Math.max(0.01, 0.03 * wait) : 0.03 * (1 + wait));

/** The exact share of waits lies between those of three percent less and more. */
const expectWaits = (waits: Float64Array, below: (wait: number) => number): void => {
  for (const share of [0.9, 0.95]) {
    const reached = quantile(waits, share);
    const slack = slackOf(reached);
    expect(below(reached + slack)).toBeGreaterThanOrEqual(share);
    if (reached > slack) expect(below(reached - slack)).toBeLessThanOrEqual(share);
  }
};

describe("exact queues", () => {
  test.each(grid)(
    "M/M/$count at $load: least work left is one line before all servers (Erlang C)",
    ({ count, load }) => {
      const random = seededRandom(11);
      const requests = requestsAt(load);
      const arrivals = timesFrom(exponentials(requests, random), 1 / (load * count));
      const work = exponentials(requests, random);
      const finishedAt = new Float64Array(requests);
      const fleet = Array.from({ length: count }, () => workServer(arrivals, work, finishedAt));
      routeRequests(fleet, createRouter("least-tokens", random), {
        arrivals,
        tokensOf: (request) => work[request] as number,
      });
      const waits = finishedAt.map((time, request) => time - (arrivals[request] as number) - (work[request] as number));
      for (const share of [0.9, 0.95]) {
        const exact = erlangQuantile({ count, load, share });
        expect(Math.abs(quantile(waits, share) - exact)).toBeLessThanOrEqual(slackOf(exact));
      }
    },
  );

  test.each(grid)(
    "M/D/$count at $load: every $count-th request, first come, first served (Crommelin)",
    ({ count, load }) => {
      const split = { process: { kind: "poisson" }, parts: count, by: "turn" } as const;
      const requests = requestsAt(load) / 2;
      const arrivals = timesFrom(stratifiedGaps(split, requests, seededRandom(5)), 1 / load);
      expectWaits(waitsBehindOne(arrivals, 1), crommelin({ count, load }));
    },
  );

  test.each(grid)("M/D^[$count]/1 at $load: batches of what waits (Bailey)", ({ count, load }) => {
    const requests = requestsAt(load);
    const arrivals = timesFrom(exponentials(requests, seededRandom(6)), 1 / (load * count));
    expectWaits(waitsBehindOne(arrivals, count), bulkService({ count, load }));
  });

  test("a fleet behind round robin serves each request when one server of its part does", () => {
    const [count, requests] = [4, 4000];
    const arrivals = timesFrom(exponentials(requests, seededRandom(3)), 1 / (0.9 * count));
    const serve = (times: Float64Array, size: number): Float64Array => {
      const finishedAt = new Float64Array(times.length);
      const service = { batchSeconds: (batch: number) => 1 + batch / 8, largest: 4 };
      const fleet = Array.from({ length: size }, () => batchServer(times, finishedAt, service));
      routeRequests(fleet, createRouter("round-robin", seededRandom(0)), { arrivals: times, tokensOf: () => 1 });
      return finishedAt;
    };
    const whole = serve(arrivals, count);
    const part = serve(
      arrivals.filter((_, request) => request % count === 1),
      1,
    );
    expect(part).toEqual(whole.filter((_, request) => request % count === 1));
  });
});
