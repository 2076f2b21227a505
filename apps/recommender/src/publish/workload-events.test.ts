import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { type Case, decided } from "../../test/decided.ts";
import { eventually } from "../../test/lab.ts";
import { workloadAsking } from "../../test/workload.ts";
import type { Call } from "../kubernetes/kubernetes-client.ts";
import { WorkloadEvents } from "./workload-events.ts";

interface Written {
  readonly type: string;
  readonly reason: string;
  readonly note: string;
  readonly regarding: object;
}

let calls: Call[];
let lines: string[];
let refuses: boolean;
let events: WorkloadEvents;

beforeEach(() => {
  [calls, lines, refuses] = [[], [], false];
  const call = async (one: Call): Promise<void> => {
    if (refuses) throw new Error("403: events is forbidden");
    calls.push(one);
  };
  events = new WorkloadEvents({
    access: async () => ({ call }),
    instance: "recommender-0",
    logger: pino({}, { write: (line: string) => void lines.push(line) }),
  });
});

const keys = { kubernetes: { namespace: "serving", name: "chat" } };
const workload = workloadAsking(3, { uid: "u-1" });
const assessed = (rest: Case["rest"] = {}, requestsPerSecond = 5) =>
  decided({ requestsPerSecond, keys, rest: { workload, ...rest } });
const written = (): readonly Written[] => calls.map(({ body }) => body as Written);

test("a new count is an Event on the workload, with its decision", async () => {
  const assessment = assessed({}, 100);
  events.report(assessment, "d-7");
  await eventually(() => calls.length === 1 || undefined);
  expect(calls[0]).toMatchObject({ method: "POST", path: "/apis/events.k8s.io/v1/namespaces/serving/events" });
  expect(calls[0]?.body).toMatchObject({ metadata: { generateName: "chat-", namespace: "serving" } });
  expect(written()[0]).toMatchObject({
    type: "Normal",
    reason: "Recommended",
    regarding: { apiVersion: "apps/v1", kind: "Deployment", namespace: "serving", name: "chat", uid: "u-1" },
    note: expect.stringMatching(/^3 → \d+ wanted: demand .*; decision d-7$/),
  });
});

test("a repeated decision and one of the same count are none", async () => {
  events.report(assessed({}, 100), null);
  events.report(assessed({ currentTarget: assessed().decision.desired }), "d-8");
  events.report(decided({ requestsPerSecond: 100, keys, rest: { workload: null } }), "d-9");
  expect(calls).toEqual([]);
});

test("what keeps the workload from the count is reported once for each cause, after the lead time", async () => {
  const detail = "asked for 7 since 4 min; the workload asks for 5: ScaledObject chat is paused";
  const paused = (seconds: number) =>
    assessed({ following: { state: "overruled", cause: "paused", replicas: 5, seconds, detail } });
  const followed = assessed({ following: { state: "followed", cause: null, replicas: 7, seconds: 0, detail: "x" } });
  for (const one of [paused(59), paused(61), paused(66), followed, paused(70)]) events.report(one, null);
  await eventually(() => calls.length === 2 || undefined);
  expect(written().map(({ type, reason, note }) => [type, reason, note])).toEqual([
    ["Warning", "NotFollowed", detail],
    ["Warning", "NotFollowed", detail],
  ]);
});

test("a refusal is logged once and keeps nothing back", async () => {
  refuses = true;
  for (const id of ["d-1", "d-2"]) events.report(assessed({}, 100), id);
  await eventually(() => lines.length > 0 || undefined);
  await new Promise((resolve) => setImmediate(resolve));
  expect(lines.map((line) => JSON.parse(line).detail)).toEqual(["403: events is forbidden"]);
});
