import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anyText, cases, everyNumber } from "../../../../test/cases.ts";
import { chooseFields, listedFields, unknownField, wantedNames } from "./fields.ts";
import { maxTableCharacters, parseTable } from "./parse-table.ts";

const folder = new URL("./testdata/", import.meta.url);
const { names, text: textOf, expected } = cases(folder, /^cases/);
const askedIn = (text: string): readonly string[] =>
  (text.split("\n").find((line) => line.startsWith("uuid,")) ?? "")
    .split(", ")
    .map((title) => title.split(" ")[0] ?? "");
const parse = (text: string) => parseTable(text, askedIn(text));
const reportOf = (name: string) => {
  const parsed = parse(textOf(name));
  if (parsed.kind === "rejected") throw new Error(parsed.detail);
  return parsed.report;
};

test.each(names)("%s reads as expected.json states", (name) => {
  const parsed = parse(textOf(name));
  expect(parsed).toEqual(expected(name, parsed));
});

describe("values", () => {
  const [first, second] = reportOf("a100-unknown-error-535").gpus;
  test("are in base units", () =>
    expect(first).toMatchObject({
      memoryTotalBytes: 81920 * 2 ** 20,
      utilizationRatio: 0.97,
      smClockHertz: 1.41e9,
      temperatureCelsius: 55,
    }));
  test("that failed are null, each alone", () =>
    expect(second).toMatchObject({
      utilizationRatio: null,
      powerDrawWatts: null,
      temperatureCelsius: null,
      serial: null,
      clockEventReasons: null,
      eccUncorrectedVolatile: null,
      rowRemapPending: true,
      memoryUtilizationRatio: 0.63,
    }));
  test("without a unit take the one of their title", () => {
    const [plain] = reportOf("nounits").gpus;
    expect(plain).toMatchObject({ memoryTotalBytes: 81920 * 2 ** 20, powerDrawWatts: 389.02 });
  });
  test("of the mask have the document's names, an unknown bit its value", () =>
    expect(reportOf("h100-580-event-names").gpus.map(({ clockEventReasons }) => clockEventReasons)).toEqual([
      ["gpu-idle"],
      ["sw-power-cap", "hw-thermal-slowdown"],
      ["hw-slowdown", "hw-power-brake-slowdown"],
      ["0x200"],
    ]));
  test("under the older name of the mask are read the same", () =>
    expect(reportOf("a100-470-throttle-names").gpus[0]?.clockEventReasons).toEqual(["sw-power-cap"]));
});

test.each([
  { name: "h200-counters-580", expected: { throttleSeconds: { "hw-thermal-slowdown": 125 } } },
  { name: "h100-comma-decimals-560", expected: { powerDrawWatts: 430.12, powerLimitWatts: 700 } },
  {
    name: "l4-not-permitted-550",
    expected: { utilizationRatio: null, unknown: { utilizationRatio: "not-permitted" } },
  },
  { name: "a40-vgpu-guest-535", expected: { powerDrawWatts: null, unknown: { powerDrawWatts: "unsupported" } } },
  {
    name: "gb200-sentinels-590",
    expected: {
      utilizationRatio: null,
      memoryTotalBytes: null,
      memoryUsedBytes: null,
      powerDrawWatts: null,
      eccUncorrectedVolatile: null,
      unknown: { utilizationRatio: "unsupported", eccUncorrectedVolatile: "not-permitted" },
    },
  },
  { name: "a100-requires-reset-535", expected: { recoveryAction: "reset", unknown: { powerDrawWatts: "failed" } } },
])("$name has what is known, and reasons for the rest", ({ name, expected: known }) =>
  expect(reportOf(name).gpus[0]).toMatchObject(known),
);

