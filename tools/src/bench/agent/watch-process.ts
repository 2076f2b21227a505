import { setTimeout as sleep } from "node:timers/promises";
import { childrenOf, type ProcessUsage, processUsage } from "./process-usage.ts";

export interface WatchedProcess {
  readonly name: string;
  readonly cpuShareOfCore: number;
  readonly childrenCpuShareOfCore: number;
  readonly residentMiB: { readonly median: number; readonly highest: number };
}

const childrenCpu = (pid: number): number =>
  childrenOf(pid).reduce((sum, child) => {
    try {
      return sum + processUsage(child).cpuSeconds;
    } catch {
      return sum; // It ended between the two looks.
    }
  }, 0);

/** Looks at a process once a second; what it used over all of the time. */
export const watchProcess = async (name: string, pid: number, seconds: number): Promise<WatchedProcess> => {
  const startedAt = performance.now();
  const before: ProcessUsage = processUsage(pid);
  const childrenBefore = childrenCpu(pid);
  const resident: number[] = [];
  while (performance.now() - startedAt < seconds * 1000) {
    await sleep(1000);
    resident.push(processUsage(pid).residentMiB);
  }
  const passed = (performance.now() - startedAt) / 1000;
  const sorted = resident.toSorted((a, b) => a - b);
  return {
    name,
    cpuShareOfCore: (processUsage(pid).cpuSeconds - before.cpuSeconds) / passed,
    childrenCpuShareOfCore: Math.max(0, childrenCpu(pid) - childrenBefore) / passed,
    residentMiB: { median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN, highest: sorted.at(-1) ?? Number.NaN },
  };
};
