import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { readingVerbs, recommenderVerbs } from "./rights.ts";
import { faultsOf, type Manifest } from "./strict-schema.ts";

/** The chart with its defaults, rendered; that it is up to date is checked where there is helm (test/kubernetes). */
const manifestsIn = (path: string): readonly Manifest[] =>
  parseAllDocuments(readFileSync(join(repositoryRoot, "deploy/kubernetes", path), "utf8")).map(
    (document) => document.toJS() as Manifest,
  );
const manifests = manifestsIn("base/loadline.yaml");

interface Container {
  readonly securityContext: object;
  readonly resources: { readonly limits?: object; readonly requests?: object };
}

interface PodSpec {
  readonly securityContext: object;
  readonly automountServiceAccountToken: boolean;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly hostPath?: { readonly path: string } }[];
}

const pods = manifests.flatMap(({ kind, metadata, spec }) => {
  const template = (spec as { readonly template?: { readonly spec: PodSpec } } | undefined)?.template;
  return template === undefined ? [] : [{ name: `${kind} ${metadata.name}`, spec: template.spec }];
});

test.each(manifests.map((manifest) => ({ name: `${manifest.kind} ${manifest.metadata.name}`, manifest })))(
  "$name is what Kubernetes' schemas allow, without unknown keys",
  ({ manifest }) => expect(faultsOf(manifest)).toEqual([]),
);

describe.each(pods)("the pods of $name", ({ spec }) => {
  test("have no rights: not root, no capability, a read-only root, no host namespace", () => {
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    for (const { securityContext } of [...spec.containers, ...(spec.initContainers ?? [])]) {
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        privileged: false,
        capabilities: { drop: ["ALL"] },
      });
    }
    for (const key of ["hostNetwork", "hostPID", "hostIPC"]) expect(spec).not.toHaveProperty(key);
  });

  test("take no GPU from anybody, and limit their memory", () => {
    for (const { resources } of [...spec.containers, ...(spec.initContainers ?? [])]) {
      expect(JSON.stringify(resources)).not.toContain("gpu");
      expect(resources.limits).toHaveProperty("memory");
    }
  });
});

test("agents alone have a folder of the host; they read pods, tokens are reviewed, a Job makes one Secret, nothing sets a scale", () => {
  const named = (holds: (spec: PodSpec) => boolean) => pods.filter(({ spec }) => holds(spec)).map(({ name }) => name);
  expect(named(({ volumes }) => volumes?.some(({ hostPath }) => hostPath !== undefined) === true)).toEqual([
    "DaemonSet loadline-agent",
  ]);
  expect(named((spec) => spec.automountServiceAccountToken)).toEqual([
    "DaemonSet loadline-agent",
    "Deployment loadline-authenticator",
    "Job loadline-credentials",
  ]);
  const rules = manifests
    .filter(({ kind }) => kind === "ClusterRole" || kind === "Role")
    .flatMap((role) => role["rules"]);
  expect(rules).toEqual([
    { apiGroups: [""], resources: ["pods"], verbs: ["list", "watch"] },
    { apiGroups: ["authentication.k8s.io"], resources: ["tokenreviews"], verbs: ["create"] },
    { nonResourceURLs: ["/openid/v1/jwks"], verbs: ["get"] },
    { apiGroups: [""], resources: ["secrets"], verbs: ["create"] },
    { apiGroups: [""], resources: ["secrets"], resourceNames: ["loadline-credentials"], verbs: ["get", "patch"] },
  ]);
});

test("the recommender has no right, and with the component that watches none but to get, list and watch, and to create Events", () => {
  expect(recommenderVerbs(manifests)).toEqual([]);
  expect(recommenderVerbs([...manifests, ...manifestsIn("components/watch/cluster-role.yaml")])).toEqual(readingVerbs);
});

test("no template of the chart gives the recommender another verb", () => {
  const folder = join(repositoryRoot, "deploy/helm/loadline/templates");
  const roles = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .filter((name) => /verbs:/.test(readFileSync(join(folder, name), "utf8")));
  expect(roles).toEqual(["agent.yaml", "authenticator.yaml", "credentials.yaml", "watch.yaml"]);
  const verbs = readFileSync(join(folder, "watch.yaml"), "utf8").matchAll(/verbs: (\[.*?\])/g);
  expect([...new Set([...verbs].flatMap(([, list]) => JSON.parse(list ?? "[]") as string[]))].sort()).toEqual(
    readingVerbs.map((verb) => verb.replace(" events", "")),
  );
});

test("no port is open to every pod of the cluster: each policy names whom it lets in", () => {
  const policies = manifests.filter(({ kind }) => kind === "NetworkPolicy");
  const peers = policies.map(({ metadata, spec }) => {
    const { ingress } = spec as { readonly ingress: readonly { readonly from?: readonly object[] }[] };
    return [metadata.name, ingress.flatMap(({ from }) => from ?? ["anybody"])];
  });
  const namespaces = (label: string) => ({ namespaceSelector: { matchLabels: { [label]: "true" } } });
  expect(Object.fromEntries(peers)).toEqual({
    "loadline-agent": [namespaces("loadline.io/monitoring")],
    "loadline-authenticator": [],
    "loadline-credentials": [],
    "loadline-nats": [
      { podSelector: { matchLabels: { "app.kubernetes.io/part-of": "loadline" } } },
      namespaces("loadline.io/broker"),
    ],
    "loadline-recommender": [namespaces("loadline.io/monitoring")],
  });
});

test("whoever connects to the broker does so by TLS, with the installation's authority, and probes ask by HTTPS", () => {
  const text = JSON.stringify(manifests);
  expect(text).not.toMatch(/nats:\/\/|http:\/\/loadline/);
  expect(text.match(/tls:\/\/loadline-nats/g)).toHaveLength(4);
  expect(text.match(/\/etc\/loadline-broker\/ca\.crt/g)).toHaveLength(4);
  const broker = manifests.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "loadline-nats");
  expect(JSON.stringify(broker)).toMatch(/tls \{ cert_file: [^}]*key_file/);
  expect(text).not.toContain("allow_non_tls");
});
