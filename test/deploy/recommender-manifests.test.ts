import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { misspelt, namedKeys } from "./misspell.ts";
import { type Manifest, only, render } from "./render.ts";
import { faultsOf } from "./strict-schema.ts";

const root = new URL("../../deploy/recommender/", import.meta.url).pathname;
const read = (path: string): Manifest => parse(readFileSync(`${root}${path}`, "utf8")) as Manifest;

type Json = { readonly [key: string]: unknown };

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a patch of kustomize does, for the lists that are merged by name and the ones that are replaced. */
const patched = (base: unknown, patch: unknown): unknown => {
  if (isObject(base) && isObject(patch)) {
    const keys = [...new Set([...Object.keys(base), ...Object.keys(patch)])];
    return Object.fromEntries(keys.map((key) => [key, key in patch ? patched(base[key], patch[key]) : base[key]]));
  }
  if (!Array.isArray(base) || !Array.isArray(patch)) return patch;
  const named = (list: readonly unknown[]): boolean => list.every((item) => isObject(item) && "name" in item);
  if (!named(base) || !named(patch)) return patch;
  const all = base as readonly Json[];
  const changes = patch as readonly Json[];
  const kept = all.map((item) => patched(item, changes.find(({ name }) => name === item["name"]) ?? {}));
  return [...kept, ...changes.filter(({ name }) => !all.some((item) => item["name"] === name))];
};

const base = render("base", root);

/** The base with the patches and the further resources of a folder, where there is no kustomize to do it. */
const overlay = (folder: string): readonly Manifest[] => {
  const { resources, patches } = read(`${folder}/kustomization.yaml`) as unknown as {
    readonly resources: readonly string[];
    readonly patches: readonly { readonly path: string }[];
  };
  const changes = patches.map(({ path }) => read(`${folder}/${path}`));
  const own = resources.filter((name) => name.endsWith(".yaml")).map((name) => read(`${folder}/${name}`));
  for (const change of changes) only(base, change.kind);
  return [
    ...base.map((manifest) => patched(manifest, changes.find(({ kind }) => kind === manifest.kind) ?? {}) as Manifest),
    ...own,
  ];
};

const folders = [
  { folder: "base", manifests: base },
  { folder: "scale", manifests: overlay("scale") },
  { folder: "keda", manifests: [...overlay("keda"), read("keda/scaled-object.example.yaml")] },
];

describe.each(folders)("deploy/recommender/$folder", ({ manifests }) => {
  test.each(manifests.map((manifest) => ({ kind: manifest.kind, manifest })))(
    "$kind is what Kubernetes' schemas allow, without unknown keys",
    ({ manifest }) => expect(faultsOf(manifest)).toEqual([]),
  );

  test.each(manifests.map((manifest) => ({ kind: manifest.kind, manifest })))(
    "in $kind every misspelt key is found",
    ({ manifest }) => {
      const unseen = namedKeys(manifest).filter((way) => faultsOf(misspelt(manifest, way)).length === 0);
      expect(unseen.map((way) => way.join("/"))).toEqual([]);
    },
  );
});

interface Pod {
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: Json & { readonly containers: readonly Json[]; readonly volumes: readonly Json[] };
}

const podIn = (manifests: readonly Manifest[]): Pod => {
  const { template } = only(manifests, "Deployment")["spec"] as {
    readonly template: { readonly metadata: { readonly labels: Pod["labels"] }; readonly spec: Pod["spec"] };
  };
  return { labels: template.metadata.labels, spec: template.spec };
};

const containerIn = (manifests: readonly Manifest[]): Json => {
  const [container] = podIn(manifests).spec.containers;
  if (container === undefined) throw new Error("no container");
  return container;
};

const selectorOf = (kind: string, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Json)[key], only(base, kind));

describe("the recommender's pods", () => {
  const { labels, spec } = podIn(base);

  test.each([
    { kind: "Deployment", path: ["spec", "selector", "matchLabels"] },
    { kind: "PodDisruptionBudget", path: ["spec", "selector", "matchLabels"] },
    { kind: "NetworkPolicy", path: ["spec", "podSelector", "matchLabels"] },
    { kind: "Service", path: ["spec", "selector"] },
  ])("are the ones that the $kind selects", ({ kind, path }) => {
    expect(labels).toMatchObject(selectorOf(kind, path) as object);
    expect(Object.keys(selectorOf(kind, path) as object)).not.toEqual([]);
  });

  test("are two, of which at most one goes at a time", () => {
    expect(selectorOf("Deployment", ["spec", "replicas"])).toBe(2);
    expect(selectorOf("PodDisruptionBudget", ["spec", "maxUnavailable"])).toBe(1);
  });

  test("have no rights: not root, nothing to write, no capability, no token, no host namespace", () => {
    expect(spec["securityContext"]).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(containerIn(base)["securityContext"]).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      privileged: false,
      capabilities: { drop: ["ALL"] },
    });
    expect(spec["automountServiceAccountToken"]).toBe(false);
    for (const key of ["hostNetwork", "hostPID", "hostIPC"]) expect(spec).not.toHaveProperty(key);
    const mounts = containerIn(base)["volumeMounts"] as readonly Json[];
    expect(mounts.every(({ readOnly }) => readOnly === true)).toBe(true);
  });

  test("keep their key from others: one that others can read is refused at the start", () => {
    const secret = spec.volumes.find(({ name }) => name === "secret") as {
      readonly secret: { readonly defaultMode: number };
    };
    expect(secret.secret.defaultMode & 0o027).toBe(0);
  });

  test("have probes at their endpoints, and time to hand a lease over", () => {
    const container = containerIn(base);
    expect(container["livenessProbe"]).toMatchObject({ httpGet: { path: "/healthz" } });
    expect(container["readinessProbe"]).toMatchObject({ httpGet: { path: "/readyz" } });
    expect(spec["terminationGracePeriodSeconds"]).toBeGreaterThanOrEqual(20);
  });
});

describe("what is not there unless it is asked for", () => {
  test("the base sets nobody's scale, listens for no KEDA and grants nothing", () => {
    expect(containerIn(base)).not.toHaveProperty("env");
    expect(base.map(({ kind }) => kind)).not.toContain("ClusterRole");
    expect(base.map(({ kind }) => kind)).not.toContain("Role");
  });

  test("the scale overlay only checks until apply is said, and may touch nothing but scales", () => {
    const manifests = overlay("scale");
    expect(containerIn(manifests)["env"]).toEqual([
      { name: "LOADLINE_RECOMMENDER_KUBERNETES_SCALE", value: "dry-run" },
    ]);
    expect(only(manifests, "ClusterRole")["rules"]).toEqual([
      { apiGroups: ["apps"], resources: ["deployments/scale", "statefulsets/scale"], verbs: ["get", "patch"] },
      { apiGroups: ["apps"], resources: ["deployments/status", "statefulsets/status"], verbs: ["get"] },
    ]);
  });
});
