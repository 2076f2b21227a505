import { readFileSync } from "node:fs";

/** What the kernel has counted for one process. */
export interface ProcessUsage {
  /** CPU of its own, without children. */
  readonly cpuSeconds: number;
  readonly residentMiB: number;
}

/** Clock ticks of /proc per second; the kernel's interface has had this value on every platform for long. */
const ticksPerSecond = 100;
const userTime = 11;
const kibPerMib = 1024;

/** @throws the system's error when the process is gone */
export const processUsage = (pid: number): ProcessUsage => {
  // The name in brackets may hold spaces; what follows it does not.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const [, resident = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return {
    cpuSeconds: (Number(fields[userTime]) + Number(fields[userTime + 1])) / ticksPerSecond,
    residentMiB: Number(resident) / kibPerMib,
  };
};

/** Processes that one has started and that still run. */
export const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
