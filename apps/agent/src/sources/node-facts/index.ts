import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Inventory } from "@loadline/protocol";

type NodeFacts = NonNullable<Inventory["node"]>;

/** Texts of files below /proc and /etc; null where one cannot be read. */
export interface NodeFiles {
  readonly osRelease: string | null;
  readonly kernelRelease: string | null;
  readonly cpuinfo: string | null;
  readonly meminfo: string | null;
  readonly nvidiaVersion: string | null;
  readonly nvidiaDevices: readonly string[] | null;
}

const longestText = 200;
const bytesPerKilobyteOfProc = 1024;

const oneLine = (text: string | null | undefined): string | null => {
  const line = text?.split("\n")[0]?.trim().slice(0, longestText) ?? "";
  return line === "" || /\p{Cc}/u.test(line) ? null : line;
};

const first = (text: string | null, pattern: RegExp): string | null => oneLine(pattern.exec(text ?? "")?.[1]);

/** Facts from the texts of the kernel's files. Never throws. */
export const parseNodeFacts = (files: NodeFiles): NodeFacts => {
  const count = files.cpuinfo?.match(/^processor\s*:/gm)?.length ?? 0;
  const digits = /^MemTotal:\s+(\d{1,14}) kB$/m.exec(files.meminfo ?? "")?.[1];
  return {
    kernel: oneLine(files.kernelRelease),
    operatingSystem: oneLine(first(files.osRelease, /^PRETTY_NAME=(.*)$/m)?.replace(/^(["'])(.*)\1$/, "$2")),
    processorModel: first(files.cpuinfo, /^model name\s*:\s*(.*)$/m) ?? first(files.cpuinfo, /^Hardware\s*:\s*(.*)$/m),
    processors: count === 0 ? null : count,
    memoryTotalBytes: digits === undefined ? null : Number(digits) * bytesPerKilobyteOfProc,
    nvidiaModule: first(
      files.nvidiaVersion,
      /^NVRM version: .{0,100}?Kernel Module(?: for \S+)?\s+(\d{2,4}(?:\.\d{1,4}){1,3})/m,
    ),
    nvidiaDevices:
      files.nvidiaDevices === null ? null : files.nvidiaDevices.filter((name) => /^[0-9a-f]{4,8}:/i.test(name)).length,
  };
};

const text = (path: string): string | null => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
};

const names = (path: string): readonly string[] | null => {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
};

/**
 * Facts of the node from the kernel's files, which need no rights. They hold until the node restarts, so one read is
 * enough.
 * @param root where the node's file system is, `/` outside a container
 */
export const readNodeFacts = (root: string): NodeFacts =>
  parseNodeFacts({
    osRelease: text(join(root, "etc/os-release")),
    kernelRelease: text(join(root, "proc/sys/kernel/osrelease")),
    cpuinfo: text(join(root, "proc/cpuinfo")),
    meminfo: text(join(root, "proc/meminfo")),
    nvidiaVersion: text(join(root, "proc/driver/nvidia/version")),
    nvidiaDevices: names(join(root, "proc/driver/nvidia/gpus")),
  });
