import type { GpuReading } from "./gpu-reading.ts";
import type { VirtualGpu, VirtualNode } from "./virtual-node.ts";

const mebibyte = 2 ** 20;

/** A driver whose tool writes schema v12. */
const driver = { version: "550.54.15", cuda: "12.4" };

const mib = (value: number): string => `${Math.round(value / mebibyte)} MiB`;
const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
const watts = (value: number): string => `${value.toFixed(2)} W`;
const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** Elements by name, each with its text or the elements in it. */
interface Elements {
  readonly [name: string]: string | Elements;
}

const xmlOf = (elements: Elements, indent: string): string =>
  Object.entries(elements)
    .map(([name, inner]) => {
      const text = typeof inner === "string" ? escaped(inner) : `\n${xmlOf(inner, `${indent}\t`)}${indent}`;
      return `${indent}<${name}>${text}</${name}>\n`;
    })
    .join("");

/** The tool's own name of a GPU type: the catalogue keeps it among the aliases. */
const productName = ({ gpuType }: VirtualNode): string =>
  [gpuType.name, ...gpuType.aliases].findLast((name) => name.startsWith("NVIDIA ")) ?? gpuType.name;

const eccErrors = {
  sram_correctable: "0",
  sram_uncorrectable_parity: "0",
  sram_uncorrectable_secded: "0",
  dram_correctable: "0",
  dram_uncorrectable: "0",
};

const eventReasons = [
  "gpu_idle",
  "applications_clocks_setting",
  "sw_power_cap",
  "hw_slowdown",
  "hw_thermal_slowdown",
  "hw_power_brake_slowdown",
  "sync_boost",
  "sw_thermal_slowdown",
  "display_clocks_setting",
];

const clockEvents = (isIdle: boolean): Elements =>
  Object.fromEntries(
    eventReasons.map((reason) => [
      `clocks_event_reason_${reason}`,
      reason === "gpu_idle" && isIdle ? "Active" : "Not Active",
    ]),
  );

const memoryOf = ({ memoryTotal: total, memoryUsed: used, memoryReserved: reserved }: GpuReading): Elements => ({
  total: mib(total),
  reserved: mib(reserved),
  used: mib(used),
  free: mib(total - used - reserved),
});

const powerOf = ({ powerDrawWatts, powerLimitWatts }: GpuReading): Elements => ({
  power_state: "P0",
  power_draw: watts(powerDrawWatts),
  current_power_limit: watts(powerLimitWatts),
  requested_power_limit: watts(powerLimitWatts),
  default_power_limit: watts(powerLimitWatts),
  max_power_limit: watts(powerLimitWatts),
});

const gpuElements = (node: VirtualNode, gpu: VirtualGpu, reading: GpuReading): Elements => ({
  product_name: productName(node),
  product_architecture: "N/A",
  persistence_mode: "Enabled",
  mig_mode: { current_mig: "Disabled", pending_mig: "Disabled" },
  mig_devices: "None",
  serial: "N/A",
  uuid: gpu.uuid,
  minor_number: String(gpu.index),
  vbios_version: "N/A",
  pci: { pci_bus_id: gpu.pciBusId },
  fan_speed: "N/A",
  performance_state: "P0",
  clocks_event_reasons: clockEvents(reading.utilizationRatio === 0),
  fb_memory_usage: memoryOf(reading),
  utilization: {
    gpu_util: percent(reading.utilizationRatio),
    memory_util: percent(reading.memoryUtilizationRatio),
    encoder_util: "0 %",
    decoder_util: "0 %",
  },
  temperature: { gpu_temp: `${Math.round(reading.temperatureCelsius)} C`, memory_temp: "N/A" },
  gpu_power_readings: powerOf(reading),
  clocks: { graphics_clock: "N/A", sm_clock: "N/A", mem_clock: "N/A", video_clock: "N/A" },
  ecc_mode: { current_ecc: "Enabled", pending_ecc: "Enabled" },
  ecc_errors: { volatile: eccErrors, aggregate: eccErrors },
  remapped_rows: {
    remapped_row_corr: "0",
    remapped_row_unc: "0",
    remapped_row_pending: "No",
    remapped_row_failure: "No",
  },
  processes: {},
});

/**
 * What `nvidia-smi -q -x` prints on a virtual node, in schema v12. What the simulation does not know (clocks, memory
 * temperature, serial) is `N/A`, as the tool says it.
 * @param readings one per GPU of the node, in its order
 * @param timestamp in the tool's own form
 */
export const nvidiaSmiXml = (node: VirtualNode, readings: readonly GpuReading[], timestamp: string): string => {
  const gpus = node.gpus.flatMap((gpu, index) => {
    const reading = readings[index];
    if (reading === undefined) return [];
    return [`\t<gpu id="${gpu.pciBusId}">\n${xmlOf(gpuElements(node, gpu, reading), "\t\t")}\t</gpu>\n`];
  });
  const head = { timestamp, driver_version: driver.version, cuda_version: driver.cuda };
  return `<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
<nvidia_smi_log>
${xmlOf({ ...head, attached_gpus: String(gpus.length) }, "\t")}${gpus.join("")}</nvidia_smi_log>
`;
};
