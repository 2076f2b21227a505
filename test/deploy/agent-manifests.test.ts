import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deployFolder, hasKustomize, type Manifest, only, render } from "./render.ts";
import { faultsOf } from "./strict-schema.ts";

interface Container {
  readonly [key: string]: unknown;
  readonly resources: Readonly<Record<"requests" | "limits", Readonly<Record<string, string>>>>;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly env: readonly { readonly name: string }[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}
interface PodSpec {
  readonly [key: string]: unknown;
  readonly containers: readonly Container[];
}
const podOf = (manifest: Manifest): PodSpec => (manifest["spec"] as { template: { spec: PodSpec } }).template.spec;
const containerOf = (manifest: Manifest): Container => {
  const [container] = podOf(manifest).containers;
  if (container === undefined) throw new Error("no container");
  return container;
};

const base = render("base");
const daemonSet = only(base, "DaemonSet");

describe.each([{ folder: "base" }, ...(hasKustomize ? [{ folder: "kmsg" }] : [])])(
  "deploy/agent/$folder",
  ({ folder }) => {
    test.each(render(folder).map((manifest) => ({ kind: manifest.kind, manifest })))(
      "$kind is what Kubernetes' schemas allow, without unknown keys",
      ({ manifest }) => expect(faultsOf(manifest)).toEqual([]),
    );
  },
);

/** Every key of a manifest, as the way there. */
const ways = (value: unknown, way: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        ...(Array.isArray(value) ? [] : [[...way, key]]),
        ...ways(inner, [...way, key]),
      ]);

/** Maps in which any key is allowed. */
const freeMaps = ["labels", "annotations", "matchLabels", "nodeSelector", "requests", "limits"];

const misspelt = (manifest: Manifest, way: readonly string[]): Manifest => {
  const copy = structuredClone(manifest) as unknown;
  const parent = way.slice(0, -1).reduce((inner, key) => (inner as Record<string, unknown>)[key], copy);
  const key = way.at(-1) ?? "";
  const record = parent as Record<string, unknown>;
  record[`${key}x`] = record[key];
  delete record[key];
  return copy as Manifest;
};

test.each(
  ways(daemonSet)
    .filter((way) => !["apiVersion", "kind"].includes(way.join("/")) && !freeMaps.includes(way.at(-2) ?? ""))
    .map((way) => ({ way, name: way.join("/") })),
)("a misspelt $name is found", ({ way }) => expect(faultsOf(misspelt(daemonSet, way))).not.toEqual([]));

describe("the agent's pod", () => {
  const pod = podOf(daemonSet);
  const container = containerOf(daemonSet);
  test("runs on nodes with GPUs, also on those that are set apart for them", () => {
    expect(pod["nodeSelector"]).toMatchObject({ "nvidia.com/gpu.present": "true" });
    expect(pod["tolerations"]).toContainEqual({ key: "nvidia.com/gpu", operator: "Exists" });
    expect(pod["runtimeClassName"]).toBe("nvidia");
  });
  test("never asks for a GPU", () => {
    const asked = Object.values(container.resources).flatMap((list) => Object.keys(list));
    expect(new Set(asked)).toEqual(new Set(["cpu", "memory"]));
  });
  test("has no rights: not root, nothing to write but its state directory, no capability, no token, no host namespace", () => {
    expect(pod["securityContext"]).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      privileged: false,
      capabilities: { drop: ["ALL"] },
    });
    expect(pod["automountServiceAccountToken"]).toBe(false);
    for (const key of ["hostNetwork", "hostPID", "hostIPC"]) expect(pod).not.toHaveProperty(key);
    expect(container.volumeMounts.filter(({ readOnly }) => readOnly !== true).map(({ name }) => name)).toEqual([
      "state",
    ]);
  });
  test("sees the kubelet's directory, read-only, not only the socket that is made anew", () => {
    expect(pod["volumes"]).toContainEqual({
      name: "pod-resources",
      hostPath: { path: "/var/lib/kubelet/pod-resources", type: "Directory" },
    });
  });
  test("has probes at both endpoints", () => {
    expect(container["livenessProbe"]).toMatchObject({ httpGet: { path: "/healthz" } });
    expect(container["readinessProbe"]).toMatchObject({ httpGet: { path: "/readyz" } });
  });
  test("has its node's name from where it is, and the tools of the driver", () =>
    expect(container.env.map(({ name }) => name)).toEqual([
      "LOADLINE_AGENT_HOST",
      "NVIDIA_VISIBLE_DEVICES",
      "NVIDIA_DRIVER_CAPABILITIES",
    ]));
});

describe("the systemd unit", () => {
  const lines = readFileSync(join(deployFolder, "systemd/loadline-agent.service"), "utf8").split("\n");
  test.each([
    "DynamicUser=yes",
    "CapabilityBoundingSet=",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "StateDirectory=loadline-agent",
    "ExecReload=/bin/kill -HUP $MAINPID",
    "TimeoutStopSec=40",
  ])("says %s", (line) => expect(lines).toContain(line));
  test("has nothing that turns Node away: it compiles code while it runs", () =>
    expect(lines.filter((line) => line.startsWith("MemoryDenyWriteExecute"))).toEqual([]));
});
