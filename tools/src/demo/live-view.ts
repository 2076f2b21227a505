import { styleText } from "node:util";
import { decode, Recommendation, streamOf, subjectFilter } from "@loadline/protocol";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

const number = (value: number | null | undefined) => (value === null || value === undefined ? "?" : String(value));

const fixed = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

const fullness = ({ data }: Recommendation): string => {
  const { demand, capacityPerReplica, replicas } = data;
  if (demand === null || capacityPerReplica === null || replicas.ready === null) return "load unknown";
  const capacity = capacityPerReplica.requestsPerSecond * replicas.ready;
  return `${fixed(demand.requestsPerSecond)} of ${fixed(capacity)} req/s`;
};

const colourOf = { "scale-up": "yellow", "scale-down": "cyan", hold: "green", infeasible: "red" } as const;

const eventLine = ({ time, data: { target, verdict, replicas, reason } }: Recommendation): string =>
  `${time.slice(11, 19)}  ${target.deployment}  ${verdict}  ${number(replicas.currentTarget)} → ${number(replicas.desired)}  ${reason.code}: ${reason.message}`;

const statusLines = (events: readonly Recommendation[]): readonly string[] =>
  events
    .toSorted((a, b) => a.data.target.deployment.localeCompare(b.data.target.deployment))
    .map((event) => {
      const { target, verdict, replicas, reason } = event.data;
      const counts = `${number(replicas.ready)} ready +${replicas.pending}, wanted ${number(replicas.desired)}`;
      const text = `${target.deployment.padEnd(12)} ${counts.padEnd(22)} ${fullness(event).padEnd(22)} `;
      return text + styleText(colourOf[verdict], `${verdict} (${reason.code})`);
    });

const statusEverySeconds = 15;

const soonSeconds = 60;

/** What became of a deployment's count while it was watched. */
interface CountChanges {
  readonly desired: number | null;
  readonly changes: number;
  /** Changes against the direction of the one before, within a minute of it. */
  readonly reversed: number;
  readonly last: { readonly at: number; readonly direction: number } | null;
}

/** The changes after one more recommendation. The first count is none. */
const changesAfter = (before: CountChanges | undefined, { time, data }: Recommendation): CountChanges => {
  const { changes, reversed, last, desired: stood } = before ?? { changes: 0, reversed: 0, last: null, desired: null };
  const { desired } = data.replicas;
  if (desired === null || stood === null || desired === stood)
    return { changes, reversed, last, desired: desired ?? stood };
  const [at, direction] = [Date.parse(time) / 1000, Math.sign(desired - stood)];
  const isBack = last !== null && last.direction !== direction && at - last.at <= soonSeconds;
  return { desired, changes: changes + 1, reversed: reversed + (isBack ? 1 : 0), last: { at, direction } };
};

/** One line a deployment: how often its count changed since the start. */
export const countReport = ({ changes }: LiveView): readonly string[] =>
  [...changes].map(
    ([deployment, { changes: count, reversed }]) =>
      `${deployment.padEnd(12)} ${count} changes of the count, ${reversed} reversed within a minute`,
  );

export interface LiveView {
  readonly event: (event: Recommendation) => void;
  /** Of each deployment since the first recommendation. */
  readonly changes: ReadonlyMap<string, CountChanges>;
  readonly note: (line: string) => void;
  readonly close: () => void;
}

/** Whether it differs from the one before in more than figures. */
const isNews = ({ data: { verdict, replicas, reason } }: Recommendation, before: Recommendation | undefined): boolean =>
  before === undefined ||
  verdict !== before.data.verdict ||
  replicas.desired !== before.data.replicas.desired ||
  reason.code !== before.data.reason.code;

/** Prints what happens as it comes, and the present state of each deployment from time to time. */
export const liveView = (out: NodeJS.WriteStream): LiveView => {
  const latest = new Map<string, Recommendation>();
  const changes = new Map<string, CountChanges>();
  const note = (line: string): void => void out.write(`${line}\n`);
  const timer = setInterval(() => statusLines([...latest.values()]).forEach(note), statusEverySeconds * 1000);
  return {
    event: (event) => {
      if (isNews(event, latest.get(event.data.target.deployment))) note(eventLine(event));
      latest.set(event.data.target.deployment, event);
      changes.set(event.data.target.deployment, changesAfter(changes.get(event.data.target.deployment), event));
    },
    changes,
    note,
    close: () => clearInterval(timer),
  };
};

/** Follows the recommendations of a cluster, or of all: those that are stored, and what follows. */
export const followRecommendations = async (
  connection: NatsConnection,
  cluster: string | undefined,
  onEvent: (event: Recommendation) => void,
): Promise<void> => {
  const consumer = await jetstream(connection).consumers.get(streamOf("recommendation").name, {
    filter_subjects: subjectFilter("recommendation", cluster),
    deliver_policy: DeliverPolicy.All,
  });
  await consumer.consume({
    callback: (message) => {
      const decoded = decode(Recommendation, message.data);
      if (decoded.kind === "ok") onEvent(decoded.value);
    },
  });
};
