import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import type { BrokerSecurity } from "@loadline/runtime/settings";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstream } from "@nats-io/jetstream";
import { connect as connectPlain, type NatsConnection } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { readingVerbs, recommenderVerbs } from "../deploy/rights.ts";
import { type ApiDefinitions, faultsBy, faultsOf, type Manifest } from "../deploy/strict-schema.ts";
import { controlPlaneFolder, missingParts, openApiFile, otherReleases } from "./build-control-plane.ts";
import { ControlPlane, until } from "./control-plane.ts";
import { makeSecret } from "./workloads.ts";

const chart = new URL("../../deploy/helm/loadline", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "loadline-values-"));
const missing = missingParts().length > 0;
let plane: ControlPlane;

beforeAll(async () => {
  if (missing) return;
  plane = await ControlPlane.start();
  await plane.addNodes(2, 8);
  // In the place of a storage class: each broker that is installed takes one.
  await plane.apply(
    valueSets.map(({ name }) => ({
      apiVersion: "v1",
      kind: "PersistentVolume",
      metadata: { name },
      spec: { capacity: { storage: "16Gi" }, accessModes: ["ReadWriteOnce"], hostPath: { path: "/tmp" } },
    })),
  );
});
afterAll(async () => {
  await plane?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const plan = `version: 1
cluster: prod-eu
pools: [{ name: h100, gpu: h100-sxm-80gb, gpusPerNode: 8, nodes: 2 }]
deployments: []
`;

interface ValueSet {
  readonly name: string;
  /** Profile of Pod Security that the namespace enforces. */
  readonly security: "privileged" | "restricted";
  readonly values: object;
  /** Pods that run on the two nodes. */
  readonly pods: Readonly<Record<string, number>>;
}

const all = { "loadline-agent": 2, "loadline-authenticator": 2, "loadline-nats": 1, "loadline-recommender": 2 };
const withoutAgents = { "loadline-nats": 1, "loadline-recommender": 2 };
const chatAutoscaler = {
  deployment: "chat",
  kind: "HorizontalPodAutoscaler",
  namespace: "serving",
  target: { kind: "Deployment", name: "chat" },
  min: 1,
  max: 8,
};

const valueSets: readonly ValueSet[] = [
  { name: "defaults", security: "privileged", values: {}, pods: all },
  {
    name: "restricted",
    security: "restricted",
    values: {
      agent: { podResources: false, nodeTokens: { issuerSecret: "issuer" } },
      nats: { tlsSecret: "broker-tls" },
      streams: { enabled: false },
    },
    pods: all,
  },
  {
    name: "broker-elsewhere",
    security: "restricted",
    values: {
      nats: { enabled: false, server: "tls://nats.example:4443", caSecret: "broker-ca" },
      agent: { enabled: false },
      streams: { enabled: false },
    },
    pods: { "loadline-recommender": 2 },
  },
  {
    name: "agents-only",
    security: "privileged",
    values: {
      nats: { enabled: false, server: "nats://loadline-nats.defaults.svc:4222" },
      recommender: { enabled: false },
      streams: { enabled: false },
      monitoring: { dashboards: false, rules: false },
      agent: { runAsRoot: true, kmsg: true, discoveryNamespaces: ["serving"] },
    },
    pods: { "loadline-agent": 2 },
  },
  {
    name: "watch",
    security: "restricted",
    values: {
      agent: { enabled: false },
      watch: {
        enabled: true,
        namespaces: ["serving"],
        resources: [{ group: "leaderworkerset.x-k8s.io", resource: "leaderworkersets" }],
      },
      recommender: { plan },
      streams: { enabled: false },
    },
    pods: withoutAgents,
  },
  {
    name: "keda-and-watch",
    security: "restricted",
    values: {
      agent: { podResources: false, discovery: "kubelet" },
      watch: { enabled: true, clusterWide: true },
      actuation: { keda: true },
      streams: { enabled: false },
    },
    pods: all,
  },
  {
    name: "autoscaler",
    security: "restricted",
    values: { agent: { enabled: false }, streams: { enabled: false }, actuation: { autoscalers: [chatAutoscaler] } },
    pods: withoutAgents,
  },
  {
    name: "own-secret",
    security: "restricted",
    values: {
      secrets: { generate: false, existing: "mine" },
      tls: { enabled: false },
      agent: { podResources: false },
      nats: { storage: { persistent: false } },
      networkPolicies: { enabled: false },
      streams: { enabled: false },
      image: { prefix: "registry.example/loadline/", tag: "1.2.3", pullSecrets: [{ name: "pull" }] },
    },
    // Its Secret has no key for node tokens: agents share a password.
    pods: { ...withoutAgents, "loadline-agent": 2 },
  },
];

const fileOf = (name: string, values: object): string => {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(values));
  return path;
};

/** A command of helm that succeeds without a warning. */
const helm = async (line: string): Promise<string> => {
  const { status, stdout, stderr } = await plane.helm(...line.split(" "));
  expect({ status, stderr: stderr.replace(/^(?:level=(?:INFO|DEBUG)|I\d{4} ).*\n/gm, "") }).toEqual({
    status: 0,
    stderr: "",
  });
  return stdout;
};

interface Pods {
  readonly items: readonly {
    readonly metadata: { readonly labels: Readonly<Record<string, string>> };
    readonly status: { readonly phase: string };
  }[];
}

/** Running pods by part. */
const runningPods = async (namespace: string): Promise<Readonly<Record<string, number>>> => {
  const { items } = await plane.get<Pods>("pods", "-n", namespace, "-l", "app.kubernetes.io/part-of=loadline");
  const parts = items
    .filter(({ status }) => status.phase === "Running")
    .map(({ metadata }) => metadata.labels["app.kubernetes.io/name"] ?? "");
  return Object.fromEntries(parts.map((part) => [part, parts.filter((other) => other === part).length]));
};

const passwordsIn = async (namespace: string): Promise<string> =>
  (
    await plane.kubectl(
      "get",
      "secret",
      "-n",
      namespace,
      "--field-selector=type=Opaque",
      "-o",
      "jsonpath={.items[*].data}",
    )
  ).stdout;

describe.skipIf(missing).each(valueSets)("the chart with the values $name", ({ name, security, values, pods }) => {
  test("is linted, and every object passes the server's schema", async () => {
    const level = { "pod-security.kubernetes.io/enforce": security, "pod-security.kubernetes.io/warn": security };
    await plane.apply([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "serving" } },
      { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: level } },
    ]);
    const file = fileOf(name, values);
    await helm(`lint --strict --quiet ${chart} -f ${file} -n ${name}`);
    const path = join(folder, `${name}.yaml`);
    writeFileSync(
      path,
      await helm(`template loadline ${chart} -f ${file} -n ${name} --no-hooks --kube-version 1.35.4`),
    );
    // Namespaced by the configuration: with an option, objects of another namespace would be refused.
    const config = JSON.parse(readFileSync(plane.kubeconfig, "utf8")) as {
      contexts: [{ context: { namespace?: string } }];
    };
    config.contexts[0].context.namespace = name;
    const kubeconfig = fileOf(`${name}.kubeconfig`, config);
    const create = ["create", "--dry-run=server", "--validate=strict", "--kubeconfig", kubeconfig, "-f", path];
    const { status, stderr } = await plane.kubectl(...create);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("is installed, its pods run, it is upgraded, rolled back and uninstalled", async () => {
    const file = fileOf(name, values);
    if (name === "own-secret") {
      const mine = { apiVersion: "v1", kind: "Secret", metadata: { name: "mine", namespace: name } };
      await plane.create([{ ...mine, stringData: { "signing-key.pem": "x" } }]);
    }
    const makesSecret = name !== "own-secret";
    if (makesSecret)
      expect(await makeSecret(plane, name, "-f", file)).toEqual(expect.arrayContaining(["signing-key.pem"]));
    await helm(`install loadline ${chart} -f ${file} -n ${name} --timeout 8m --hide-notes`);
    const before = await passwordsIn(name);
    let running: Readonly<Record<string, number>> = {};
    await until(`pods of ${name}`, async () => {
      running = await runningPods(name);
      return Object.entries(pods).every(([part, count]) => running[part] === count) ? true : null;
    }).catch(() => expect(running).toEqual(pods));
    await helm(`upgrade loadline ${chart} -f ${file} -n ${name} --set image.tag=9.9.9 --timeout 8m --hide-notes`);
    if (makesSecret) expect(await makeSecret(plane, name, "-f", file)).toEqual([]);
    // The same passwords and key, or what runs would be locked out.
    expect(await passwordsIn(name)).toBe(before);
    await helm(`rollback loadline 1 -n ${name} --timeout 8m`);
    await helm(`uninstall loadline -n ${name} --timeout 8m`);
    const kinds =
      "deployments,daemonsets,statefulsets,services,configmaps,serviceaccounts,networkpolicies,roles,rolebindings";
    const left = await plane.kubectl(
      "get",
      kinds,
      "-n",
      name,
      "-l",
      "app.kubernetes.io/part-of=loadline",
      "-o",
      "name",
    );
    expect(left.stdout).toBe("");
  });
});

