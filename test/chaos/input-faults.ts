import {
  decode,
  deflated,
  encode,
  streamOf,
  subject,
  type Telemetry,
  Telemetry as TelemetrySchema,
} from "@loadline/protocol";
import { connectNats } from "@loadline/runtime/nats";
import { jetstreamManager } from "@nats-io/jetstream";
import { cluster } from "./broker.ts";
import { brokenPlans, otherBounds, planText } from "./chaos-plan.ts";
import { between, type Fault, type FaultContext, oneOf, pass, seconds } from "./fault.ts";

const broken: Fault = async (context) => {
  const { writePlan } = context.stage;
  const [name, text] = oneOf(context.random, Object.entries(brokenPlans));
  const how = oneOf(context.random, ["renamed", "in place"] as const);
  const duration = between(context.random, 3, 15);
  writePlan(text, how);
  await pass(context, duration);
  for (const part of context.stage.recommenders) {
    const answer = (await fetch(`${part.url}/readyz`).then(
      (response) => response.json(),
      () => null,
    )) as { planFault?: string | null } | null;
    if (answer !== null && (answer.planFault ?? null) === null)
      context.findings.add("a bad plan is not reported", `${part.name}: ${name}`);
  }
  writePlan(planText(), how);
  return `${name}, ${how}, for ${seconds(duration)}`;
};

const changed: Fault = async (context) => {
  const duration = between(context.random, 10, 40);
  context.stage.writePlan(planText(otherBounds));
  await pass(context, duration);
  context.stage.writePlan(planText());
  return `narrower bounds for ${seconds(duration)}`;
};

type MakeSamples = (sample: Telemetry, context: FaultContext) => Uint8Array | readonly Uint8Array[];

const now = (): number => Date.now() / 1000;
const boot = (): string => crypto.randomUUID();

const withEngines = (
  sample: Telemetry,
  change: (engines: Record<string, unknown>) => Record<string, unknown>,
): Uint8Array =>
  encode({
    ...sample,
    bootId: boot(),
    seq: 0,
    sampledAt: now(),
    engines: change(sample.engines as unknown as Record<string, unknown>),
  } as unknown as Telemetry);

const everyNumber = (engines: Record<string, unknown>, to: number | null): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(engines).map(([key, column]) => [
      key,
      Array.isArray(column) ? column.map((value) => (typeof value === "number" ? to : value)) : column,
    ]),
  );

/** What a node may publish with its own account. */
const implausibleReports: Readonly<Record<string, MakeSamples>> = {
  "an hour ahead": (sample) => encode({ ...sample, bootId: boot(), seq: 1, sampledAt: now() + 3_600 }),
  "four seconds ahead": (sample) => encode({ ...sample, bootId: boot(), seq: 1, sampledAt: now() + 4 }),
  "an hour old": (sample) => encode({ ...sample, bootId: boot(), seq: 1, sampledAt: now() - 3_600 }),
  "sent before": (sample) => encode(sample),
  "in reverse": (sample) =>
    [5, 4, 3, 2, 1].map((seq) => encode({ ...sample, bootId: "boot-in-reverse", seq, sampledAt: now() })),
  "no JSON": () => new TextEncoder().encode("{not json"),
  nothing: () => new Uint8Array(),
  zeros: () => new Uint8Array(500_000),
  "900 kB of text": (sample) => encode({ ...sample, bootId: "x".repeat(900_000) }),
  "deep JSON": () => new TextEncoder().encode(`${"[".repeat(100_000)}${"]".repeat(100_000)}`),
  "a packed bomb": () => deflated(new Uint8Array(50_000_000)),
  "cut short": (sample) => encode(sample).slice(0, 300),
  "another version": (sample) => encode({ ...sample, v: 99 } as unknown as Telemetry),
  "fields of a later version": (sample) =>
    encode({
      ...sample,
      bootId: boot(),
      seq: 0,
      sampledAt: now(),
      later: { of: [1] },
      gpus: { ...sample.gpus, later: sample.gpus.uuid },
    } as Telemetry),
  "prototype keys": () => new TextEncoder().encode('{"__proto__":{"v":1},"constructor":{"prototype":{}},"v":1}'),
  "counters of zero": (sample) => withEngines(sample, (engines) => everyNumber(engines, 0)),
  "no numbers": (sample) => withEngines(sample, (engines) => everyNumber(engines, null)),
  "10^18 of all": (sample) => withEngines(sample, (engines) => everyNumber(engines, 1e18)),
  "below zero": (sample) => withEngines(sample, (engines) => everyNumber(engines, -5)),
  "no engines": (sample) =>
    withEngines(sample, (engines) =>
      Object.fromEntries(Object.entries(engines).map(([key, value]) => [key, Array.isArray(value) ? [] : value])),
    ),
};

const lastSampleOf = async ({ stage }: FaultContext, name: string): Promise<Telemetry | null> => {
  const manager = await jetstreamManager(stage.admin, { checkAPI: false });
  const address = subject({ kind: "telemetry", cluster, name });
  const stored = await manager.streams
    .getMessage(streamOf("telemetry").name, { last_by_subj: address })
    .catch(() => null);
  const decoded = stored === null ? null : decode(TelemetrySchema, stored.data);
  return decoded?.kind === "ok" ? decoded.value : null;
};

const times = 12;

const telemetry: Fault = async (context) => {
  const { stage, random } = context;
  const from = oneOf(random, stage.nodes).name;
  const as = oneOf(random, [from, from, "stranger", "another"]);
  const [report, make] = oneOf(random, Object.entries(implausibleReports));
  const user = as === "stranger" ? "stranger" : from;
  const target =
    as === "another"
      ? oneOf(
          random,
          stage.nodes.filter(({ name }) => name !== from),
        ).name
      : as;
  const connection = await connectNats({
    server: `nats://127.0.0.1:${stage.broker.port}`,
    name: "implausible-report",
    user,
    password: stage.broker.passwordOf(user),
    inboxPrefix: `_INBOX_${user}`,
  });
  void (async () => {
    for await (const _ of connection.status());
  })();
  try {
    for (let at = 0; at < times; at += 1) {
      const sample = await lastSampleOf(context, from);
      const made = sample === null ? [] : make(sample, context);
      for (const data of made instanceof Uint8Array ? [made] : made) {
        connection.publish(subject({ kind: "telemetry", cluster, name: target }), data);
      }
      await connection.flush();
      await pass(context, 1);
    }
  } finally {
    await connection.close();
  }
  return `${report}, ${times} times as ${target} by ${user}`;
};

export const inputFaults: Readonly<Record<string, Fault>> = {
  "plan broken": broken,
  "plan changed": changed,
  telemetry,
};
