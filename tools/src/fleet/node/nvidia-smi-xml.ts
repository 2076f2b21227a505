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

const memory = (tag: string, total: number, used: number, reserved: number): string => `
		<${tag}>
			<total>${mib(total)}</total>
			<reserved>${mib(reserved)}</reserved>
			<used>${mib(used)}</used>
			<free>${mib(total - used - reserved)}</free>
		</${tag}>`;

const noErrors = ["volatile", "aggregate"]
  .map(
    (kind) => `
			<${kind}>
				<sram_correctable>0</sram_correctable>
				<sram_uncorrectable_parity>0</sram_uncorrectable_parity>
				<sram_uncorrectable_secded>0</sram_uncorrectable_secded>
				<dram_correctable>0</dram_correctable>
				<dram_uncorrectable>0</dram_uncorrectable>
			</${kind}>`,
  )
  .join("");

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
] as const;

const clockEvents = (idle: boolean): string =>
  eventReasons
    .map((reason) => {
      const active = reason === "gpu_idle" && idle;
      return `
			<clocks_event_reason_${reason}>${active ? "Active" : "Not Active"}</clocks_event_reason_${reason}>`;
    })
    .join("");

const identity = (node: VirtualNode, gpu: VirtualGpu): string => `
		<product_name>${escaped(productName(node))}</product_name>
		<product_architecture>N/A</product_architecture>
		<persistence_mode>Enabled</persistence_mode>
		<mig_mode>
			<current_mig>Disabled</current_mig>
			<pending_mig>Disabled</pending_mig>
		</mig_mode>
		<mig_devices>
			None
		</mig_devices>
		<serial>N/A</serial>
		<uuid>${gpu.uuid}</uuid>
		<minor_number>${gpu.index}</minor_number>
		<vbios_version>N/A</vbios_version>
		<pci>
			<pci_bus_id>${gpu.pciBusId}</pci_bus_id>
		</pci>`;

const health = `
		<ecc_mode>
			<current_ecc>Enabled</current_ecc>
			<pending_ecc>Enabled</pending_ecc>
		</ecc_mode>
		<ecc_errors>${noErrors}
		</ecc_errors>
		<remapped_rows>
			<remapped_row_corr>0</remapped_row_corr>
			<remapped_row_unc>0</remapped_row_unc>
			<remapped_row_pending>No</remapped_row_pending>
			<remapped_row_failure>No</remapped_row_failure>
		</remapped_rows>`;

const power = ({ powerDrawWatts, powerLimitWatts }: GpuReading): string => `
		<gpu_power_readings>
			<power_state>P0</power_state>
			<power_draw>${watts(powerDrawWatts)}</power_draw>
			<current_power_limit>${watts(powerLimitWatts)}</current_power_limit>
			<requested_power_limit>${watts(powerLimitWatts)}</requested_power_limit>
			<default_power_limit>${watts(powerLimitWatts)}</default_power_limit>
			<max_power_limit>${watts(powerLimitWatts)}</max_power_limit>
		</gpu_power_readings>`;

const load = (reading: GpuReading): string => `
		<clocks_event_reasons>${clockEvents(reading.utilizationRatio === 0)}
		</clocks_event_reasons>${memory("fb_memory_usage", reading.memoryTotal, reading.memoryUsed, reading.memoryReserved)}
		<utilization>
			<gpu_util>${percent(reading.utilizationRatio)}</gpu_util>
			<memory_util>${percent(reading.memoryUtilizationRatio)}</memory_util>
			<encoder_util>0 %</encoder_util>
			<decoder_util>0 %</decoder_util>
		</utilization>
		<temperature>
			<gpu_temp>${Math.round(reading.temperatureCelsius)} C</gpu_temp>
			<memory_temp>N/A</memory_temp>
		</temperature>${power(reading)}
		<clocks>
			<graphics_clock>N/A</graphics_clock>
			<sm_clock>N/A</sm_clock>
			<mem_clock>N/A</mem_clock>
			<video_clock>N/A</video_clock>
		</clocks>`;

const gpuElement = (node: VirtualNode, gpu: VirtualGpu, reading: GpuReading): string => `
	<gpu id="${gpu.pciBusId}">${identity(node, gpu)}
		<fan_speed>N/A</fan_speed>
		<performance_state>P0</performance_state>${load(reading)}${health}
		<processes>
		</processes>
	</gpu>`;

/**
 * What `nvidia-smi -q -x` prints on a virtual node, in schema v12. What the simulation does not know (clocks, memory
 * temperature, serial) is `N/A`, as the tool says it.
 * @param readings one per GPU of the node, in its order
 * @param timestamp in the tool's own form
 */
export const nvidiaSmiXml = (node: VirtualNode, readings: readonly GpuReading[], timestamp: string): string => {
  const gpus = node.gpus.flatMap((gpu, index) => {
    const reading = readings[index];
    return reading === undefined ? [] : [gpuElement(node, gpu, reading)];
  });
  return `<?xml version="1.0" ?>
<!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v12.dtd">
<nvidia_smi_log>
	<timestamp>${escaped(timestamp)}</timestamp>
	<driver_version>${driver.version}</driver_version>
	<cuda_version>${driver.cuda}</cuda_version>
	<attached_gpus>${gpus.length}</attached_gpus>${gpus.join("")}
</nvidia_smi_log>
`;
};
