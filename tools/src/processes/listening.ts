import { waitFor } from "@loadline/servers";
import type { Child } from "./child.ts";
import { endedEarly } from "./child.ts";

/** The finished JSON line of a log that has the key, or null. */
const lineWith = (log: string, key: string): Record<string, unknown> | null => {
  for (const line of log.split("\n").filter((candidate) => candidate.includes(`"${key}"`))) {
    try {
      const parsed = JSON.parse(line) as Record<string, unknown>;
      if (parsed[key] !== undefined) return parsed;
    } catch {
      // Half written; asked again.
    }
  }
  return null;
};

/** Waits until a child has written a JSON line with the key, and gives the whole line. */
export const announced = (child: Child, key: string, seconds = 30): Promise<Record<string, unknown>> =>
  waitFor(() => lineWith(child.log(), key), {
    what: `the start of ${child.name}`,
    seconds,
    everySeconds: 0.05,
    givenUp: () => endedEarly(child),
  });

/** host:port that a child process listens on. */
export const listening = async (child: Child): Promise<string> => {
  const { listening: value } = await announced(child, "listening");
  return typeof value === "number" ? `127.0.0.1:${value}` : String(value);
};
