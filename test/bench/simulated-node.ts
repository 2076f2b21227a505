import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { noFaults, writeScript } from "../fakes/faults.ts";
import { serveMetrics } from "../fakes/metrics-server.ts";

export interface SimulatedNode {
  readonly nvidiaSmi: string;
  /** URLs of the engines' pages. */
  readonly engines: readonly string[];
  close(): Promise<void>;
}

const titles = [
  "uuid",
  "index",
  "name",
  "pci.bus_id",
  "serial",
  "vbios_version",
  "utilization.gpu [%]",
  "utilization.memory [%]",
  "memory.total [MiB]",
  "memory.used [MiB]",
  "memory.reserved [MiB]",
  "power.draw [W]",
  "enforced.power.limit [W]",
  "power.default_limit [W]",
  "temperature.gpu",
  "clocks.current.sm [MHz]",
  "clocks.current.memory [MHz]",
  "clocks_event_reasons.active",
  "ecc.mode.current",
  "ecc.errors.uncorrected.volatile.total",
  "remapped_rows.pending",
  "remapped_rows.failure",
  "mig.mode.current",
  "driver_version",
  "count",
  "gpu_recovery_action",
];

/** No two rows are alike, so that nothing is smaller on the wire than with real cards. */
const row = (index: number, gpus: number): readonly unknown[] => {
  const hex = (place: number): string => ((index + 3) * 2_654_435_761 * (place + 7)).toString(16).slice(-8);
  const uuid = `GPU-${hex(0)}-${hex(1).slice(4)}-4${hex(2).slice(5)}-9${hex(3).slice(5)}-${hex(4)}${hex(5).slice(4)}`;
  return [
    uuid,
    index,
    "NVIDIA H100 80GB HBM3",
    `00000000:${(0x19 + 0x10 * index).toString(16)}:00.0`,
    1_650_522_003_000,
    "96.00.61.00.01",
    `${91 + index} %`,
    `${48 + 2 * index} %`,
    "81559 MiB",
    `${71_113 + 331 * index} MiB`,
    "551 MiB",
    `${(583.17 + 7.31 * index).toFixed(2)} W`,
    "700.00 W",
    "700.00 W",
    51 + index,
    `${1980 - 15 * (index % 3)} MHz`,
    "2619 MHz",
    "0x0000000000000000",
    "Enabled",
    0,
    "No",
    "No",
    "Disabled",
    "580.65.06",
    gpus,
    "None",
  ];
};

const captured = join(repositoryRoot, "apps/agent/src/sources/nvidia-smi/document/testdata/h100-v12-535.xml");
const clockLines = (megahertz: number): string =>
  Array.from(
    { length: 130 },
    (_, step) => `\t\t\t\t<supported_graphics_clock>${1980 - 15 * step} MHz</supported_graphics_clock>`,
  )
    .map((line, place) => (place === 0 ? `\t\t\t\t<value>${megahertz} MHz</value>\n${line}` : line))
    .join("\n");
/** Most of a real document are the clocks that a card could run at. */
const supportedClocks = [2619, 1593]
  .map((megahertz) => `\t\t\t<supported_mem_clock>\n${clockLines(megahertz)}\n\t\t\t</supported_mem_clock>`)
  .join("\n");

/** The document of the same cards as the table, one after another the captured ones with other names. */
const documentOf = (uuids: readonly string[]): string => {
  const elements = readFileSync(captured, "utf8").match(/\t<gpu id="[^"]*">[\s\S]*?<\/gpu>\n/g) ?? [];
  const gpus = uuids.map((uuid, index) =>
    (elements[index % elements.length] ?? "")
      .replace(/<uuid>[^<]*<\/uuid>/, `<uuid>${uuid}</uuid>`)
      .replace(/\t\t<supported_clocks>[\s\S]*?<\/supported_clocks>\n/, "")
      .replace("\t</gpu>", `\t\t<supported_clocks>\n${supportedClocks}\n\t\t</supported_clocks>\n\t</gpu>`),
  );
  const facts = "\t<driver_version>580.65.06</driver_version>\n\t<cuda_version>13.0</cuda_version>\n";
  const head = '<?xml version="1.0" ?>\n<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">\n<nvidia_smi_log>\n';
  return `${head}${facts}\t<attached_gpus>${uuids.length}</attached_gpus>\n${gpus.join("")}</nvidia_smi_log>\n`;
};

const enginePage = join(repositoryRoot, "apps/agent/src/sources/engines/testdata/v1-single.txt");

/** An nvidia-smi and engines that stand for a busy node. */
export const simulatedNode = async (folder: string, gpus: number, engines: number): Promise<SimulatedNode> => {
  const capture = join(folder, "gpus.csv");
  const rows = Array.from({ length: gpus }, (_, index) => row(index, gpus));
  writeFileSync(capture, `${[titles, ...rows].map((cells) => cells.join(", ")).join("\n")}\n`);
  const document = join(folder, "gpus.xml");
  writeFileSync(document, documentOf(rows.map(([uuid]) => String(uuid))));
  const nvidiaSmi = join(folder, "nvidia-smi");
  writeScript(nvidiaSmi, { capture, list: null, document, faults: null });
  const page = readFileSync(enginePage);
  const servers = await Promise.all(
    Array.from({ length: engines }, () =>
      serveMetrics({ host: "127.0.0.1", port: 0, path: "/metrics", captures: [page], faults: () => noFaults }),
    ),
  );
  return {
    nvidiaSmi,
    engines: servers.map(({ url }) => url),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
};
