import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText, cases, everyNumber } from "../../../../test/cases.ts";
import type { GpuReport } from "../../../gpu-report/gpu-report.ts";
import { maxDocumentCharacters, parseDocument } from "./parse-document.ts";

const { names, text: fixture, expected } = cases(new URL("./testdata/", import.meta.url));

const reportOf = (text: string): GpuReport => {
  const parsed = parseDocument(text);
  if (parsed.kind === "rejected") throw new Error(`${parsed.reason}: ${parsed.detail}`);
  return parsed.report;
};

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parseDocument(fixture(name));
  expect(parsed).toEqual(expected(name, parsed));
});

describe("values are in base units", () => {
  const [first] = reportOf(fixture("a100-v12-535")).gpus;
  test.each([
    { name: "MiB become bytes", actual: first?.memoryTotalBytes, expected: 81251 * 1024 * 1024 },
    { name: "percent become a share", actual: first?.memoryUtilizationRatio, expected: 0.63 },
    { name: "MHz become hertz", actual: first?.smClockHertz, expected: 1_410_000_000 },
    { name: "watts stay", actual: first?.powerDrawWatts, expected: 389.02 },
    { name: "degrees stay", actual: first?.temperatureCelsius, expected: 55 },
  ])("$name", ({ actual, expected: value }) => expect(actual).toBeCloseTo(value, 9));
});

describe("unknown is null and stays in its cell", () => {
  const [broken] = reportOf(fixture("a100-unknown-error-v12-535")).gpus;
  test("every cell that failed is null", () =>
    expect(broken).toMatchObject({
      serial: null,
      utilizationRatio: null,
      memoryUtilizationRatio: null,
      memoryReservedBytes: null,
      memoryUsedBytes: null,
      temperatureCelsius: null,
      powerDrawWatts: null,
      powerLimitDefaultWatts: null,
      smClockHertz: null,
      eccEnabled: null,
      eccUncorrectedVolatile: null,
      rowRemapPending: null,
    }));
  test("the cells beside them are read", () =>
    expect(broken).toMatchObject({
      memoryTotalBytes: 81251 * 2 ** 20,
      powerLimitWatts: 400,
      memoryClockHertz: 1_593_000_000,
      rowRemapFailed: false,
    }));
  test("a reason that could not be read makes the list unknown, not empty", () =>
    expect(broken?.clockEventReasons).toBeNull());
  test("a MIG parent has no utilisation, and is known to be one", () =>
    expect(reportOf(fixture("a100-mig-v12-550")).gpus[0]).toMatchObject({ utilizationRatio: null, migEnabled: true }));
  test("utilisation above all of the time is no measurement", () => {
    const text = fixture("t4-v11-470").replace("<gpu_util>0 %<", "<gpu_util>9223372036854775794 %<");
    expect(reportOf(text).gpus[0]?.utilizationRatio).toBeNull();
  });
});

describe("cards that cannot be described", () => {
  const report = reportOf(fixture("h100-broken-card-v12-535"));
  test("a card without UUID is named by its bus id and costs no other card", () => {
    expect(report.rejected).toEqual([{ pciBusId: "00000000:2A:00.0", reason: "uuid-missing" }]);
    expect(report.gpus.map(({ index }) => index)).toEqual([0, 2]);
  });
  test("a message before the document is a warning", () =>
    expect(report.warnings).toEqual(["Unable to determine the device handle for GPU0000:2A:00.0: Unknown Error"]));
  test("a card whose values the driver calls lost is a lost card", () => {
    const text = fixture("t4-v11-470").replace("<gpu_temp>34 C<", "<gpu_temp>GPU is lost<");
    const { gpus, rejected } = reportOf(text);
    expect([gpus, rejected]).toEqual([[], [{ pciBusId: expect.any(String), reason: "lost" }]]);
  });
  test("a UUID that occurs twice counts once", () => {
    const text = fixture("h100-v12-535").replaceAll("GPU-00009001-", "GPU-00009000-");
    const doubled = reportOf(text);
    expect(doubled.gpus).toHaveLength(7);
    expect(doubled.rejected).toEqual([{ pciBusId: "00000000:2A:00.0", reason: "uuid-repeated" }]);
  });
});

