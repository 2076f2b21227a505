import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ManualClock } from "../../../test/manual-clock.ts";
import { NvidiaSmiReader } from "./nvidia-smi-reader.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const document = (mig: string, driver = "550.1"): string =>
  `<nvidia_smi_log><driver_version>${driver}</driver_version><cuda_version>12.4</cuda_version><attached_gpus>1</attached_gpus>` +
  `<gpu id="00000000:01:00.0"><uuid>GPU-1</uuid><mig_mode><current_mig>${mig}</current_mig></mig_mode>` +
  "<ecc_errors><tpc_repair_pending>Yes</tpc_repair_pending></ecc_errors>" +
  "<temperature><gpu_temp>40 C</gpu_temp></temperature></gpu></nvidia_smi_log>";
const table = (uuid = "GPU-1", mig = "Disabled"): string =>
  `echo "uuid, temperature.gpu, mig.mode.current, driver_version, count"; while :; do echo "${uuid}, 41, ${mig}, 550.1, 1"; sleep 0.05; done`;
const fields = `printf '"uuid"\\n\\n"temperature.gpu"\\n\\n"mig.mode.current"\\n\\n"driver_version"\\n\\n"count"\\n'`;

/** An nvidia-smi that keeps a list of what it was asked, and a reader of it. */
const setUp = (xml: string, loop: string) => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-auto-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  const command = join(folder, "nvidia-smi");
  writeFileSync(
    command,
    `#!/bin/sh
if [ "$1" = --help-query-gpu ]; then ${fields}; exit; fi
if [ "$1" = -q ]; then echo document >> ${folder}/asked; ${xml}; exit; fi
echo table >> ${folder}/asked
${loop}
`,
  );
  chmodSync(command, 0o755);
  const clock = new ManualClock();
  const reader = new NvidiaSmiReader({ command, intervalSeconds: 0.1 }, clock);
  cleanups.push(() => reader.close());
  const asked = (): readonly string[] =>
    existsSync(join(folder, "asked")) ? readFileSync(join(folder, "asked"), "utf8").trim().split("\n") : [];
  return { reader, clock, asked: Object.assign(asked, { folder }) };
};
const never = new AbortController().signal;
const temperature = async (reader: NvidiaSmiReader): Promise<unknown> => {
  const outcome = await reader.read(never);
  return "value" in outcome ? outcome.value.gpus[0]?.temperatureCelsius : outcome;
};
const printing = (xml: string): string => `echo '${xml}'`;

test("the document is read first, then the table of one process", async () => {
  const { reader, asked } = setUp(printing(document("Disabled")), table());
  expect([await temperature(reader), await temperature(reader), await temperature(reader)]).toEqual([40, 41, 41]);
  expect(asked()).toEqual(["document", "table"]);
});
test("values that only the document has stay while the table is read", async () => {
  const { reader } = setUp(printing(document("Disabled")), table());
  await reader.read(never);
  expect(await reader.read(never)).toMatchObject({
    kind: "ok",
    value: { cudaVersion: "12.4", gpus: [{ temperatureCelsius: 41, repairPending: true }] },
  });
});
test("a fact of another driver is not", async () => {
  const { reader } = setUp(printing(document("Disabled", "535.9")), table());
  await reader.read(never);
  expect(await reader.read(never)).toMatchObject({ value: { driverVersion: "550.1", cudaVersion: null } });
});
test("the document is read again once in a while, with nothing beside it", async () => {
  const { reader, clock, asked } = setUp(printing(document("Disabled")), table());
  await reader.read(never);
  await reader.read(never);
  await clock.advance(601);
  expect(await temperature(reader)).toBe(40);
  expect(await temperature(reader)).toBe(41);
  expect(asked()).toEqual(["document", "table", "document", "table"]);
});
test("a divided GPU has only the document", async () => {
  const { reader, asked } = setUp(printing(document("Enabled")), table());
  await reader.read(never);
  await reader.read(never);
  expect(asked()).toEqual(["document", "document"]);
});
test.each([
  { name: "a GPU that is divided meanwhile", loop: table("GPU-1", "Enabled") },
  { name: "a GPU that was not there", loop: table("GPU-2") },
])("$name in the table makes the document due", async ({ loop }) => {
  const { reader, asked } = setUp(printing(document("Disabled")), loop);
  for (let turn = 0; turn < 3; turn += 1) await reader.read(never);
  expect(asked()).toEqual(["document", "table", "document"]);
});
test("a program with the document only is read by it each time", async () => {
  const { reader, asked } = setUp(printing(document("Disabled")), "echo 'only -q -x is understood' >&2; exit 2");
  expect([await temperature(reader), await temperature(reader), await temperature(reader)]).toEqual([40, 40, 40]);
  expect(asked()).toEqual(["document", "table", "document", "document"]);
});
test("a loop without output is started later each time", async () => {
  const { reader, clock, asked } = setUp(printing(document("Disabled")), "exit 2");
  const tables = async (seconds: number): Promise<number> => {
    await clock.advance(seconds);
    await reader.read(never);
    return asked().filter((what) => what === "table").length;
  };
  expect([
    await tables(0),
    await tables(0),
    await tables(4),
    await tables(2),
    await tables(6),
    await tables(5),
  ]).toEqual([0, 1, 1, 2, 2, 3]);
});
test("a loop that is killed is bridged by the document, and soon started again", async () => {
  const { reader, clock, asked } = setUp(printing(document("Disabled")), `echo $$ > $(dirname $0)/pid; ${table()}`);
  await reader.read(never);
  await reader.read(never);
  const pid = readFileSync(join(asked.folder, "pid"), "utf8");
  expect(pid).toMatch(/^\d{2,}\n$/);
  process.kill(Number(pid), "SIGKILL");
  const values: unknown[] = [];
  for (let turn = 0; turn < 20 && values.at(-1) !== 40; turn += 1) values.push(await temperature(reader));
  expect(values.at(-1)).toBe(40);
  expect(await temperature(reader)).toBe(40);
  await clock.advance(6);
  expect(await temperature(reader)).toBe(41);
});
test("a program with the table only is read by it, also when a document is due", async () => {
  const { reader, clock } = setUp("echo 'invalid combination' >&2; exit 2", table());
  expect([await temperature(reader), await temperature(reader)]).toEqual([41, 41]);
  await clock.advance(601);
  expect([await temperature(reader), await temperature(reader)]).toEqual([41, 41]);
});
test("a loop that turns to messages on a node without a document fails with the program's message", async () => {
  const { reader } = setUp(
    "echo 'invalid combination' >&2; exit 2",
    `${table().split(";")[0]}; echo "GPU-1, 41, Disabled, 550.1, 1"; while :; do echo 'GPU is lost'; sleep 0.05; done`,
  );
  expect(await temperature(reader)).toBe(41);
  expect(await reader.read(never)).toMatchObject({ kind: "failed", detail: "exit code 2: invalid combination" });
});
test("a driver without either output fails with its own message", async () => {
  const { reader } = setUp("echo 'Failed to initialize NVML: Unknown Error'; exit 255", "exit 255");
  expect(await reader.read(never)).toMatchObject({
    kind: "failed",
    detail: "exit code 255: Failed to initialize NVML: Unknown Error",
  });
});
