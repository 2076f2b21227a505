import { readFileSync } from "node:fs";

export interface Usage {
  /** Of the process alone, without children. */
  readonly cpuSeconds: number;
  readonly residentMiB: number;
}

/** Clock ticks of /proc per second; the kernel's interface has had this value on every platform for long. */
const ticksPerSecond = 100;
const userTime = 11;

export const usageOf = (pid: number | undefined): Usage => {
  // The name in brackets may contain spaces; what follows it does not.
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  const [, residentKiB = "0"] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return {
    cpuSeconds: (Number(fields[userTime]) + Number(fields[userTime + 1])) / ticksPerSecond,
    residentMiB: Number(residentKiB) / 1024,
  };
};