test("older flags for a reset become the action, and neither of them does not mean that no action is needed", () => {
  const { gpus } = reportOf(fixture("a100-reset-required-v12-535"));
  expect(gpus.map(({ recoveryAction }) => recoveryAction)).toEqual(["reset", "drain-and-reset"]);
  const noReset = fixture("a100-reset-required-v12-535").replaceAll(/>Yes<\/(reset|drain)/g, ">No</$1");
  expect(reportOf(noReset).gpus.map(({ recoveryAction, unknown }) => [recoveryAction, unknown.recoveryAction])).toEqual(
    [
      [null, "missing"],
      [null, "missing"],
    ],
  );
});
test("two compute instances of one slice are two units, a divided GPU without slices has none", () => {
  const { gpus } = reportOf(fixture("a100-reset-required-v12-535"));
  expect(gpus.map(({ slices }) => slices.map(({ computeInstanceId }) => computeInstanceId))).toEqual([[0, 1], []]);
  expect(gpus[1]).toMatchObject({ utilizationRatio: null, migEnabled: true });
});
test("a device without any name is rejected", () =>
  expect(reportOf(fixture("orin-v12-540-few")).rejected).toEqual([{ pciBusId: null, reason: "uuid-missing" }]));

describe("schema versions", () => {
  test("a newer one is read with the newest table and one warning", () => {
    const report = reportOf(fixture("b200-newer-schema-v14"));
    expect(report.warnings).toEqual(["schema version 14 is not known; read as version 13"]);
    expect(report.gpus[0]?.powerDrawWatts).toBe(911);
  });
  test.each([9, 10])("version %i is read like 11", (version) => {
    const text = fixture("v100-v11-470").replace("device_v11", `device_v${version}`);
    const { schemaVersion, ...rest } = reportOf(text);
    const { schemaVersion: eleven, ...same } = reportOf(fixture("v100-v11-470"));
    expect([schemaVersion, eleven]).toEqual([version, 11]);
    expect(rest).toEqual(same);
  });
  test.each(names.filter((name) => /v1[123]/.test(name)))("%s reads the same without its DOCTYPE", (name) => {
    const text = fixture(name);
    expect(reportOf(text.replace(/<!DOCTYPE[^>]*>\n/, "")).gpus).toEqual(reportOf(text).gpus);
  });
});

const nested = (depth: number): string =>
  `<nvidia_smi_log>${"<a>".repeat(depth)}${"</a>".repeat(depth)}</nvidia_smi_log>`;

describe("hostile input is a rejection or costs nothing", () => {
  test.each([
    { name: "no output", text: "", reason: "incomplete" },
    {
      name: "a message instead of a document",
      text: "NVIDIA-SMI has failed because it couldn't communicate",
      reason: "incomplete",
    },
    { name: "a document cut in its only GPU", text: fixture("t4-v11-470").slice(0, 3000), reason: "incomplete" },
    { name: "more than the bound", text: " ".repeat(maxDocumentCharacters + 1), reason: "too-large" },
    {
      name: "more to read than any node has",
      text: `<nvidia_smi_log>${"<a/>".repeat(600_000)}</nvidia_smi_log>`,
      reason: "too-large",
    },
    { name: "nesting without end", text: nested(100_000), reason: "unreadable" },
    {
      name: "a name that reaches for the prototype",
      text: "<nvidia_smi_log><__proto__><uuid>x</uuid></__proto__></nvidia_smi_log>",
      reason: "unreadable",
    },
    {
      name: "a name of Object's prototype",
      text: "<nvidia_smi_log><constructor/></nvidia_smi_log>",
      reason: "unreadable",
    },
    { name: "a document that is only text", text: "<nvidia_smi_log>none</nvidia_smi_log>", reason: "unreadable" },
  ])("$name → $reason", ({ text, reason }) => expect(parseDocument(text)).toMatchObject({ kind: "rejected", reason }));

  test("entities that a prologue declares are not expanded", () => {
    const bomb = `<!DOCTYPE nvidia_smi_log [<!ENTITY a "${"x".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}">]>
      <nvidia_smi_log><driver_version>&b;</driver_version></nvidia_smi_log>`;
    expect(reportOf(bomb).driverVersion).toBe("&b;");
  });
  test("long sections that are not read cost nothing", () => {
    const long = `<supported_clocks>${"<value>1 MHz</value>".repeat(200_000)}</supported_clocks>`;
    const text = fixture("t4-v11-470").replace(/<supported_clocks>[\s\S]*<\/supported_clocks>/, long);
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(reportOf(text)).toEqual(reportOf(fixture("t4-v11-470")));
  });
  test("a process whose name is markup costs nothing", () => {
    const name = "</b><gpu><uuid>GPU-forged</uuid></gpu> & <";
    const text = fixture("t4-v11-470").replace("/usr/bin/python3 &lt;vllm &amp; co&gt;", name);
    expect(text).toContain(name);
    expect(reportOf(text)).toEqual(reportOf(fixture("t4-v11-470")));
  });
  test("an element that occurs twice is unknown", () => {
    const text = fixture("t4-v11-470").replace(
      "<gpu_temp>34 C</gpu_temp>",
      "<gpu_temp>34 C</gpu_temp><gpu_temp>35 C</gpu_temp>",
    );
    expect(reportOf(text).gpus[0]?.temperatureCelsius).toBeNull();
  });
});

