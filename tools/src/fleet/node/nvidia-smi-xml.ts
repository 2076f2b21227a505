import type { GpuReading } from "./gpu-reading.ts";
import type { VirtualGpu, VirtualNode } from "./virtual-node.ts";

const mebibyte = 2 ** 20;

/** A driver whose tool writes schema v12. */
const driver = { version: "550.54.15", cuda: "12.4" };

const mib = (value: number): string => `${Math.round(value / mebibyte)} MiB`;
const percent = (ratio: number): string => `${Math.round(ratio * 100)} %`;
const watts = (value: number): string => `${value.toFixed(2)} W`;
const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The tool's own name of a GPU type: the catalogue keeps it among the aliases. */
const productName = ({ gpuType }: VirtualNode): string =>
  [gpuType.name, ...gpuType.aliases].findLast((name) => name.startsWith("NVIDIA ")) ?? gpuType.name;

/** Reasons that hold clocks down; an idle card has none of these. */
const slowdowns = ["sw_power_cap", "hw_slowdown", "hw_thermal_slowdown", "sw_thermal_slowdown"]
  .map((reason) => `\t\t\t<clocks_event_reason_${reason}>Not Active</clocks_event_reason_${reason}>`)
  .join("\n");

const gpuXml = (node: VirtualNode, { uuid, pciBusId }: VirtualGpu, reading: GpuReading): string => {
  const { memoryTotal, memoryUsed, memoryReserved, powerDrawWatts, powerLimitWatts } = reading;
  return `	<gpu id="${pciBusId}">
		<product_name>${escaped(productName(node))}</product_name>
		<mig_mode><current_mig>Disabled</current_mig></mig_mode>
		<mig_devices>None</mig_devices>
		<serial>N/A</serial>
		<uuid>${uuid}</uuid>
		<vbios_version>N/A</vbios_version>
		<pci><pci_bus_id>${pciBusId}</pci_bus_id></pci>
		<clocks_event_reasons>
			<clocks_event_reason_gpu_idle>${reading.utilizationRatio === 0 ? "Active" : "Not Active"}</clocks_event_reason_gpu_idle>
${slowdowns}
		</clocks_event_reasons>
		<fb_memory_usage>
			<total>${mib(memoryTotal)}</total>
			<reserved>${mib(memoryReserved)}</reserved>
			<used>${mib(memoryUsed)}</used>
		</fb_memory_usage>
		<utilization>
			<gpu_util>${percent(reading.utilizationRatio)}</gpu_util>
			<memory_util>${percent(reading.memoryUtilizationRatio)}</memory_util>
		</utilization>
		<temperature><gpu_temp>${Math.round(reading.temperatureCelsius)} C</gpu_temp><memory_temp>N/A</memory_temp></temperature>
		<gpu_power_readings>
			<power_draw>${watts(powerDrawWatts)}</power_draw>
			<current_power_limit>${watts(powerLimitWatts)}</current_power_limit>
			<default_power_limit>${watts(powerLimitWatts)}</default_power_limit>
		</gpu_power_readings>
		<clocks><sm_clock>N/A</sm_clock><mem_clock>N/A</mem_clock></clocks>
		<ecc_mode><current_ecc>Enabled</current_ecc></ecc_mode>
		<ecc_errors><volatile>
			<sram_uncorrectable_parity>0</sram_uncorrectable_parity>
			<sram_uncorrectable_secded>0</sram_uncorrectable_secded>
			<dram_uncorrectable>0</dram_uncorrectable>
		</volatile></ecc_errors>
		<remapped_rows>
			<remapped_row_pending>No</remapped_row_pending>
			<remapped_row_failure>No</remapped_row_failure>
		</remapped_rows>
		<processes></processes>
	</gpu>
`;
};

/**
 * What the agent reads of `nvidia-smi -q -x` on a virtual node, in schema v12. What the simulation does not know (clocks,
 * memory temperature, serial) is `N/A`, as the tool writes it.
 * @param readings one per GPU of the node, in its order
 * @param timestamp in the tool's own form
 */
export const nvidiaSmiXml = (node: VirtualNode, readings: readonly GpuReading[], timestamp: string): string => {
  const gpus = node.gpus.flatMap((gpu, index) => {
    const reading = readings[index];
    return reading === undefined ? [] : [gpuXml(node, gpu, reading)];
  });
  return `<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
<nvidia_smi_log>
	<timestamp>${timestamp}</timestamp>
	<driver_version>${driver.version}</driver_version>
	<cuda_version>${driver.cuda}</cuda_version>
	<attached_gpus>${gpus.length}</attached_gpus>
${gpus.join("")}</nvidia_smi_log>
`;
};
