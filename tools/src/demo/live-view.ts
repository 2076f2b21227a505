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

const headline = ({ time, data: { target, verdict, replicas } }: Recommendation): string =>
  `${time.slice(11, 19)}  ${target.deployment}  ${verdict}  ${number(replicas.currentTarget)} → ${number(replicas.desired)}`;

/** One line about the recommendation of a deployment and its reason. */
export const eventLine = (event: Recommendation): string =>
  `${headline(event)}  ${event.data.reason.code}: ${event.data.reason.message}`;

/** Words in lines of at most `width` characters; a longer word stands alone. */
export const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const indent = "          ";

/** The same for a terminal: the reason in whole words below the headline. */
export const eventLines = (event: Recommendation, width: number): readonly string[] => [
  headline(event).slice(0, width),
  ...wrapped(event.data.reason.message, Math.max(20, width - indent.length)).map((line) => `${indent}${line}`),
];

/** The present state of each deployment, one line each, cut to the width of the terminal. */
export const statusLines = (events: readonly Recommendation[], width: number): readonly string[] =>
  events
    .toSorted((a, b) => a.data.target.deployment.localeCompare(b.data.target.deployment))
    .map((event) => {
      const { target, verdict, replicas, reason } = event.data;
      const counts = `${number(replicas.ready)} ready +${replicas.pending}, wanted ${number(replicas.desired)}`;
      const text = `${target.deployment.padEnd(12)} ${counts.padEnd(22)} ${fullness(event).padEnd(22)} `;
      const left = Math.max(0, width - text.length);
      return text.slice(0, width) + styleText(colourOf[verdict], `${verdict} (${reason.code})`.slice(0, left));
    });

const retainedEntries = 4;
const plainEverySeconds = 15;

export interface LiveView {
  readonly event: (event: Recommendation) => void;
  readonly note: (line: string) => void;
  readonly close: () => void;
}

/** The lines above everything, as they are now. */
type Heading = () => readonly string[];

/** Whether it differs from the one before in more than figures. */
const isNews = ({ data: { verdict, replicas, reason } }: Recommendation, before: Recommendation | undefined): boolean =>
  before === undefined ||
  verdict !== before.data.verdict ||
  replicas.desired !== before.data.replicas.desired ||
  reason.code !== before.data.reason.code;

const plainView = (out: NodeJS.WriteStream, heading: Heading): LiveView => {
  const latest = new Map<string, Recommendation>();
  const write = (line: string): void => void out.write(`${line}\n`);
  heading().forEach(write);
  const timer = setInterval(() => statusLines([...latest.values()], 160).forEach(write), plainEverySeconds * 1000);
  return {
    event: (event) => {
      if (isNews(event, latest.get(event.data.target.deployment))) write(eventLine(event));
      latest.set(event.data.target.deployment, event);
    },
    note: write,
    close: () => clearInterval(timer),
  };
};

const terminalView = (out: NodeJS.WriteStream, heading: Heading): LiveView => {
  const latest = new Map<string, Recommendation>();
  const entries: ((width: number) => readonly string[])[] = [];
  let drawn = 0;
  const draw = (): void => {
    const width = out.columns;
    const below = entries.flatMap((entry) => entry(width));
    const lines = [
      ...heading().flatMap((line) => wrapped(line, width)),
      "",
      ...statusLines([...latest.values()], width),
      "",
      ...below,
    ];
    // Lines above the screen cannot be drawn again.
    const shown = lines.slice(0, out.rows - 1);
    out.moveCursor(0, -drawn);
    out.cursorTo(0);
    out.clearScreenDown();
    out.write(`${shown.join("\n")}\n`);
    drawn = shown.length;
  };
  const timer = setInterval(draw, 1000);
  const show = (entry: (width: number) => readonly string[]): void => {
    entries.unshift(entry);
    entries.length = Math.min(entries.length, retainedEntries);
    draw();
  };
  return {
    event: (event) => {
      if (isNews(event, latest.get(event.data.target.deployment))) show((width) => eventLines(event, width));
      latest.set(event.data.target.deployment, event);
    },
    note: (line) => show((width) => wrapped(line, width)),
    close: () => clearInterval(timer),
  };
};

/** Shows what happens: redrawn in place on a terminal, plain lines anywhere else. */
export const liveView = (out: NodeJS.WriteStream, heading: Heading): LiveView =>
  out.isTTY === true ? terminalView(out, heading) : plainView(out, heading);

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
