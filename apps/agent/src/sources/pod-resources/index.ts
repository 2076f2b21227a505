import { stat } from "node:fs/promises";
import { reasonOf } from "@loadline/model";
import type { PodReport } from "../../gpu-report/pod-report.ts";
import type { Source } from "../../source/source.ts";
import { connectKubelet, type KubeletClient } from "./kubelet-client.ts";

interface PodResourcesSettings {
  /** Path of the kubelet's socket. */
  readonly socket: string;
  readonly deadlineSeconds: number;
}

const missing = async (socket: string): Promise<string | null> => {
  try {
    return (await stat(socket)).isSocket() ? null : `${socket} is no socket`;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    return code === "ENOENT" ? `${socket} does not exist` : null;
  }
};

const deadlineExceeded = 4;

/** Which pod has which GPU, slice or share of one, by the kubelet. */
export const podResourcesSource = ({ socket, deadlineSeconds }: PodResourcesSettings): Source<PodReport> => {
  let client: KubeletClient | null = null;
  return {
    name: "pod-resources",
    deadlineSeconds: deadlineSeconds + 1,
    firstDeadlineSeconds: deadlineSeconds + 1,
    read: async () => {
      const absent = await missing(socket);
      if (absent !== null) {
        client?.close();
        client = null;
        return { kind: "absent", detail: absent };
      }
      try {
        client ??= await connectKubelet(socket);
        const [list, allocatable] = await Promise.all([
          client.list(deadlineSeconds),
          client.allocatable(deadlineSeconds),
        ]);
        const { readPodResources } = await import("./pod-report.ts");
        const value = readPodResources(list, allocatable);
        if (value.rejected === 0) return { kind: "ok", value };
        return { kind: "degraded", value, reason: "unreadable", detail: `${value.rejected} entries cannot be read` };
      } catch (error) {
        // A kubelet that restarts makes a new socket.
        client?.close();
        client = null;
        const late = error instanceof Error && "code" in error && error.code === deadlineExceeded;
        const detail = reasonOf(error).slice(0, 200);
        return { kind: "failed", reason: late ? "deadline" : "unreachable", detail };
      }
    },
  };
};
