import { z } from "zod";
import type { EngineTarget } from "./engine-report.ts";
import { engineIdOf, listOf, type ParsedEnginesFile } from "./engines-file.ts";

/** The fields of a Kubernetes pod that are read. */
const Pod = z.object({
  metadata: z.object({
    name: z.string().default(""),
    namespace: z.string().default("default"),
    annotations: z.record(z.string(), z.string()).nullish(),
    deletionTimestamp: z.string().nullish(),
  }),
  status: z.object({ podIP: z.string().nullish(), phase: z.string().nullish() }).default({}),
});
const PodList = z.object({ items: z.array(z.unknown()) });
type Pod = z.infer<typeof Pod>;

const port = (text: string | undefined): number | null => {
  const value = /^\d{1,5}$/.test(text ?? "") ? Number(text) : 0;
  return value > 0 && value < 65_536 ? value : null;
};

/** The endpoint of a pod whose annotations name one; null for any other pod. */
const targetOf = ({ metadata, status }: Pod): EngineTarget | null => {
  const annotations = metadata.annotations ?? {};
  const at = port(annotations["loadline.io/port"] ?? annotations["prometheus.io/port"]);
  const deployment = annotations["loadline.io/deployment"] ?? null;
  const wanted =
    deployment !== null ||
    annotations["loadline.io/scrape"] === "true" ||
    annotations["loadline.io/engine"] !== undefined;
  const address = status.podIP ?? "";
  if (!wanted || at === null || !/^[0-9a-fA-F.:]{2,45}$/.test(address) || status.phase === "Succeeded") return null;
  const path = annotations["loadline.io/path"] ?? annotations["prometheus.io/path"] ?? "/metrics";
  const scheme = annotations["prometheus.io/scheme"] === "https" ? "https" : "http";
  const host = address.includes(":") ? `[${address}]` : address;
  const text = `${scheme}://${host}:${at}${path.startsWith("/") ? "" : "/"}${path}`;
  if (!URL.canParse(text)) return null;
  const { href } = new URL(text);
  return {
    id: `${metadata.namespace}/${metadata.name || engineIdOf(href)}`,
    url: href,
    deployment,
    engine: annotations["loadline.io/engine"] ?? null,
    gpus: listOf(annotations["loadline.io/gpus"]),
    draining: metadata.deletionTimestamp == null ? null : true,
    pod: `${metadata.namespace}/${metadata.name}`,
  };
};

/**
 * Endpoints of the pods in a list, as `kubectl get pods -o json` and the kubelet's `/pods` write it. A pod that
 * cannot be read costs itself. Never throws.
 */
export const parsePodsFile = (text: string): ParsedEnginesFile => {
  try {
    const parsed = PodList.safeParse(JSON.parse(text));
    if (!parsed.success) return { kind: "rejected", detail: "it has no list of pods" };
    const targets = parsed.data.items.flatMap((item) => {
      const pod = Pod.safeParse(item);
      const target = pod.success ? targetOf(pod.data) : null;
      return target === null ? [] : [target];
    });
    return { kind: "ok", targets };
  } catch (error) {
    return { kind: "rejected", detail: error instanceof Error ? error.message : String(error) };
  }
};
