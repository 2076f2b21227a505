import { EventEmitter } from "node:events";
import { Writable } from "node:stream";
import type { WriteStream } from "node:tty";
import { expect, test } from "vitest";
import { stopSignal, streamOutput } from "./stream-output.ts";

const streamLike = (
  traits: { isTTY?: boolean; columns?: number },
  write: (done: (error?: Error) => void) => void = (done) => done(),
): WriteStream =>
  Object.assign(new Writable({ write: (_chunk, _encoding, done) => write(done) }), traits) as unknown as WriteStream;

const ignore = (): void => undefined;

test.each([
  { name: "a terminal has a width", traits: { isTTY: true, columns: 72 }, env: {}, columns: 72 },
  { name: "a very wide terminal is used up to 160", traits: { isTTY: true, columns: 300 }, env: {}, columns: 160 },
  { name: "a pipe takes COLUMNS", traits: {}, env: { COLUMNS: "60" }, columns: 60 },
  { name: "a pipe is else 80 wide", traits: {}, env: {}, columns: 80 },
  { name: "nonsense in COLUMNS is ignored", traits: {}, env: { COLUMNS: "wide" }, columns: 80 },
])("$name", ({ traits, env, columns }) => {
  expect(streamOutput(streamLike(traits), { env, onBroken: ignore }).columns).toBe(columns);
});

test.each([
  { name: "a terminal has colour", traits: { isTTY: true }, env: {}, colour: true },
  { name: "NO_COLOR takes it away", traits: { isTTY: true }, env: { NO_COLOR: "1" }, colour: false },
  { name: "an empty NO_COLOR does not", traits: { isTTY: true }, env: { NO_COLOR: "" }, colour: true },
  { name: "a dumb terminal has none", traits: { isTTY: true }, env: { TERM: "dumb" }, colour: false },
  { name: "a pipe has none", traits: {}, env: {}, colour: false },
])("$name", ({ traits, env, colour }) => {
  expect(streamOutput(streamLike(traits), { env, onBroken: ignore }).colour).toBe(colour);
});

test("control characters in names are shown, not obeyed; JSON says the same with them", async () => {
  let text = "";
  const stream = Object.assign(
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        text += chunk.toString("utf8");
        done();
      },
    }),
    { isTTY: true },
  ) as unknown as WriteStream;
  const value = { name: "a\u001b]0;title\u0007\u001b[2Jb\rc\u009b5n\u007f é" };
  await streamOutput(stream, { env: {}, onBroken: ignore }).write(
    `\u001b[1m${value.name}\u001b[22m\n\t\n${JSON.stringify(value)}`,
  );
  const [first = "", second, third = ""] = text.split("\n");
  expect(first).toBe(
    String.raw`ESC[1ma\u001b]0;title\u0007\u001b[2Jb\u000dc\u009b5n\u007f éESC[22m`.replaceAll("ESC", "\u001b"),
  );
  expect(second).toBe("\t");
  expect(JSON.parse(third)).toEqual(value);
});

test("a broken pipe is reported once and writing goes on without harm", async () => {
  let broken = 0;
  const stream = streamLike({}, (done) => done(Object.assign(new Error("gone"), { code: "EPIPE" })));
  const output = streamOutput(stream, {
    env: {},
    onBroken: () => {
      broken += 1;
    },
  });
  await output.write("a");
  await output.write("b");
  expect(broken).toBe(1);
});

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
