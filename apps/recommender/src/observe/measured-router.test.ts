import { looksAfterTick, noLooks, type RouterLaw, seededRandom } from "@loadline/model";
import { expect, test } from "vitest";
import { now, planned, viewOfNodes } from "../../test/decided.ts";
import { type SyntheticEngine, syntheticTelemetry } from "../../test/synthetic-node.ts";
import { Fleet } from "../fleet/fleet.ts";
import { measuredRouter, routerFindings, routerReadings } from "./measured-router.ts";

const { deployment } = planned();
const stepSeconds = 10;
const arrivalsPerStep = 80;

type Split = (arrival: number, random: () => number) => number;
const inTurn: Split = (arrival) => arrival % 4;
const byChance: Split = (_, random) => Math.floor(4 * random());

/** Four engines, each of which finishes in a step what came in the one before. */
const measured = (split: Split, unlike: Partial<SyntheticEngine> = {}) => {
  const fleet = new Fleet({ horizonSeconds: 600, resolutionSeconds: 2, rememberSeconds: 600 });
  const random = seededRandom(1);
  const finished = [0, 0, 0, 0];
  let looks = noLooks;
  for (let seq = 0; seq < 60; seq++) {
    const running = [0, 0, 0, 0];
    for (let arrival = 0; arrival < arrivalsPerStep; arrival++) {
      const place = split(arrival, random);
      running[place] = (running[place] ?? 0) + 1;
    }
    const at = now + seq * stepSeconds;
    const engines = finished.map(
      (count, place): SyntheticEngine => ({
        ...{ id: `e${place}`, deployment: "chat", finished: count, waiting: 0 },
        running: running[place] ?? 0,
        ...(place === 0 ? unlike : {}),
      }),
    );
    fleet.accept("n1", syntheticTelemetry({ seq, sampledAt: at, engines }), at);
    looks = looksAfterTick(looks, routerReadings(viewOfNodes(fleet.nodes, at), deployment));
    for (const [place, count] of running.entries()) finished[place] = (finished[place] ?? 0) + count;
  }
  return measuredRouter(looks);
};

test("the law is that of the router, from what engines report", () => {
  expect(measured(inTurn)).toEqual({ law: "even", spreadRatio: 0 });
  const random = measured(byChance);
  expect(random.law).toBe("random");
  expect(random.spreadRatio).toBeCloseTo(1, 0);
});

test.each([
  { name: "one drains", unlike: { draining: true } },
  { name: "one reports no requests", unlike: { running: null } },
  { name: "one serves another model", unlike: { model: "llama-3.1-70b" } },
])("nothing is learnt while engines are not alike: $name", ({ unlike }) => {
  expect(measured(inTurn, unlike)).toEqual({ law: "unknown", spreadRatio: null });
});

test.each<{ law: RouterLaw; router: "random" | "least-requests" | undefined; message: string | null }>([
  {
    law: "random",
    router: "least-requests",
    message: "requests are split at random: replicas carry less than planned",
  },
  { law: "even", router: "random", message: "requests are spread evenly: replicas carry more than planned" },
  { law: "even", router: "least-requests", message: null },
  { law: "random", router: "random", message: null },
  { law: "unknown", router: "least-requests", message: null },
  { law: "random", router: undefined, message: null },
])("$law behind the plan's $router", ({ law, router, message }) => {
  const found = routerFindings({ law, spreadRatio: 1 }, { router }, 2);
  expect(found.map((one) => [one.code, one.blocksScaleDown])).toEqual(message === null ? [] : [["unlike-plan", false]]);
  if (message !== null) expect(found[0]?.message).toContain(`the plan has ${router}, but ${message}`);
});
