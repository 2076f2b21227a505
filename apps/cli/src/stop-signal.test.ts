import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { stopSignal } from "./stop-signal.ts";

test("a command that only computes leaves the signals to the system, which ends it at once", () => {
  const process = new EventEmitter();
  stopSignal(process);
  expect(process.eventNames()).toEqual([]);
});

test.each(["SIGINT", "SIGTERM"])("a command that asks is aborted by the first %s; a second one ends it", (name) => {
  const process = new EventEmitter();
  const { signal } = stopSignal(process);
  expect(signal.aborted).toBe(false);
  process.emit(name);
  expect(signal.aborted).toBe(true);
  expect(process.listenerCount(name)).toBe(0);
});

test("asking again adds no listener", () => {
  const process = new EventEmitter();
  const stopping = stopSignal(process);
  expect(stopping.signal).toBe(stopping.signal);
  expect(process.listenerCount("SIGINT")).toBe(1);
});
