import { EventEmitter } from "node:events";
import { pino } from "pino";
import { expect, test } from "vitest";
import { onSignals } from "./process.ts";

test.each([
  { name: "SIGHUP, once or often, stops nothing and is taken", sent: ["SIGHUP", "SIGHUP"], stops: 0 },
  { name: "SIGTERM stops", sent: ["SIGTERM"], stops: 1 },
  { name: "SIGINT after SIGTERM does not stop a second time", sent: ["SIGTERM", "SIGINT"], stops: 1 },
])("$name", ({ sent, stops }) => {
  const source = new EventEmitter();
  let stopped = 0;
  onSignals(source, {
    logger: pino({ level: "silent" }),
    stop: () => {
      stopped += 1;
    },
  });
  const taken = sent.map((signal) => source.emit(signal, signal));
  expect([stopped, taken]).toEqual([stops, sent.map(() => true)]);
});
