import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { anyText, cases, everyNumber } from "../../../test/cases.ts";
import { busIdKey } from "../../gpu-report/gpu-report.ts";
import { severityClasses, xidSeverity } from "../../health/xid-severity.ts";
import { kmsgXidSource, parseKmsg } from "./index.ts";

const { names, text: textOf, expected } = cases(new URL("./testdata/", import.meta.url));

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parseKmsg(textOf(name));
  expect(parsed).toEqual(expected(name, parsed));
});

test("a name of a process that looks like an Xid is none", () => {
  const { xids } = parseKmsg(textOf("hostile-process-name"));
  expect(xids.map(({ busId, code }) => [busId, code])).toEqual([
    ["0000:04:00", 45],
    ["0000:04:00", 45],
  ]);
});

test.each([
  { to: "GPU Reset Required", effect: "drain" },
  { to: "Node Reboot Required", effect: "lost" },
  { to: "Drain P2P", effect: "degraded" },
  { to: "Drain and Reset", effect: "drain" },
  { to: "None", effect: "ok" },
  { to: "Something new", effect: "degraded" },
])("a recovery action that becomes $to is $effect", ({ to, effect }) => {
  const text = `GPU recovery action changed from 0x0 (Whatever) to 0x1 (${to})`;
  expect(xidSeverity(154, null, text)).toMatchObject({ effect, recovery: expect.any(String) });
});

const record = (message: string): string => `3,812,99,-;${message}\n`;

test.each([
  {
    name: "an Xid",
    message: "NVRM: Xid (PCI:0000:9b:00): 119, pid=1234, name=python, Timeout",
    expected: { code: 119, busId: "0000:9b:00", pid: 1234, sequence: 812 },
  },
  {
    name: "one without PCI",
    message: "NVRM: Xid (0000:9B:00): 79, GPU has fallen off the bus.",
    expected: { code: 79, busId: "0000:9b:00", pid: null },
  },
  {
    name: "one with its function",
    message: "NVRM: Xid (PCI:0000:9b:00.0): 31",
    expected: { code: 31, busId: "0000:9b:00" },
  },
  {
    name: "one of a MIG slice",
    message: "NVRM: Xid (PCI:0000:9b:00 GPU-I:05): 13, pid=7, name=python, Graphics Exception",
    expected: { code: 13, busId: "0000:9b:00", pid: 7, text: "GPU-I:05, pid=7, name=python, Graphics Exception" },
  },
  {
    name: "a GPU that is gone",
    message: "NVRM: GPU 0000:9b:00.0: GPU has fallen off the bus.",
    expected: { code: 79, busId: "0000:9b:00" },
  },
  {
    name: "the other message about it",
    message: "NVRM: The NVIDIA GPU 0000:9b:00.0 (PCI ID: 10de:2330) has fallen off the bus",
    expected: { code: 79 },
  },
  {
    name: "a link error that is not fatal",
    message: "NVRM: Xid (PCI:0000:9b:00): 149, Nonfatal, link 3",
    expected: { fatal: false },
  },
  { name: "one that is", message: "NVRM: Xid (PCI:0000:9b:00): 149, Fatal, link 3", expected: { fatal: true } },
  { name: "a quoted pid", message: "NVRM: Xid (PCI:0000:9b:00): 13, pid='42', name=x", expected: { pid: 42 } },
])("$name is read", ({ message, expected: xid }) => expect(parseKmsg(record(message)).xids[0]).toMatchObject(xid));

test.each([
  {
    name: "another line of the driver",
    text: record("NVRM: loading NVIDIA UNIX x86_64 Kernel Module"),
    rejectedLines: 0,
  },
  { name: "a line of another part", text: record("usb 1-1: new device"), rejectedLines: 0 },
  { name: "a continuation", text: " SUBSYSTEM=pci\n", rejectedLines: 0 },
  { name: "a line without the head of a record", text: "NVRM: Xid (PCI:0000:9b:00): 119\n", rejectedLines: 1 },
  {
    name: "a record longer than the kernel writes",
    text: record(`NVRM: Xid (PCI:0000:9b:00): 119, ${"x".repeat(3000)}`),
    rejectedLines: 1,
  },
  { name: "an Xid without a device", text: record("NVRM: Xid (PCI:zz): 119"), rejectedLines: 0 },
])("$name is no Xid", ({ text, rejectedLines }) => expect(parseKmsg(text)).toEqual({ xids: [], rejectedLines }));

test("names of processes cannot write into the log", () =>
  expect(parseKmsg(record("NVRM: Xid (PCI:0000:9b:00): 13, name=\u001b[31m\u0000x")).xids[0]?.text).toBe(
    "name= [31m x",
  ));

test.each([
  { busId: "00000000:9B:00.0", expected: "0000:9b:00" },
  { busId: "0001:9b:00", expected: "0001:9b:00" },
  { busId: "9b:00.0", expected: "0000:9b:00" },
  { busId: "9b", expected: null },
])("$busId is the device $expected", ({ busId, expected: key }) => expect(busIdKey(busId)).toBe(key));

describe("severity", () => {
  test("lists each code once", () => {
    const codes = severityClasses.flatMap(({ codes }) => codes);
    expect(codes).toHaveLength(new Set(codes).size);
  });
  test.each([
    { code: 79, fatal: null, effect: "lost" },
    { code: 119, fatal: null, effect: "drain" },
    { code: 48, fatal: null, effect: "drain" },
    { code: 94, fatal: null, effect: "degraded" },
    { code: 31, fatal: null, effect: "ok" },
    { code: 63, fatal: null, effect: "ok" },
    { code: 149, fatal: true, effect: "drain" },
    { code: 149, fatal: false, effect: "degraded" },
    { code: 149, fatal: null, effect: "drain" },
    { code: 9999, fatal: null, effect: "degraded" },
  ])("of $code (fatal: $fatal) is $effect", ({ code, fatal, effect }) =>
    expect(xidSeverity(code, fatal).effect).toBe(effect),
  );
});

describe("the source", () => {
  const own = mkdtempSync(join(tmpdir(), "loadline-kmsg-"));
  afterAll(() => rmSync(own, { recursive: true, force: true }));
  const signal = new AbortController().signal;
  test("has the records after its start, not those before", async () => {
    const path = join(own, "kmsg");
    writeFileSync(path, record("NVRM: Xid (PCI:0000:01:00): 31"));
    const source = kmsgXidSource(path);
    expect(await source.read(signal)).toEqual({ kind: "ok", value: { xids: [], rejectedLines: 0 } });
    appendFileSync(path, record("NVRM: Xid (PCI:0000:01:00): 79"));
    expect(await source.read(signal)).toMatchObject({ kind: "ok", value: { xids: [{ code: 79 }] } });
  });
  test("without the log is absent", async () =>
    expect(await kmsgXidSource(join(own, "none")).read(signal)).toMatchObject({ kind: "absent" }));
  test("that cannot be read has failed", async () =>
    expect(await kmsgXidSource(own).read(signal)).toMatchObject({ kind: "failed" }));
});

test("any text is answered with finite numbers", () => {
  fc.assert(
    fc.property(anyText, fc.string(), (a, b) => {
      expect(everyNumber(parseKmsg(`${a}\n3,1,2,-;NVRM: Xid (PCI:${b}): ${a}\n`)).every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
