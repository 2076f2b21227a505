import type { Feedback } from "@loadline/wire";
import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { planned } from "../../../test/planned.ts";
import type { Spoken } from "../../emit/spoken.ts";
import type { ScaleApi } from "./apply-scale.ts";
import { ScaleActuator } from "./scale-actuator.ts";

const { deployment } = planned({ kubernetes: { namespace: "serving", name: "chat" } });
const spoken = (desired: number, decisionId = `d-${desired}`): Spoken => ({
  eventId: "e",
  decisionId,
  epoch: 1,
  revision: 1,
  supersedes: null,
  at: 100,
  expiresAt: 190,
  desired,
  meaning: "",
});

let replicas = 3;
let answers: Feedback[] = [];
let broken = false;
const api: ScaleApi = {
  read: () => Promise.resolve(replicas),
  write: (_, { to }) => {
    if (broken) return Promise.reject(new Error("exceeded quota"));
    replicas = to;
    return Promise.resolve();
  },
};
const actuatorOf = (dryRun = false): ScaleActuator =>
  new ScaleActuator({
    api: () => Promise.resolve(api),
    dryRun,
    logger: pino({ level: "silent" }),
    answer: (_, feedback) => {
      answers.push(feedback);
      return Promise.resolve();
    },
  });

beforeEach(() => {
  replicas = 3;
  answers = [];
  broken = false;
});

test("a scale-up is applied and told once", async () => {
  const actuator = actuatorOf();
  for (const now of [101, 102]) await actuator.actuate({ deployment, last: spoken(5), isScaleDown: false, now });
  expect(replicas).toBe(5);
  expect(answers).toMatchObject([{ outcome: "applied", decisionId: "d-5", replicas: 5 }]);
});

test("a refusal is told once per decision, in the words of the server", async () => {
  broken = true;
  const actuator = actuatorOf();
  for (const now of [101, 102]) await actuator.actuate({ deployment, last: spoken(5), isScaleDown: false, now });
  expect(answers).toMatchObject([{ outcome: "refused", detail: "exceeded quota" }]);
});

test("an expired decision, and none, change nothing", async () => {
  const actuator = actuatorOf();
  await actuator.actuate({ deployment, last: spoken(5), isScaleDown: false, now: 190 });
  await actuator.actuate({ deployment, last: null, isScaleDown: false, now: 101 });
  expect(replicas).toBe(3);
});

test("a scale-down that failed is tried again although the next ticks only hold", async () => {
  const actuator = actuatorOf();
  broken = true;
  await actuator.actuate({ deployment, last: spoken(2), isScaleDown: true, now: 101 });
  broken = false;
  await actuator.actuate({ deployment, last: spoken(2), isScaleDown: false, now: 102 });
  expect(replicas).toBe(2);
});

test("a count raised by hand is not undone by a decision that holds", async () => {
  replicas = 7;
  await actuatorOf().actuate({ deployment, last: spoken(3), isScaleDown: false, now: 101 });
  expect(replicas).toBe(7);
});
