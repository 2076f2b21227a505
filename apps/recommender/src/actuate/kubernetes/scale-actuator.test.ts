import type { Feedback } from "@loadline/wire";
import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { planned } from "../../../test/decided.ts";
import type { DesiredCount } from "../actionable-events.ts";
import { type FailureReason, type KubernetesClient, KubernetesError } from "./kubernetes-client.ts";
import { ScaleActuator } from "./scale-actuator.ts";

const { deployment } = planned({ kubernetes: { namespace: "serving", name: "chat" } });
const unknown: DesiredCount = { kind: "unknown", detail: "expired" };
const count = (replicas: number, mayFall = false): DesiredCount => ({
  kind: "desired",
  replicas,
  decisionId: `d-${replicas}`,
  expiresAt: 190,
  mayFall,
  ready: null,
});

let now = 101;
let replicas = 3;
let wanted: DesiredCount;
let leading = true;
let answers: Feedback[] = [];
let failures: FailureReason[] = [];
let lines: string[] = [];
let noEffect: string[] = [];
let written: string[] = [];
let costs: ReadonlyMap<string, number> = new Map();
let fault: KubernetesError | null = null;
/** What a watch reports; null: there is none. */
let watched: number | null = null;
let reads = 0;
/** What happens while the count is being read. */
let meanwhile: () => Promise<void> | void = () => undefined;
/** What happens before a write is sent. */
let beforeWrite: () => unknown = () => undefined;

const client: KubernetesClient = {
  readScale: async () => {
    reads += 1;
    await meanwhile();
    return replicas;
  },
  writeScale: async (_, { to, isWanted = () => true }) => {
    if (fault !== null) throw fault;
    beforeWrite();
    if (!isWanted()) return false;
    replicas = to;
    return true;
  },
  writeRemovalCost: async (_, pod, cost) => {
    if (pod === "forbidden") throw new KubernetesError("forbidden", "403: pods");
    written.push(`${pod} ${cost} of ${replicas}`);
  },
  readSelector: () => Promise.reject(new Error("not asked")),
};

const actuatorOf = (dryRun = false, needsApproval = false): ScaleActuator =>
  new ScaleActuator({
    client: () => Promise.resolve(client),
    desired: () => wanted,
    leads: () => leading,
    watchedCount: () => watched,
    clock: () => now,
    dryRun,
    needsApproval,
    isAuthentic: (_, { signature }) => signature !== "forged",
    approvedNothing: (_, { decisionId }, reason) => void noEffect.push(`${decisionId} ${reason}`),
    removalCosts: () => costs,
    maxScaleDownShare: 0.25,
    scaleDownStabilisationSeconds: 900,
    logger: pino({}, { write: (line: string) => void lines.push(JSON.parse(line).msg) }),
    failed: (_, reason) => failures.push(reason),
    answer: (_, feedback) => {
      answers.push(feedback);
      return Promise.resolve();
    },
  });

const rounds = async (actuator: ScaleActuator, times = 1): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    actuator.refresh([deployment]);
    await actuator.settled;
  }
};

beforeEach(() => {
  [watched, reads] = [null, 0];
  now = 101;
  replicas = 3;
  wanted = count(5);
  leading = true;
  answers = [];
  failures = [];
  lines = [];
  noEffect = [];
  written = [];
  costs = new Map();
  fault = null;
  meanwhile = () => undefined;
  beforeWrite = () => undefined;
});

test("a scale-up is applied and reported once", async () => {
  await rounds(actuatorOf(), 2);
  expect(replicas).toBe(5);
  expect(answers).toMatchObject([{ outcome: "applied", decisionId: "d-5", replicas: 5 }]);
});

test("a call that failed is counted and tried again, and is no answer to the decision", async () => {
  fault = new KubernetesError("forbidden", "403: cannot patch");
  const actuator = actuatorOf();
  await rounds(actuator, 2);
  expect(failures).toEqual(["forbidden", "forbidden"]);
  expect(answers).toEqual([]);
  expect(actuator.fault("chat")).toBe("the count was not set: 403: cannot patch");
  wanted = count(6);
  await rounds(actuator, 2);
  expect(lines).toEqual(["scale"]);
  fault = null;
  await rounds(actuator);
  expect(replicas).toBe(6);
  expect(actuator.fault("chat")).toBeNull();
});

test("who else sets the count is named once while it goes on, and the count is right again", async () => {
  const actuator = actuatorOf();
  await rounds(actuator);
  for (const other of [2, 3, 1]) {
    replicas = other;
    await rounds(actuator, 2);
    expect(replicas).toBe(5);
  }
  expect(failures).toEqual(["other-actor", "other-actor", "other-actor"]);
  const named = "another actor set the count from 5 to 2: let only one controller set it";
  expect(lines).toEqual(["scale", named]);
  expect(actuator.fault("chat")).toBe(named.replace("to 2", "to 1"));
  now += 600;
  wanted = { ...count(5), expiresAt: now + 90 } as DesiredCount;
  await rounds(actuator);
  expect(actuator.fault("chat")).toBeNull();
});

