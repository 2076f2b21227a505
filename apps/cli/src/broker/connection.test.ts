import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findServer } from "./connection.ts";

/** Larger than any process id the system gives. */
const deadPid = 2 ** 30;

let root: string;

const demoIn = (folder: string, text: string): string => {
  mkdirSync(join(root, folder, ".loadline"), { recursive: true });
  mkdirSync(join(root, folder, "below"), { recursive: true });
  writeFileSync(join(root, folder, ".loadline", "demo.json"), text);
  return join(root, folder, "below");
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "loadline-find-"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const running = JSON.stringify({ server: "nats://demo:1", page: "http://x", pid: process.pid });

test("the flag comes before the environment, and that before a demo", () => {
  const cwd = demoIn("order", running);
  const env = { LOADLINE_SERVER: "nats://env:1" };
  expect(findServer("nats://flag:1", { env, cwd })).toBe("nats://flag:1");
  expect(findServer(undefined, { env, cwd })).toBe("nats://env:1");
  expect(findServer(undefined, { env: {}, cwd })).toBe("nats://demo:1");
});

test("the folder of the caller is looked at when a package runner has changed the working folder", () => {
  const INIT_CWD = demoIn("caller", running);
  expect(findServer(undefined, { env: { INIT_CWD }, cwd: root })).toBe("nats://demo:1");
});

test.each([
  { name: "no demo file", text: null },
  { name: "a demo that has ended", text: JSON.stringify({ server: "nats://demo:1", pid: deadPid }) },
  { name: "a file that is no JSON", text: "{" },
  { name: "a file without an address", text: "{}" },
])("$name and nothing else is LL_CONFIG_INVALID with how to give one", ({ name, text }) => {
  const cwd = text === null ? root : demoIn(name.replaceAll(" ", "-"), text);
  const find = () => findServer(undefined, { env: { LOADLINE_SERVER: " " }, cwd });
  expect(find).toThrow(expect.objectContaining({ code: "LL_CONFIG_INVALID" }));
  expect(find).toThrow(/--server or LOADLINE_SERVER/);
});