describe("damage costs what is damaged", () => {
  const text = fixture("h100-v12-535");
  const whole = reportOf(text);
  const third = [...text.matchAll(/<gpu id/g)][2]?.index ?? 0;
  test("of a document without its end the whole GPUs count, and the cut one is rejected", () => {
    const cut = reportOf(text.slice(0, third + 400));
    expect(cut.gpus).toEqual(whole.gpus.slice(0, 2));
    expect(cut.rejected).toEqual([{ pciBusId: whole.gpus[2]?.pciBusId, reason: "cut" }]);
    expect(cut.warnings).toContain("the document has no end; the GPUs before the cut are read");
  });
  test("tags that do not match cost their GPU", () => {
    const broken = reportOf(text.slice(0, third) + text.slice(third).replace("<pci>", "<pcy>"));
    expect(broken.gpus.map(({ uuid }) => uuid)).toEqual(
      whole.gpus.filter((_, index) => index !== 2).map(({ uuid }) => uuid),
    );
    expect(broken.rejected).toEqual([{ pciBusId: whole.gpus[2]?.pciBusId, reason: "unreadable" }]);
  });
  test.each([
    ["before the document", (message: string) => message + text],
    ["behind the document", (message: string) => text + message],
    ["between two GPUs", (message: string) => text.slice(0, third) + message + text.slice(third)],
  ])("a message about a lost GPU %s is read", (_, insert) => {
    const report = reportOf(
      insert(
        "Unable to determine the device handle for GPU0000:C9:00.0: GPU is lost.  Reboot the system to recover this GPU\n",
      ),
    );
    expect(report.gpus).toEqual(whole.gpus);
    expect(report.rejected).toEqual([{ pciBusId: "0000:C9:00.0", reason: "lost" }]);
    expect(report.warnings).toEqual([expect.stringContaining("GPU is lost")]);
  });
  test("a byte order mark and line ends of Windows change nothing", () =>
    expect(reportOf(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual({ ...whole, warnings: [] }));
  test("a beginning without end behind the last whole document is not read", () =>
    expect(reportOf(text + text.slice(0, third)).gpus).toEqual(whole.gpus));
});

describe("MIG", () => {
  const [divided, plain] = reportOf(fixture("a100-mig-v12-550")).gpus;
  test("slices have their own memory and a key with their instances", () =>
    expect(divided?.slices).toMatchObject([
      { uuid: `${divided?.uuid}/gi1/ci0`, gpuInstanceId: 1, memoryTotalBytes: 40192 * 2 ** 20 },
      { uuid: `${divided?.uuid}/gi2/ci0`, gpuInstanceId: 2, memoryUsedBytes: 19000 * 2 ** 20 },
    ]));
  test("a GPU that is not divided has none", () => expect(plain?.slices).toEqual([]));
  test("a number in place of the utilisation of a divided GPU does not count", () => {
    const text = fixture("a100-mig-v12-550").replace("<gpu_util>N/A<", "<gpu_util>0 %<");
    expect(reportOf(text).gpus[0]).toMatchObject({
      utilizationRatio: null,
      unknown: { utilizationRatio: "unsupported" },
    });
  });
});

describe("reasons", () => {
  test("name the kind of missing value", () =>
    expect(reportOf(fixture("a100-unknown-error-v12-535")).gpus[0]?.unknown).toMatchObject({
      utilizationRatio: "failed",
      recoveryAction: "missing",
    }));
  test("of a section that is only a token are those of each of its cells", () =>
    expect(reportOf(fixture("a40-vgpu-guest-v12-535")).gpus[0]?.unknown).toMatchObject({
      rowRemapPending: "unsupported",
      rowRemapFailed: "unsupported",
    }));
  test("processes that a container does not see are unknown, not none", () => {
    const text = fixture("a100-v12-535").replaceAll(/<processes>[\s\S]*?<\/processes>/g, "<processes>\n</processes>");
    expect(reportOf(text).gpus[0]).toMatchObject({ processes: null, unknown: { processes: "not-permitted" } });
  });
});

test.each([
  {
    name: "k80-v9-418",
    expected: { memoryUsedBytes: 100 * 2 ** 20, powerDrawWatts: 60.2, pageRetirementPending: false },
  },
  { name: "gh200-v12-560", expected: { powerDrawWatts: 101.22, processes: 0, clockEventReasons: ["gpu-idle"] } },
  { name: "rtx-pro-6000-v13-590", expected: { powerDrawWatts: 411.3, recoveryAction: "none" } },
  {
    name: "rtx4090-wsl-v12-551",
    expected: { powerDrawWatts: null, unknown: { powerDrawWatts: "unsupported", processes: "not-permitted" } },
  },
  {
    name: "l4-not-permitted-v12-550",
    expected: { powerDrawWatts: 71.62, utilizationRatio: null, unknown: { utilizationRatio: "not-permitted" } },
  },
  {
    name: "a100-requires-reset-v12-535",
    expected: {
      eccUncorrectedVolatile: null,
      rowRemapFailed: true,
      pageRetirementPending: true,
      unknown: { memoryUsedBytes: "failed", temperatureCelsius: "failed", eccUncorrectedVolatile: "missing" },
    },
  },
])("$name has what is known, and reasons for the rest", ({ name, expected: known }) =>
  expect(reportOf(fixture(name)).gpus[0]).toMatchObject(known),
);

test("a schema of the future is read with one warning, two GPUs that are lost in different ways are both rejected", () => {
  expect(reportOf(fixture("h100-future-v99"))).toMatchObject({
    gpus: [{ powerDrawWatts: 61 }],
    warnings: ["schema version 99 is not known; read as version 13"],
  });
  expect(reportOf(fixture("h100-lost-v12-545"))).toMatchObject({
    gpus: [{ index: 0 }],
    rejected: [
      { pciBusId: "00000000:3B:00.0", reason: "uuid-missing" },
      { pciBusId: "0000:5D:00.0", reason: "lost" },
    ],
  });
});

test("slices of a mixed layout keep their UUIDs, and one that may not be seen has its reason", () =>
  expect(
    reportOf(fixture("a100-mig-mixed-v12-570")).gpus[0]?.slices.map(({ uuid, memoryUsedBytes }) => [
      uuid.slice(0, 12),
      memoryUsedBytes,
    ]),
  ).toEqual([
    ["MIG-00000001", 12000 * 2 ** 20],
    ["MIG-00000002", null],
    ["MIG-00000003", 6 * 2 ** 20],
    ["MIG-00000004", 6 * 2 ** 20],
  ]));

const isSound = (text: string): void => {
  const parsed = parseDocument(text);
  expect(everyNumber(parsed).every(Number.isFinite)).toBe(true);
};

describe("laws", () => {
  const cell = fc.oneof(
    fc.string(),
    anyText,
    fc.constantFrom("N/A", "-1 MiB", "1e999 W", "NaN", "0x10 %", "Infinity C", "12 MiB MiB", "&#0;"),
  );
  test("any text is answered", () => {
    fc.assert(fc.property(anyText, isSound), { numRuns: 500 });
  });
  test("any bytes are answered", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => isSound(Buffer.from(bytes).toString("utf8"))),
      { numRuns: 500 },
    );
  });
  test("any cell costs at most itself", () => {
    const template = fixture("t4-v11-470");
    const clean = reportOf(template).gpus[0];
    fc.assert(
      fc.property(cell, (text) => {
        const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
        const parsed = parseDocument(template.replace("<used>3 MiB<", () => `<used>${escaped}<`));
        expect(everyNumber(parsed).every(Number.isFinite)).toBe(true);
        if (parsed.kind === "ok") {
          const rest = { memoryUsedBytes: null, processes: null, unknown: null };
          expect({ ...parsed.report.gpus[0], ...rest }).toEqual({ ...clean, ...rest });
        }
      }),
      { numRuns: 300 },
    );
  });
  test.each(names)("%s cut anywhere has only GPUs that were whole before the cut", (name) => {
    const text = fixture(name).trimEnd();
    const { gpus } = reportOf(text);
    fc.assert(
      fc.property(fc.nat(text.length - 1), (length) => {
        const parsed = parseDocument(text.slice(0, length));
        if (parsed.kind === "ok") expect(parsed.report.gpus).toEqual(gpus.slice(0, parsed.report.gpus.length));
      }),
      { numRuns: 20 },
    );
  });
  test("a message cut behind the first digit of a bus id names no index", () => {
    const text = fixture("h100-lost-v12-545");
    const cut = text.slice(0, text.indexOf("GPU0000:5D") + "GPU0".length);
    const parsed = parseDocument(cut);
    expect(parsed.kind === "ok" && parsed.report.gpus).toEqual(reportOf(text).gpus);
  });
  test("any characters changed in a document leave it sound", () => {
    const text = fixture("h100-v13-580");
    const change = fc.record({ at: fc.nat(text.length - 1), to: fc.string({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) =>
        isSound(
          changes.reduce((changed, { at, to }) => changed.slice(0, at) + to + changed.slice(at + to.length), text),
        ),
      ),
      { numRuns: 150 },
    );
  });
});