describe.skipIf(missing)("the broker of the chart with node tokens and TLS", () => {
  const name = "node-tokens";
  const program = join(repositoryRoot, "apps/recommender/dist/main.js");
  const connections: NatsConnection[] = [];
  let broker: TestNatsServer;
  let child: ChildProcess;
  let clear: Readonly<Record<string, string>>;

  const fileIn = (path: string, text: string): string => {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const data = async (kind: string, object: string): Promise<Readonly<Record<string, string>>> =>
    (await plane.get<{ readonly data: Readonly<Record<string, string>> }>(kind, object, "-n", name)).data;
  const connect = async (settings: Partial<Parameters<typeof connectNats>[0]>): Promise<NatsConnection> => {
    const security = { ...settings.security, natsCaFile: join(folder, name, "ca.crt") } as BrokerSecurity;
    const connection = await connectNats({ server: address(), name, wait: false, ...settings, security });
    connections.push(connection);
    return connection;
  };

  const address = (): string => broker.url.replace("nats://127.0.0.1", "tls://localhost");

  // Containers run nowhere here: what the pods of broker and authenticator would start is started with their files.
  beforeAll(async () => {
    await plane.apply([{ apiVersion: "v1", kind: "Namespace", metadata: { name } }]);
    const values = {
      agent: { podResources: false },
      streams: { enabled: false },
      nats: { storage: { persistent: false } },
    };
    const file = fileOf(name, values);
    await makeSecret(plane, name, "-f", file);
    await helm(`install loadline ${chart} -f ${file} -n ${name} --hide-notes`);
    const secret = Object.entries(await data("secret", "loadline-credentials"));
    clear = Object.fromEntries(secret.map(([key, value]) => [key, Buffer.from(value, "base64").toString()]));
    const text = (await data("configmap", "loadline-nats"))["nats-server.conf"] ?? "";
    const config = fileIn("nats/nats-server.conf", text.replaceAll("/etc/nats-tls/tls", join(folder, name, "broker")));
    for (const key of ["ca.crt", "broker.crt", "broker.key"]) fileIn(key, clear[key] ?? "");
    const policy = fileIn("policy.json", (await data("configmap", "loadline-authenticator"))["policy.json"] ?? "");
    const seed = `--issuer-key-file=${fileIn("key", clear["issuer.pem"] ?? "")}`;
    const written = fileIn("nats-issuer/issuer.conf", "");
    execFileSync("node", [program, "authenticator", seed, `--write-issuer=${written}`]);
    const environment = Object.fromEntries(
      Object.entries(clear).map(([key, value]) => [key.replaceAll("-", "_").toUpperCase(), value]),
    );
    broker = await startTestNatsServer({ config, environment });
    const password = `--nats-password-file=${fileIn("password", clear["nats-password-authenticator"] ?? "")}`;
    const to = ["--server", address(), "--nats-ca-file", join(folder, name, "ca.crt")];
    const kubeconfig = fileIn("kubeconfig", plane.configFor(await plane.tokenOf(name, "loadline-authenticator")));
    child = spawn("node", [program, "authenticator", ...to, "--policy", policy, seed, password], {
      stdio: "ignore",
      env: { ...process.env, KUBECONFIG: kubeconfig },
    });
    const admin = { user: "admin", password: clear["nats-password-admin"] ?? "", inboxPrefix: "_INBOX_admin" };
    await ensureStreams(await connect(admin));
  });
  afterAll(async () => {
    for (const connection of connections) await connection.close();
    child?.kill();
    await broker?.stop();
  });

  test("admits each agent by the token of its pod, for its own node alone, and nobody by the shared password", async () => {
    interface Placed {
      readonly items: readonly { readonly metadata: { readonly name: string }; readonly spec: { nodeName?: string } }[];
    }
    const node = "gpu-node-2";
    const pod = await until("an agent on the node", async () => {
      const { items } = await plane.get<Placed>("pods", "-n", name, "-l", "app.kubernetes.io/name=loadline-agent");
      return items.find(({ spec }) => spec.nodeName === node)?.metadata.name ?? null;
    });
    const bound = ["--audience", "loadline", "--bound-object-kind", "Pod", "--bound-object-name", pod];
    const { stdout } = await plane.kubectl("create", "token", "loadline-agent", "-n", name, ...bound);
    const security = { natsTokenFile: fileIn("token", stdout) } as BrokerSecurity;
    const agent = await until("the broker's leave", () =>
      connect({ security, inboxPrefix: `_INBOX_${node}` }).catch(() => null),
    );
    await jetstream(agent).publish(`loadline.v1.telemetry.prod-eu.${node}`, "sample");
    await expect(jetstream(agent).publish("loadline.v1.telemetry.prod-eu.gpu-node-1", "x")).rejects.toThrow();
    await expect(connect({ user: "agent", password: clear["nats-password-agent"] ?? "" })).rejects.toMatchObject({
      code: "LL_NATS_REFUSED",
    });
  });

  test("and answers nobody in plaintext, and convinces none who trusts another authority", async () => {
    const admin = { user: "admin", pass: clear["nats-password-admin"] ?? "" };
    const port = Number(new URL(address()).port);
    const answer = await new Promise<string>((resolve) => {
      let received = "";
      const socket = createConnection({ host: "127.0.0.1", port });
      socket.on("data", (data) => {
        received += data.toString();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(received));
      socket.write(`CONNECT ${JSON.stringify(admin)}\r\nPING\r\n`);
    });
    expect(answer).toContain('"tls_required":true');
    expect(answer).not.toContain("PONG");
    const servers = `tls://localhost:${port}`;
    await expect(connectPlain({ servers, ...admin, reconnect: false, tls: {} })).rejects.toThrow(/verify/);
  });
});

test.skipIf(missing)("a renewed certificate is loaded: the broker reloads once its files have changed", async () => {
  interface Pod {
    readonly template: { readonly spec: { readonly containers: readonly { name: string; args: readonly string[] }[] } };
  }
  const objects = await manifestsFor("1.35.4", { nats: { tlsSecret: "broker" } });
  const { spec } = objects.find(({ kind }) => kind === "StatefulSet") as unknown as { readonly spec: Pod };
  const [script = ""] = spec.template.spec.containers.find(({ name }) => name === "renewal")?.args ?? [];
  const place = mkdtempSync(join(folder, "renewal-"));
  for (const file of ["tls.crt", "tls.key"]) writeFileSync(join(place, file), "first");
  // Two rounds: nothing new, then a renewed certificate; the third wait ends the loop.
  const stubs = [
    `sleep() { n=$((n + 1)); if [ $n = 2 ]; then echo second > ${place}/tls.crt; fi; [ $n -lt 5 ]; }`,
    "pidof() { echo 4711; }",
    'kill() { echo "$n: $*"; }',
  ];
  const signals = execFileSync("sh", ["-c", [...stubs, script.replaceAll("/etc/nats-tls", place)].join("\n")]);
  expect(signals.toString()).toBe("2: -HUP 4711\n");
});

test.skipIf(missing).each(["10Gi", "512Mi"])(
  "a volume of %s, which the streams would fill, is refused",
  async (size) => {
    const small = await plane.helm("template", "loadline", chart, "--set", `nats.storage.size=${size}`);
    expect(small.stderr).toContain(`nats.storage.size is ${size}, and the streams fill up to 11.25 GiB`);
  },
);

test.skipIf(missing)("an image that is too old for the broker with node tokens is refused", async () => {
  const old = await plane.helm("template", "loadline", chart, "--set", "image.tag=0.0.9");
  expect(old.stderr).toContain("image.tag 0.0.9 is older than");
  const shared = ["--set", "agent.nodeTokens.enabled=false"];
  expect((await plane.helm("template", "loadline", chart, "--set", "image.tag=0.0.9", ...shared)).status).toBe(0);
});

test.skipIf(missing)("what the chart makes of values is the same each time, whatever the cluster has", async () => {
  for (const { name, values } of valueSets) {
    const line = `template loadline ${chart} -f ${fileOf(name, values)} -n ${name} --kube-version 1.35.4`;
    const [first, again, server] = [await helm(line), await helm(line), await helm(`${line} --dry-run=server`)];
    expect(again, name).toBe(first);
    expect(parseAllDocuments(server).length, name).toBe(parseAllDocuments(first).length);
  }
});

/** What the chart makes of values for a release of Kubernetes. */
const manifestsFor = async (release: string, values: object, ...options: readonly string[]): Promise<Manifest[]> => {
  const file = fileOf(`for-${release}`, values);
  const rendered = await helm(
    ["template loadline", chart, "-f", file, "--kube-version", release, ...options].join(" "),
  );
  return parseAllDocuments(rendered).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
};

describe.skipIf(missing).each(otherReleases)("on Kubernetes %s", (release) => {
  const kubeletsKnowTheRight = Number(release.split(".")[1]) >= 33;

  test("agents may ask their kubelet from 1.33 on, whose kubelets know the right for it", async () => {
    const options = ["--kube-version", release, "--set", "agent.discovery=kubelet"];
    const { stderr } = await plane.helm("template", "loadline", chart, ...options);
    expect(/kubelets know from Kubernetes 1\.33 on, and this is v?[\d.]+/.test(stderr)).toBe(!kubeletsKnowTheRight);
  });

  test("its definitions allow every object of every value set, without unknown keys", async () => {
    const text = readFileSync(join(controlPlaneFolder(), openApiFile(release)), "utf8");
    const faults = faultsBy(JSON.parse(text) as ApiDefinitions);
    for (const { name, values } of valueSets) {
      const ways = kubeletsKnowTheRight ? [] : ["--set", "agent.discovery=api"];
      const objects = await manifestsFor(release, values, ...ways);
      expect(objects.length, name).toBeGreaterThan(4);
      expect(
        objects
          .map((one) => [one.kind, one.metadata.name, faults(one)] as const)
          .filter(([, , found]) => found.length > 0),
      ).toEqual([]);
    }
    // It would not be worth much if it found nothing.
    const wrong = { apiVersion: "v1", kind: "Service", metadata: { name: "x" }, spec: { prots: [] } };
    expect(faults(wrong)).toHaveLength(1);
  });
});

test.skipIf(missing)("with no values the recommender may do anything but get, list and watch", async () => {
  for (const { name, values } of valueSets) {
    const verbs = recommenderVerbs(await manifestsFor("1.35.4", values));
    expect(verbs, name).toEqual("watch" in values ? readingVerbs : []);
  }
});

test.skipIf(missing)("objects of the Prometheus operator and of KEDA are what their schemas allow", async () => {
  const { target, ...scaled } = { ...chatAutoscaler, kind: "ScaledObject", fallbackReplicas: 2 };
  const values = { actuation: { keda: true, autoscalers: [{ target, ...scaled }] }, monitoring: { operator: true } };
  const objects = await manifestsFor("1.35.4", values);
  const wrong = { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata: { name: "x" } };
  expect(faultsOf({ ...wrong, spec: { scaleTargetRef: { name: "x" }, triggers: [], maxReplicas: 3 } })).toHaveLength(1);
  const foreign = objects.filter(({ apiVersion }) => /^(?:keda\.sh|monitoring\.coreos\.com)\//.test(apiVersion));
  expect(foreign.map(({ kind }) => kind).sort()).toEqual([
    "PodMonitor",
    "PrometheusRule",
    "ScaledObject",
    "ServiceMonitor",
    "TriggerAuthentication",
  ]);
  expect(foreign.map((one) => [one.kind, faultsOf(one)] as const).filter(([, found]) => found.length > 0)).toEqual([]);
});

describe.skipIf(missing)("autoscalers of the plan's deployments", () => {
  const deployment = (name: string, min: number, rest: object = {}) => ({
    name,
    kubernetes: { namespace: "serving", name },
    replicas: { planned: 2, min, max: 8 },
    ...rest,
  });
  const giant = {
    namespace: "serving",
    apiVersion: "leaderworkerset.x-k8s.io/v1",
    kind: "LeaderWorkerSet",
    name: "big",
  };
  const deployments = [
    deployment("chat", 1),
    deployment("giant", 0, { kubernetes: giant }),
    deployment("nightly", 0, { schedule: { timeZone: "UTC", windows: [] } }),
    deployment("elsewhere", 1, { kubernetes: undefined }),
  ];
  const wake = { giant: { serverAddress: "http://prometheus:9090", query: "sum(waiting)" } };
  const valuesWith = (actuation: object) => ({
    recommender: { plan: JSON.stringify({ version: 1, cluster: "prod-eu", pools: [], deployments }) },
    actuation: { keda: true, ...actuation },
  });
  interface Scaling {
    readonly scaleTargetRef: object;
    readonly minReplicaCount?: number;
    readonly maxReplicaCount?: number;
    readonly triggers?: readonly { readonly type: string }[];
  }
  const scaling = async (kind: string, actuation: object) =>
    (await manifestsFor("1.35.4", valuesWith(actuation)))
      .filter((one) => one.kind === kind)
      .map((one) => ({ name: one.metadata.name, spec: one["spec"] as Scaling, faults: faultsOf(one) }));

  test("are ScaledObjects with the plan's bounds, from zero where something lifts from there", async () => {
    const made = await scaling("ScaledObject", { fromPlan: "ScaledObject", wake });
    expect(made.flatMap(({ faults }) => faults)).toEqual([]);
    expect(
      made.map(({ name, spec }) => [name, spec.minReplicaCount, spec.triggers?.map(({ type }) => type).join()]),
    ).toEqual([
      ["chat", 1, "external-push"],
      ["giant", 0, "external-push,prometheus"],
      ["nightly", 0, "external-push"],
    ]);
    const { namespace: _, ...target } = giant;
    expect(made[1]?.spec).toMatchObject({ scaleTargetRef: target, maxReplicaCount: 8 });
  });

  test("are refused from zero where nothing lifts from there, and without the plan's text", async () => {
    const refusal = async (values: object) =>
      (await plane.helm("template", "loadline", chart, "-f", fileOf("refused", values))).stderr;
    expect(await refusal(valuesWith({ fromPlan: "ScaledObject" }))).toContain(
      "deployment giant has replicas.min 0, and no engine reports a request while there is none",
    );
    const stored = { actuation: { keda: true, fromPlan: "ScaledObject" } };
    expect(await refusal(stored)).toContain("actuation.fromPlan needs the plan's text");
  });

  test("leave out those that autoscalers names", async () => {
    const own = { ...chatAutoscaler, max: 4 };
    const made = await scaling("HorizontalPodAutoscaler", {
      fromPlan: "HorizontalPodAutoscaler",
      autoscalers: [own],
      wake,
    });
    expect(made.map(({ name }) => name)).toEqual(["chat", "giant", "nightly"]);
    expect(made[0]?.spec).toMatchObject({ maxReplicas: 4 });
  });
});

test.skipIf(missing)(
  "values of a former release, which lack the newer ones (--reuse-values), mean the defaults",
  async () => {
    const former = {
      agent: { nodeTokens: { enabled: null, issuerSecret: "issuer" } },
      tls: null,
      nats: { tlsSecret: null, caSecret: null },
      networkPolicies: { brokerNamespaceLabels: null },
      watch: null,
      actuation: { keda: true },
    };
    const key = { agent: { nodeTokens: { issuerSecret: "issuer" } } };
    const objectsOf = async (values: object) => manifestsFor("1.35.4", { ...key, ...values });
    expect(await objectsOf(former)).toEqual(await objectsOf({ actuation: { keda: true } }));
  },
);

test.skipIf(missing)("a value with a wrong name or type is refused with its place", async () => {
  const misspelt = await plane.helm("lint", chart, "--set", "agent.discovry=api");
  expect(misspelt.stdout + misspelt.stderr).toContain("discovry");
  const wrong = await plane.helm("template", "loadline", chart, "--set", "watch.enabled=maybe");
  expect(wrong.stderr).toMatch(/watch.*enabled/);
  const nowhere = await plane.helm("template", "loadline", chart, "--set", "nats.enabled=false");
  expect(nowhere.stderr).toContain("give the address of a broker in nats.server");
});
