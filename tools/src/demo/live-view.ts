import { styleText } from "node:util";
import { decode, Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

const number = (value: number | null | undefined): string =>
  value === null || value === undefined ? "?" : String(value);

const fixed = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(1));

const fullness = ({ data }: Recommendation): string => {
  const { demand, capacityPerReplica, replicas } = data;
  if (demand === null || capacityPerReplica === null || replicas.ready === null) return "load unknown";
  const capacity = capacityPerReplica.requestsPerSecond * replicas.ready;
  return `${fixed(demand.requestsPerSecond)} of ${fixed(capacity)} req/s`;
};

const colourOf = {
  "scale-up": "yellow",
  "scale-down": "cyan",
  hold: "green",
  infeasible: "red",
} as const;

/** One line about the recommendation of a deployment and its reason. */
const eventLine = ({ time, data: { target, verdict, replicas, reason } }: Recommendation): string =>
  `${time.slice(11, 19)}  ${target.deployment}  ${verdict}  ${number(replicas.currentTarget)} → ${number(replicas.desired)}  ${reason.code}: ${reason.message}`;

/** The present state of each deployment, one line each. */
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

export interface LiveView {
  readonly event: (event: Recommendation) => void;
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
  const note = (line: string): void => void out.write(`${line}\n`);
  const timer = setInterval(() => statusLines([...latest.values()]).forEach(note), statusEverySeconds * 1000);
  return {
    event: (event) => {
      if (isNews(event, latest.get(event.data.target.deployment))) note(eventLine(event));
      latest.set(event.data.target.deployment, event);
    },
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
