import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type NodeFacts, parseNodeFacts } from "./parse-node-facts.ts";

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
