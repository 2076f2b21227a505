import type { Recommendation } from "@loadline/wire";
import { eventLine, statusLines } from "./status-lines.ts";

const keptEvents = 6;
const plainEverySeconds = 15;

export interface LiveView {
  readonly event: (event: Recommendation) => void;
  readonly note: (line: string) => void;
  readonly close: () => void;
}

/** Shows what happens: redrawn in place on a terminal, plain lines anywhere else. */
export const liveView = (out: NodeJS.WriteStream, heading: readonly string[]): LiveView => {
  const latest = new Map<string, Recommendation>();
  const events: string[] = [];
  const terminal = out.isTTY === true;
  let drawn = 0;
  const width = (): number => out.columns ?? 100;

  const draw = (): void => {
    if (!terminal) return;
    const cut = (line: string): string => line.slice(0, width());
    const lines = [...heading.map(cut), "", ...statusLines([...latest.values()], width()), "", ...events.map(cut)];
    out.moveCursor(0, -drawn);
    out.cursorTo(0);
    out.clearScreenDown();
    out.write(`${lines.join("\n")}\n`);
    drawn = lines.length;
  };
  const timer = setInterval(
    () => {
      if (terminal) draw();
      else for (const line of statusLines([...latest.values()], 160)) out.write(`${line}\n`);
    },
    (terminal ? 1 : plainEverySeconds) * 1000,
  );
  if (!terminal) out.write(`${heading.join("\n")}\n`);
  const show = (line: string): void => {
    if (!terminal) out.write(`${line}\n`);
    events.unshift(line);
    events.length = Math.min(events.length, keptEvents);
    draw();
  };
  return {
    event: (event) => {
      latest.set(event.data.target.deployment, event);
      if (!event.data.decision.heartbeat) show(eventLine(event));
    },
    note: show,
    close: () => clearInterval(timer),
  };
};