describe("rows", () => {
  test("and a message behind them that a GPU is lost", () =>
    expect(reportOf("h100-lost-at-the-end-545")).toMatchObject({
      gpus: [{ index: 0 }],
      rejected: [{ pciBusId: "0000:5D:00.0", reason: "lost" }],
      attachedGpus: 2,
    }));
  test("with another number of columns cost themselves", () => {
    const { gpus, rejected } = reportOf("comma-in-a-value");
    expect(gpus.map(({ index }) => index)).toEqual([0, 2]);
    expect(rejected).toEqual([{ pciBusId: null, reason: "columns-differ" }]);
  });
  test("with values that the driver calls lost are lost GPUs", () => {
    const asked = ["uuid", "index", "pci.bus_id", "utilization.gpu"];
    const lost = "GPU-1, 1, 00000000:2A:00.0, [GPU is lost]";
    const text = `${asked.join(", ")}\nGPU-0, 0, 00000000:18:00.0, 5 %\n${lost}\n`;
    expect(parseTable(text, asked)).toMatchObject({
      report: { gpus: [{ uuid: "GPU-0" }], rejected: [{ pciBusId: "00000000:2A:00.0", reason: "lost" }] },
    });
  });
  test("with a reset flag have it as their recovery action", () => {
    const asked = ["uuid", "reset_status.reset_required", "reset_status.drain_and_reset_recommended"];
    const text = `${asked.join(", ")}\nGPU-0, Yes, No\nGPU-1, No, Yes\nGPU-2, No, No\n`;
    expect(parseTable(text, asked)).toMatchObject({
      report: {
        gpus: [{ recoveryAction: "reset" }, { recoveryAction: "drain-and-reset" }, { recoveryAction: null }],
      },
    });
  });
  test("without UUID are named by their bus id", () =>
    expect(reportOf("no-uuid").rejected).toEqual([{ pciBusId: "00000000:07:00.0", reason: "uuid-missing" }]));
  test("after a message are read, and the message is kept", () => {
    const { gpus, warnings } = reportOf("gpu-lost-message");
    expect([gpus.length, warnings]).toEqual([1, [expect.stringContaining("GPU is lost")]]);
  });
  test("a title that is not the name of its field costs nothing", () => {
    const text = textOf("few-fields");
    expect(parseTable(text.replace("memory.total [MiB]", "fb.total [MiB]"), askedIn(text))).toEqual(parse(text));
  });
});

test.each([
  { name: "no output", text: "", reason: "incomplete" },
  { name: "a message", text: "NVIDIA-SMI has failed\n", reason: "incomplete" },
  { name: "more than the bound", text: " ".repeat(maxTableCharacters + 1), reason: "too-large" },
])("$name → $reason", ({ text, reason }) =>
  expect(parseTable(text, ["uuid", "index"])).toMatchObject({ kind: "rejected", reason }),
);

describe("fields", () => {
  const listed = listedFields(readFileSync(new URL("help-535.txt", folder), "utf8"));
  test("are those in quotes at the beginning of an entry, aliases too", () =>
    expect([...listed]).toEqual([
      "timestamp",
      "driver_version",
      "count",
      "name",
      "gpu_name",
      "uuid",
      "gpu_uuid",
      "index",
      "memory.total",
      "clocks_event_reasons.active",
      "clocks_throttle_reasons.active",
    ]));
  test("that are wanted and listed are queried, the UUID first", () =>
    expect(chooseFields(listed)).toEqual([
      "uuid",
      "index",
      "name",
      "memory.total",
      "clocks_event_reasons.active",
      "clocks_throttle_reasons.active",
      "driver_version",
      "count",
    ]));
  test("are all tried when the list cannot be read", () => expect(chooseFields(new Set())).toEqual(wantedNames));
  test("that are not valid are named by the driver", () =>
    expect(unknownField('Field "mig.mode.current" is not a valid field to query.\n\n')).toBe("mig.mode.current"));
});

describe("laws", () => {
  const isSound = (text: string): void => {
    expect(everyNumber(parseTable(text, ["uuid", "index", "memory.total"])).every(Number.isFinite)).toBe(true);
    listedFields(text);
    unknownField(text);
  };
  test("any text is answered with finite numbers", () => {
    const any = fc.oneof(anyText, fc.string());
    fc.assert(
      fc.property(any, any, (a, b) => isSound(`uuid, index, memory.total [MiB]\n${a}, ${b}, 3\n${b}`)),
      { numRuns: 100 },
    );
  });
  test.each(names)("%s cut anywhere has only numbers of the whole", (name) => {
    const text = textOf(name);
    const whole = new Set(everyNumber(parse(text)));
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        const parsed = parseTable(text.slice(0, length), askedIn(text));
        if (parsed.kind === "ok")
          for (const gpu of parsed.report.gpus) for (const n of everyNumber(gpu)) expect(whole).toContain(n);
      }),
      { numRuns: 20 },
    );
  });
});
