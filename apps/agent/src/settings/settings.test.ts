import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cleanupStack, recordingLogger } from "../../test/cleanups.ts";
import { eventually } from "../../test/eventually.ts";
import { AgentConfig } from "./config.ts";
import { followSettings, type NoSettings, type Settings } from "./settings.ts";

const cleanups = cleanupStack();
afterEach(() => cleanups.run());

const settings = (cluster: string): Settings => ({
  config: AgentConfig.parse({ cluster }),
  configPath: null,
  stdout: false,
  once: false,
  listEngines: false,
});

const follow = (answers: readonly (Settings | NoSettings)[], configPath: string | null = null) => {
  const stop = new AbortController();
  cleanups.push(async () => stop.abort());
  const logger = recordingLogger();
  const applied: string[] = [];
  let turn = 0;
  const read = async (): Promise<Settings | NoSettings> => {
    const answer = answers[turn++];
    if (answer === undefined) throw new Error("read once too often");
    return answer;
  };
  followSettings({ read, configPath, logger, signal: stop.signal }, ({ cluster }) => applied.push(cluster));
  return { applied, logger, stop };
};

test("on SIGHUP the settings are read again; invalid ones are logged, and the next valid ones are applied", async () => {
  const refused: Settings | NoSettings = { config: null, message: "LL_CONFIG_INVALID: key x\n", exitCode: 2 };
  const { applied, logger, stop } = follow([refused, settings("b")]);
  process.emit("SIGHUP");
  process.emit("SIGHUP");
  await eventually("the second reading", () => (applied.length === 1 ? applied : null));
  expect(applied).toEqual(["b"]);
  expect(logger.lines.map(({ level, fields }) => ({ level, fields }))).toEqual([
    { level: "error", fields: { problem: "LL_CONFIG_INVALID: key x" } },
  ]);
  stop.abort();
  expect(process.listenerCount("SIGHUP")).toBe(0);
});

test("when the file changes the settings are read again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-follow-"));
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "agent.json");
  writeFileSync(path, "{}");
  const { applied } = follow([settings("b")], path);
  let length = 0;
  // The first look may come after a change; one of the next changes is seen.
  await eventually("the change", () => {
    length += 1;
    writeFileSync(path, `{ "cluster": "b" }${" ".repeat(length)}`);
    return applied.length > 0 ? applied : null;
  });
  expect(applied[0]).toBe("b");
});

test("settings that cannot be read at all change nothing", async () => {
  const { applied, logger } = follow([]);
  process.emit("SIGHUP");
  await eventually("the log line", () => (logger.lines.length === 1 ? true : null));
  expect([applied, logger.lines[0]?.level]).toEqual([[], "error"]);
});