test("a write that failed and was carried out all the same is nobody else's", async () => {
  const actuator = actuatorOf();
  fault = new KubernetesError("timeout", "no answer");
  await rounds(actuator);
  fault = null;
  replicas = 5;
  await rounds(actuator);
  expect(failures).toEqual(["timeout"]);
});

test.each([
  { reason: "quota", cause: "no-capacity" },
  { reason: "policy", cause: "policy" },
] as const)("a refusal for $reason is reported once per decision, as $cause", async ({ reason, cause }) => {
  fault = new KubernetesError(reason, "x".repeat(600));
  await rounds(actuatorOf(), 2);
  expect(answers).toMatchObject([{ outcome: "refused", cause, detail: "x".repeat(500) }]);
  expect(failures).toEqual([]);
});

test("a dry run reports neither success nor refusal", async () => {
  const actuator = actuatorOf(true);
  await rounds(actuator);
  fault = new KubernetesError("quota", "exceeded quota");
  await rounds(actuator);
  expect(answers).toEqual([]);
});

test("without an actionable recommendation, and while another one leads, nothing changes", async () => {
  wanted = unknown;
  await rounds(actuatorOf());
  wanted = count(5);
  leading = false;
  await rounds(actuatorOf());
  expect(replicas).toBe(3);
});

test("a scale-down that expires while the count is read is not written", async () => {
  wanted = count(2, true);
  meanwhile = () => {
    wanted = unknown;
  };
  await rounds(actuatorOf());
  expect(replicas).toBe(3);
  expect(answers).toMatchObject([{ outcome: "expired", decisionId: "d-2" }]);
});

test("a leader that lost its lease while the count is read does not write", async () => {
  meanwhile = () => {
    leading = false;
  };
  await rounds(actuatorOf());
  expect(replicas).toBe(3);
});

test("a count raised by hand falls only to one that a scale-down named", async () => {
  replicas = 7;
  wanted = count(3);
  await rounds(actuatorOf());
  expect(replicas).toBe(7);
});

test("a decision lowers a count by at most the share, and again after the stabilisation while it holds", async () => {
  replicas = 12;
  wanted = count(5, true);
  const actuator = actuatorOf();
  await rounds(actuator, 3);
  expect(replicas).toBe(9);
  now += 900;
  await rounds(actuator, 3);
  expect(replicas).toBe(7);
  wanted = { ...count(5, true), decisionId: "d-next" } as DesiredCount;
  await rounds(actuator, 3);
  expect(replicas).toBe(6);
  // Raised by hand: the decision that has lowered it does not lower it again at once.
  replicas = 12;
  await rounds(actuator, 3);
  expect(replicas).toBe(12);
});

const approval = (decisionId: string): Feedback => ({
  v: 1,
  decisionId,
  outcome: "approved",
  at: 1,
  replicas: null,
  detail: null,
  actuator: "a person",
});

test("a count that needs approval waits for that of one of its decisions, and another count for its own", async () => {
  const actuator = actuatorOf(false, true);
  await rounds(actuator, 2);
  expect(replicas).toBe(3);
  expect(actuator.fault("chat")).toBe("the count was not set: 3 to 5 replicas waits for the approval of d-5");
  wanted = { ...count(5), decisionId: "d-5-later" } as DesiredCount;
  await rounds(actuator);
  actuator.take("chat", approval("d-unknown"));
  actuator.take("chat", { ...approval("d-5"), signature: "forged" });
  await rounds(actuator);
  expect(replicas).toBe(3);
  actuator.take("chat", approval("d-5"));
  await rounds(actuator, 2);
  expect(replicas).toBe(5);
  // Somebody else lowers it: the approval of that count was used.
  replicas = 2;
  await rounds(actuator);
  expect(replicas).toBe(2);
  wanted = count(6);
  await rounds(actuator);
  expect(replicas).toBe(2);
  expect(answers).toHaveLength(1);
});

test("an approval counts once, also after a restart, and a later one of the same decision counts again", async () => {
  const before = actuatorOf(false, true);
  await rounds(before);
  before.take("chat", approval("d-5"));
  await rounds(before, 2);
  expect(replicas).toBe(5);
  const restarted = actuatorOf(false, true);
  for (const feedback of [approval("d-5"), ...answers]) restarted.take("chat", feedback);
  for (const actuator of [before, restarted]) {
    replicas = 2;
    await rounds(actuator);
    actuator.take("chat", approval("d-5"));
    await rounds(actuator);
    expect(replicas).toBe(2);
  }
  expect(noEffect).toEqual(["d-5 replayed", "d-5 replayed"]);
  restarted.take("chat", { ...approval("d-5"), at: 102 });
  await rounds(restarted);
  expect(replicas).toBe(5);
});

