import { mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { followEnginesFile, parseEnginesFile } from "./engines-file.ts";

const group = (labels: object, ...targets: string[]) => JSON.stringify([{ targets, labels }]);

test("labels of file_sd become the target", () => {
  const labels = {
    deployment: "chat",
    engine: "vllm",
    gpus: "GPU-1,GPU-2",
    draining: "true",
    __metrics_path__: "/engines/chat-3/metrics",
    __engine_id__: "chat-3",
  };
  expect(parseEnginesFile(group(labels, "127.0.0.1:4321"))).toEqual({
    kind: "ok",
    targets: [
      {
        id: "chat-3",
        url: "http://127.0.0.1:4321/engines/chat-3/metrics",
        deployment: "chat",
        engine: "vllm",
        gpus: ["GPU-1", "GPU-2"],
        draining: true,
      },
    ],
  });
});

test("a target without labels has a name of its own and nothing invented", () => {
  expect(parseEnginesFile(group({ __metrics_path__: "/engines/a/metrics" }, "h:1", "h:2"))).toMatchObject({
    targets: [
      { id: "h:1/engines/a", deployment: null, engine: null, gpus: null, draining: null },
      { id: "h:2/engines/a" },
    ],
  });
});

test.each([
  { name: "no JSON", text: "[{" },
  { name: "no list", text: "{}" },
  { name: "targets that are no texts", text: '[{"targets":[1]}]' },
  { name: "an address that is none", text: '[{"targets":["a b:c"]}]' },
])("$name is rejected with a reason", ({ text }) => {
  const parsed = parseEnginesFile(text);
  expect(parsed.kind).toBe("rejected");
  expect(parsed.kind === "rejected" && parsed.detail).not.toBe("");
});

test("any text is answered", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(["ok", "rejected"]).toContain(parseEnginesFile(text).kind);
    }),
  );
});

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

test("a change is followed, a broken file or none keeps the last good list", async () => {
  const folder = await mkdtemp(join(tmpdir(), "loadline-engines-"));
  folders.push(folder);
  const path = join(folder, "engines.json");
  const put = async (text: string, second: number) => {
    await writeFile(path, text);
    await utimes(path, second, second);
  };
  const follow = followEnginesFile(path);
  const hosts = async () => {
    const { targets, problem } = await follow();
    return {
      hosts: targets.map(({ id }) => id),
      problem: problem === null ? null : /cannot read|not valid/.exec(problem)?.[0],
    };
  };
  expect(await hosts()).toEqual({ hosts: [], problem: "cannot read" });
  await put(group({}, "a:1"), 1000);
  expect(await hosts()).toEqual({ hosts: ["a:1"], problem: null });
  await put(group({}, "a:1", "b:1"), 2000);
  expect(await hosts()).toEqual({ hosts: ["a:1", "b:1"], problem: null });
  await put("[{", 3000);
  expect(await hosts()).toEqual({ hosts: ["a:1", "b:1"], problem: "not valid" });
  await rename(path, `${path}.away`);
  expect(await hosts()).toEqual({ hosts: ["a:1", "b:1"], problem: "cannot read" });
  await put(group({}, "c:1"), 4000);
  expect(await hosts()).toEqual({ hosts: ["c:1"], problem: null });
});

test.each(["/dev/zero", "/dev/full"])("%s is no engines file, and is not read without end", async (path) =>
  expect(await followEnginesFile(path)()).toMatchObject({
    targets: [],
    problem: expect.stringContaining("no regular file"),
  }),
);
