import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "../../../../test/eventually.ts";
import { FrameReader } from "./frame-reader.ts";
import { TableLoop } from "./table-loop.ts";

const header = "uuid, memory.total [MiB], count";
const framesOf = (chunks: readonly string[]): readonly (string | undefined)[] => {
  const reader = new FrameReader((line) => {
    const [key = "", , gpus, ...more] = line.split(", ");
    return gpus === undefined || more.length > 0 ? null : { key, gpus: Number(gpus) };
  });
  return chunks.map((chunk) => {
    reader.push(chunk);
    return reader.last === null
      ? undefined
      : `${reader.last.number}:${reader.last.text.split("\n").slice(1, -1).join("|")}`;
  });
};

describe("a round", () => {
  test.each([
    {
      name: "is whole with as many rows as there are GPUs",
      chunks: [`${header}\nA, 1, 2\n`, "B, 1, 2\n"],
      expected: [undefined, "1:A, 1, 2|B, 1, 2"],
    },
    {
      name: "does not end in the middle of a line",
      chunks: [`${header}\nA, 1, 1`, "\n"],
      expected: [undefined, "1:A, 1, 1"],
    },
    {
      name: "ends without a GPU that is lost when the first one comes again",
      chunks: [`${header}\nA, 1, 2\nB, 1, 2\n`, "A, 2, 2\n", "A, 3, 2\n"],
      expected: ["1:A, 1, 2|B, 1, 2", "1:A, 1, 2|B, 1, 2", "2:A, 2, 2"],
    },
    {
      name: "keeps a message between its rows",
      chunks: [`${header}\nA, 1, 2\nUnable to determine the device handle\nB, 1, 2\n`],
      expected: ["1:A, 1, 2|Unable to determine the device handle|B, 1, 2"],
    },
    { name: "without a header is none", chunks: ["A, 1, 1\n"], expected: [undefined] },
  ])("$name", ({ chunks, expected }) => expect(framesOf(chunks)).toEqual(expected));
});

describe("the loop", () => {
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });
  const setUp = (body: string) => {
    const folder = mkdtempSync(join(tmpdir(), "loadline-loop-"));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    const command = join(folder, "nvidia-smi");
    const list = `printf '"uuid"\\n\\n"memory.total"\\n\\n"count"\\n'`;
    writeFileSync(
      command,
      `#!/bin/sh
if [ "$1" = --help-query-gpu ]; then ${list}; exit; fi
echo started >> ${folder}/starts
${body}
`,
    );
    chmodSync(command, 0o755);
    const reader = new TableLoop({ command, intervalSeconds: 0.1 });
    cleanups.push(() => reader.close());
    const starts = (): number =>
      existsSync(join(folder, "starts")) ? readFileSync(join(folder, "starts"), "utf8").trim().split("\n").length : 0;
    return { reader, starts, folder };
  };
  const never = new AbortController().signal;
  const row = (mebibytes: string): string => `echo "GPU-1, ${mebibytes} MiB, 1"`;

  test("reads round after round from one process", async () => {
    const { reader, starts } = setUp(`echo "${header}"; n=1; while :; do ${row("$n")}; n=$((n+1)); sleep 0.05; done`);
    const values: unknown[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const outcome = await reader.read(never);
      values.push(outcome.kind === "ok" ? outcome.value.gpus[0]?.memoryTotalBytes : outcome);
    }
    expect(new Set(values).size).toBe(3);
    expect(values.every((value) => typeof value === "number")).toBe(true);
    expect(starts()).toBe(1);
  });
  test("that ends fails with the driver's message, and is started by the next read", async () => {
    const { reader, starts } = setUp(`echo "NVIDIA-SMI has failed"; exit 9`);
    const failed = { kind: "failed", reason: "exit-code", detail: "exit code 9: NVIDIA-SMI has failed" };
    expect(await reader.read(never)).toMatchObject(failed);
    expect(await reader.read(never)).toMatchObject(failed);
    expect(starts()).toBe(2);
  });
  test.each([
    { name: "the driver's message", message: "Failed to initialize NVML: Unknown Error" },
    {
      name: "a message for each GPU",
      message: "Unable to determine the device handle for GPU0000:01:00.0: GPU is lost",
    },
  ])("that turns to $name is ended", async ({ message }) => {
    const { reader, starts } = setUp(`echo "${header}"; ${row("1")}; while :; do echo "${message}"; sleep 0.05; done`);
    expect(await reader.read(never)).toMatchObject({ kind: "ok" });
    expect(await reader.read(never)).toMatchObject({ kind: "failed", detail: `exit code 1: ${message}` });
    expect(await reader.read(never)).toMatchObject({ kind: "ok" });
    expect(starts()).toBe(2);
  });
  test("without output is terminated at the deadline, and waited for", async () => {
    const { reader, folder } = setUp(
      `trap 'echo ended > $(dirname $0)/ended; exit' TERM; echo > $(dirname $0)/ready; while :; do sleep 0.05; done`,
    );
    const stop = new AbortController();
    const reading = reader.read(stop.signal);
    await eventually("the trap", () => (existsSync(join(folder, "ready")) ? true : null));
    stop.abort();
    expect(await reading).toMatchObject({ kind: "failed", reason: "deadline" });
    expect(existsSync(join(folder, "ended"))).toBe(true);
  });
  test("that refuses a field is started without it", async () => {
    const { reader } = setUp(
      `case "$1" in *memory.total*) echo 'Field "memory.total" is not a valid field to query.'; exit 2;; esac
echo "uuid, count"; while :; do echo "GPU-1, 1"; sleep 0.05; done`,
    );
    expect(await reader.read(never)).toMatchObject({ kind: "ok", value: { gpus: [{ uuid: "GPU-1" }] } });
  });
  test("that lists its fields gets those in its query, and lists them once", async () => {
    const { reader, folder } = setUp(`echo "$1" >> $(dirname $0)/asked; echo "${header}"; ${row("1")}; exit 0`);
    await reader.read(never);
    expect(readFileSync(join(folder, "asked"), "utf8")).toBe("--query-gpu=uuid,memory.total,count\n");
  });
  test("of a program that is not there is absent", async () =>
    expect(await new TableLoop({ command: "/nonexistent/nvidia-smi", intervalSeconds: 1 }).read(never)).toMatchObject({
      kind: "absent",
    }));
  test("is over when it is closed", async () => {
    const { reader } = setUp(`echo "${header}"; while :; do ${row("1")}; sleep 0.05; done`);
    await reader.read(never);
    await reader.close();
    expect(await reader.read(never)).toMatchObject({ kind: "ok" });
  });
});