test("an approval outlasts its leader: the next one sees for which count it was given, and whether it was used", async () => {
  const later = { ...count(5), decisionId: "d-5-later" } as DesiredCount;
  const applied = (replicas: number, decisionId = "d-5") =>
    ({ ...approval(decisionId), outcome: "applied", replicas }) as Feedback;
  for (const [feedback, expected, seen = [count(5), later]] of [
    [[approval("d-5")], 5],
    [[approval("d-5"), applied(4)], 5],
    [[approval("d-5"), applied(5)], 2],
    // Of a decision that the standby reads later.
    [[approval("d-5"), applied(5, "d-5-later")], 2, [count(5)]],
    [[approval("d-5"), applied(5, "d-5-later"), approval("d-5")], 2, [count(5)]],
    [[], 2],
  ] as const) {
    leading = false;
    replicas = 2;
    const standby = actuatorOf(false, true);
    for (const one of seen) standby.offered("chat", one);
    wanted = later;
    await rounds(standby);
    leading = true;
    for (const one of feedback) standby.take("chat", one);
    await rounds(standby, 2);
    expect(replicas).toBe(expected);
  }
});

test("an approval that comes before its decision is seen counts; one that no decision waits for is named", async () => {
  const actuator = actuatorOf(false, true);
  actuator.take("chat", approval("d-5"));
  actuator.take("chat", { ...approval("d-4"), signature: "forged" });
  actuator.take("chat", approval("d-4"));
  await rounds(actuator, 2);
  expect(replicas).toBe(5);
  expect(noEffect).toEqual([]);
  now += 90;
  await rounds(actuator);
  expect(noEffect).toEqual(["d-4 no-decision"]);
});

test("an approval whose count was reached is used, also where a watch shows that", async () => {
  const actuator = actuatorOf(false, true);
  await rounds(actuator);
  actuator.take("chat", approval("d-5"));
  await rounds(actuator);
  watched = 5;
  await rounds(actuator, 2);
  // A stored answer may be lost: what was reached is over all the same.
  [replicas, watched] = [2, 2];
  await rounds(actuator, 2);
  expect(replicas).toBe(2);
});

test("before a count falls the pods have their order of removal; without the right it falls all the same", async () => {
  costs = new Map([
    ["busy", 9],
    ["idle", 1],
  ]);
  const actuator = actuatorOf();
  await rounds(actuator);
  expect(written).toEqual([]);
  wanted = count(4, true);
  await rounds(actuator, 2);
  expect(written).toEqual(["busy 9 of 5", "idle 1 of 5"]);
  costs = new Map([["forbidden", 1]]);
  for (const replicas of [3, 2]) {
    wanted = count(replicas, true);
    await rounds(actuator);
  }
  expect(replicas).toBe(2);
  expect(lines.filter((line) => line === "order of removal not set")).toHaveLength(1);
});

test("while Kubernetes does not answer, no second round begins and nobody waits", async () => {
  let answered: () => void = () => undefined;
  let asked = 0;
  meanwhile = () => {
    asked += 1;
    return new Promise((resolve) => {
      answered = resolve;
    });
  };
  const actuator = actuatorOf();
  for (const _ of [1, 2, 3]) actuator.refresh([deployment]);
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toBe(1);
  answered();
  await actuator.settled;
  expect(replicas).toBe(5);
});

test.each([
  { name: "another decision", happens: () => (wanted = count(9)) },
  { name: "the loss of the lease", happens: () => (leading = false) },
])("a count whose write waits is not set after $name", async ({ happens }) => {
  const actuator = actuatorOf();
  beforeWrite = happens;
  await rounds(actuator);
  expect(replicas).toBe(3);
  beforeWrite = () => undefined;
  await rounds(actuator);
  expect(replicas).toBe(leading ? 9 : 3);
});

test("a workload that is not answered for keeps no other one waiting", async () => {
  let release: () => void = () => undefined;
  meanwhile = () =>
    reads > 1
      ? undefined
      : new Promise((resolve) => {
          release = resolve;
        });
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  const actuator = actuatorOf();
  actuator.refresh([deployment, { ...deployment, name: "other" }]);
  await turns();
  expect(replicas).toBe(5);
  wanted = count(7);
  actuator.offered("other", wanted);
  await turns();
  expect(replicas).toBe(7);
  release();
  await actuator.settled;
});

test("a count is not read again while the watch reports what is wanted, and at once when it does not", async () => {
  [wanted, watched] = [count(3), 3];
  const actuator = actuatorOf();
  await rounds(actuator, 5);
  expect(reads).toBe(1);
  // Set by hand: it is read and set back.
  [replicas, watched] = [1, 1];
  await rounds(actuator);
  expect({ reads, replicas }).toEqual({ reads: 2, replicas: 3 });
  // The watch is behind what was set: it decides nothing.
  await rounds(actuator);
  expect({ reads, replicas }).toEqual({ reads: 3, replicas: 3 });
  watched = 3;
  await rounds(actuator, 5);
  expect(reads).toBe(3);
  wanted = count(5);
  await rounds(actuator);
  expect({ reads, replicas }).toEqual({ reads: 4, replicas: 5 });
});
