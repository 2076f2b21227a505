import { decode, Recommendation, streamOf, subjectFilter } from "@loadline/wire";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";
import { eventLine, eventLines, statusLines, wrapped } from "./status-lines.ts";

const retainedEntries = 4;
const plainEverySeconds = 15;

export interface LiveView {
  readonly event: (event: Recommendation) => void;
  readonly note: (line: string) => void;
  readonly close: () => void;
}

const plainView = (out: NodeJS.WriteStream, heading: readonly string[]): LiveView => {
  const latest = new Map<string, Recommendation>();
  const write = (line: string): void => void out.write(`${line}\n`);
  heading.forEach(write);
  const timer = setInterval(() => statusLines([...latest.values()], 160).forEach(write), plainEverySeconds * 1000);
  return {
    event: (event) => {
      latest.set(event.data.target.deployment, event);
      if (!event.data.decision.heartbeat) write(eventLine(event));
    },
    note: write,
    close: () => clearInterval(timer),
  };
};

const terminalView = (out: NodeJS.WriteStream, heading: readonly string[]): LiveView => {
  const latest = new Map<string, Recommendation>();
  const entries: ((width: number) => readonly string[])[] = [];
  let drawn = 0;
  const draw = (): void => {
    const width = out.columns;
    const below = entries.flatMap((entry) => entry(width));
    const lines = [
      ...heading.flatMap((line) => wrapped(line, width)),
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
      latest.set(event.data.target.deployment, event);
      if (!event.data.decision.heartbeat) show((width) => eventLines(event, width));
    },
    note: (line) => show((width) => wrapped(line, width)),
    close: () => clearInterval(timer),
  };
};

/** Shows what happens: redrawn in place on a terminal, plain lines anywhere else. */
export const liveView = (out: NodeJS.WriteStream, heading: readonly string[]): LiveView =>
  out.isTTY === true ? terminalView(out, heading) : plainView(out, heading);

/** Follows the recommendations of a cluster. */
export const followRecommendations = async (
  connection: NatsConnection,
  cluster: string,
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
