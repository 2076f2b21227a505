import { type FuzzOutcome, fuzz } from "@loadline/servers/testing/fuzz";
import { test } from "vitest";
import { cases as casesIn } from "../../test/cases.ts";
import { parsePrometheusText } from "../exporter/parse-prometheus-text.ts";
import { parseAmdExporter } from "./amd-exporter/index.ts";
import { parseDcgmExporter } from "./dcgm-exporter/parse-dcgm-exporter.ts";
import { parseEngineMetrics, parseIterationStats } from "./engines/parse-engine-metrics.ts";
import { parsePodsFile } from "./engines/pods/find-engines.ts";
import { parseEnginesFile } from "./engines/targets/engines-file.ts";
import { parseKmsg } from "./kmsg-xid/index.ts";
import { parseDocument } from "./nvidia-smi/document/parse-document.ts";
import { parseNvidiaSmiList } from "./nvidia-smi/name-slices.ts";
import { listedFields, unknownField } from "./nvidia-smi/table/fields.ts";
import { parseTable } from "./nvidia-smi/table/parse-table.ts";

/** A million of each, guided by coverage: npm run test:full -- fuzz */
const runs = Number(process.env["FUZZ_CASES"] ?? 2000);
if (!(runs > 0)) throw new Error(`FUZZ_CASES is ${process.env["FUZZ_CASES"]}; expected a number of cases`);
const guided = process.env["FUZZ_CASES"] !== undefined;

const captures = (folder: string, files?: RegExp): readonly string[] => {
  const { names, text } = casesIn(new URL(`./${folder}/testdata/`, import.meta.url), files);
  return names.map(text);
};

/** Small documents are as broken as large ones, and there is time for more of them. */
const shortened = (text: string, most: number): string => {
  const lines = text.split("\n");
  const every = Math.ceil(text.length / most);
  return every < 2 ? text : lines.filter((_, line) => line % every === 0).join("\n");
};

/** The first GPU of a document with only some of its sections. */
const smallDocument = (text: string): string =>
  text
    .replace(/(<\/gpu>)[\s\S]*<\/nvidia_smi_log>/, "$1\n</nvidia_smi_log>")
    .replace(
      /\t\t<(pci|supported_clocks|bar1_memory_usage|retired_pages|cc_protected_memory_usage|applications_clocks|module_power_readings|ecc_errors|utilization|processes)>[\s\S]*?\t\t<\/\1>\n/g,
      "",
    )
    .replace(/\t\t\t<clocks_(?:event|throttle)_reason_(?!gpu|hw_slow).*\n/g, "")
    .replace(/\t\t<(product_brand|display_mode|accounting_mode|board_part_number|fan_speed|minor_number)>.*\n/g, "");

const list = `GPU 0: NVIDIA A100-SXM4-80GB (UUID: GPU-0)
  MIG 3g.40gb     Device  0: (UUID: MIG-c6d4f1ef-42e4-5de3-91c7-45d71c87eb3f)
`;
const help = '"uuid"\nA UUID.\n\n"clocks.current.sm" or "clocks.sm"\n\nField "a.b" is not a valid field to query.\n';
const pods = JSON.stringify({
  items: [
    {
      metadata: { name: "a", annotations: { "loadline.io/scrape": "true", "prometheus.io/port": "8000" } },
      status: { podIP: "10.0.0.1" },
    },
  ],
});
const engines =
  '[{"targets":["10.0.0.1:8000"],"labels":{"deployment":"chat","gpus":"0;1","__metrics_path__":"/metrics"}}]';
const asked = ["uuid", "index", "name", "memory.total", "power.draw", "clocks_event_reasons.active"];

const parsers: readonly {
  readonly name: string;
  readonly parse: (text: string) => unknown;
  readonly corpus: readonly string[];
}[] = [
  {
    name: "nvidia-smi -q -x",
    parse: parseDocument,
    corpus: captures("nvidia-smi/document").map(smallDocument),
  },
  {
    name: "nvidia-smi --query-gpu",
    parse: (text) => parseTable(text, asked),
    corpus: [
      `${asked.join(", ")}\nGPU-0, 0, A100, 81920 MiB, 61.20 W, 0x0000000000000004\nGPU-1, 1, A100, [N/A], ERR!, 0x0\n`,
      ...captures("nvidia-smi/table", /^cases/),
    ],
  },
  { name: "nvidia-smi -L", parse: parseNvidiaSmiList, corpus: [list] },
  {
    name: "nvidia-smi --help-query-gpu",
    parse: (text) => [[...listedFields(text)], unknownField(text)],
    corpus: [help],
  },
  {
    name: "dcgm-exporter",
    parse: parseDcgmExporter,
    corpus: captures("dcgm-exporter").map((text) => shortened(text, 1500)),
  },
  {
    name: "amd-exporter",
    parse: parseAmdExporter,
    corpus: captures("amd-exporter").map((text) => shortened(text, 1500)),
  },
  { name: "/dev/kmsg", parse: parseKmsg, corpus: captures("kmsg-xid") },
  {
    name: "engines",
    parse: (text) => parseEngineMetrics(text, null),
    corpus: [...captures("engines"), ...captures("engines/adapters")].map((text) => shortened(text, 1200)),
  },
  {
    name: "iteration statistics",
    parse: parseIterationStats,
    corpus: [
      '[{"iter":3,"numActiveRequests":5,"numQueuedRequests":1,"kvCacheStats":{"usedNumBlocks":9,"maxNumBlocks":400,"tokensPerBlock":32}}]',
    ],
  },
  { name: "list of pods", parse: parsePodsFile, corpus: [pods] },
  { name: "list of engines", parse: parseEnginesFile, corpus: [engines] },
];

/** A number that is none, anywhere inside. */
const holdsBadNumber = (value: unknown): boolean => {
  if (typeof value === "number") return !Number.isFinite(value);
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Map) for (const inner of value.values()) if (holdsBadNumber(inner)) return true;
  for (const key in value) if (holdsBadNumber((value as Readonly<Record<string, unknown>>)[key])) return true;
  return false;
};

const patienceMilliseconds = 3_600_000;

const report = (name: string, outcome: FuzzOutcome): void => {
  if (!guided) return;
  process.stdout.write(
    `${name}: ${outcome.runs} runs, ${outcome.covered} characters of code, ${outcome.found.length} inputs found\n`,
  );
};

test.each(parsers)(
  "$name: any text is read, without NaN or infinite numbers",
  async ({ name, parse, corpus }) => {
    const target = (text: string): void => {
      if (holdsBadNumber(parse(text))) throw new Error("NaN or an infinite number");
    };
    report(name, await fuzz({ target, corpus, runs, guided }));
  },
  patienceMilliseconds,
);

test(
  "the parsed text of Prometheus may hold what the format allows, and nothing throws",
  async () => {
    const corpus = captures("engines").map((text) => shortened(text, 1200));
    const target = (text: string): void => {
      const { samples, rejectedLines } = parsePrometheusText(text);
      if (!Number.isSafeInteger(samples.length + rejectedLines)) throw new Error("a count is no count");
    };
    report("Prometheus' text", await fuzz({ target, corpus, runs, guided }));
  },
  patienceMilliseconds,
);
