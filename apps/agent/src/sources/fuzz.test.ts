import { expect, test } from "vitest";
import { cases as casesIn } from "../../test/cases.ts";
import { mutated, seededBelow } from "../../test/mutate.ts";
import { parsePrometheusText } from "../exporter/parse-prometheus-text.ts";
import { parseAmdExporter } from "./amd-exporter/index.ts";
import { parseDcgmExporter } from "./dcgm-exporter/parse-dcgm-exporter.ts";
import { parseDcgmiDmon } from "./dcgmi-dmon/index.ts";
import { parseEnginesFile } from "./engines/engines-file.ts";
import { parseEngineMetrics, parseIterationStats } from "./engines/parse-engine-metrics.ts";
import { parsePodsFile } from "./engines/pods/pods-file.ts";
import { parseKmsg } from "./kmsg-xid/index.ts";
import { parseNvidiaSmi } from "./nvidia-smi/interpret-nvidia-smi.ts";
import { parseNvidiaSmiList } from "./nvidia-smi/name-slices.ts";
import { listedFields, unknownField } from "./nvidia-smi-csv/fields.ts";
import { parseNvidiaSmiCsv } from "./nvidia-smi-csv/parse-nvidia-smi-csv.ts";

/** More by `FUZZ_CASES=1000000 npx vitest run --project unit apps/agent/src/sources/fuzz.test.ts`, which prints times. */
const cases = Number(process.env["FUZZ_CASES"] ?? 2000);
if (!(cases > 0)) throw new Error(`FUZZ_CASES is ${process.env["FUZZ_CASES"]}; expected a number of cases`);
const timed = process.env["FUZZ_CASES"] !== undefined;

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
    parse: (text) => parseNvidiaSmi(text),
    corpus: captures("nvidia-smi-xml").map(smallDocument),
  },
  {
    name: "a table of another query",
    parse: (text) => parseNvidiaSmi(text),
    corpus: [
      "index, name, gpu_uuid, utilization.gpu [%], memory.used [MiB]\n0, A100, GPU-0, 97 %, 70123 MiB\n",
      "pci.bus_id, temperature.gpu, power.draw [W]\n00000000:18:00.0, 34, 61.20\n",
    ],
  },
  {
    name: "nvidia-smi --query-gpu",
    parse: (text) => parseNvidiaSmiCsv(text, asked),
    corpus: [
      `${asked.join(", ")}\nGPU-0, 0, A100, 81920 MiB, 61.20 W, 0x0000000000000004\nGPU-1, 1, A100, [N/A], ERR!, 0x0\n`,
      ...captures("nvidia-smi-csv", /^cases/),
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
  { name: "dcgmi dmon", parse: parseDcgmiDmon, corpus: captures("dcgmi-dmon") },
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

const quantile = (sorted: Float64Array, share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
const unitBytes = 4096;
/** Time of the processor, so that other programs on the machine do not count. */
const cpuMilliseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const patienceMilliseconds = 3_600_000;

test.each(parsers)(
  "$name: any text is read, without NaN or infinite numbers",
  ({ name, parse, corpus }) => {
    const below = seededBelow(0x10ad);
    const milliseconds = new Float64Array(timed ? cases : 0);
    for (let turn = 0; turn < cases; turn += 1) {
      const text = mutated(corpus, below);
      const before = timed ? cpuMilliseconds() : 0;
      const parsed = parse(text);
      if (timed) milliseconds[turn] = ((cpuMilliseconds() - before) * unitBytes) / Math.max(unitBytes, text.length);
      if (holdsBadNumber(parsed)) expect.fail(`${name} has NaN or an infinite number for ${JSON.stringify(text)}`);
    }
    milliseconds.sort();
    if (timed) {
      const [p50, p99, worst] = [0.5, 0.99, 1].map((share) => quantile(milliseconds, share).toFixed(3));
      process.stdout.write(`${name}: ${cases} cases, per 4 KiB p50 ${p50} ms, p99 ${p99} ms, worst ${worst} ms\n`);
    }
  },
  patienceMilliseconds,
);

test(
  "the parsed text of Prometheus may hold what the format allows, and nothing throws",
  () => {
    const below = seededBelow(7);
    const corpus = captures("engines").map((text) => shortened(text, 1200));
    for (let turn = 0; turn < cases / 10; turn += 1) {
      const { samples, rejectedLines } = parsePrometheusText(mutated(corpus, below));
      if (!Number.isSafeInteger(samples.length + rejectedLines)) expect.fail("a count is no count");
    }
  },
  patienceMilliseconds,
);
