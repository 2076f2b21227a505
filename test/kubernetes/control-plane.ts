import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@loadline/servers";
import { controlPlaneFolder } from "./build-control-plane.ts";

const openssl = (folder: string, ...args: readonly string[]): void => {
  execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
};

/** One authority for servers, clients and aggregated servers, which lives as long as the test. */
const makeKeys = (folder: string): void => {
  openssl(
    folder,
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "ca.key",
    "-out",
    "ca.crt",
    "-days",
    "1",
    "-subj",
    "/CN=test-ca",
  );
  openssl(folder, "genrsa", "-out", "accounts.key", "2048");
  openssl(
    folder,
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "server.key",
    "-out",
    "server.csr",
    "-subj",
    "/CN=kube-apiserver",
  );
  writeFileSync(
    join(folder, "server.cnf"),
    "subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n",
  );
  openssl(
    folder,
    "x509",
    "-req",
    "-in",
    "server.csr",
    "-CA",
    "ca.crt",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "1",
    "-extfile",
    "server.cnf",
    "-out",
    "server.crt",
  );
};

// Far more than any of it takes: a busy machine fails no test, and what never comes is named before the test's own limit.
const patienceSeconds = 120;

/** Waits for what another process does by itself. */
export const until = async <T>(what: string, find: () => T | null | Promise<T | null>): Promise<T> => {
  const end = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const found = await Promise.resolve(find()).catch(() => null);
    if (found !== null) return found;
    if (performance.now() > end) throw new Error(`still waiting for: ${what}`);
    await sleep(200);
  }
};

export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const programs = {
  etcd: "etcd",
  apiserver: "kube-apiserver",
  manager: "kube-controller-manager",
  scheduler: "kube-scheduler",
  kwok: "kwok",
  "keda-operator": "keda-operator",
  "keda-adapter": "keda-adapter",
} as const;

type Part = keyof typeof programs;

interface Nodes {
  readonly leaseSeconds: number;
  /** As `--controllers` of the controller manager names them. */
  readonly controllers: string;
}

const renewedNodes: Nodes = { leaseSeconds: 40, controllers: "*" };

/** Nodes that stay ready without renewing anything: the leases of thousands would take more than all that is measured. */
export const standingNodes: Nodes = { leaseSeconds: 36_000, controllers: "*,-node-lifecycle-controller" };

/** etcd, API server, controller manager, scheduler, and kwok, which plays nodes and pods: all on loopback. */
export class ControlPlane {
  readonly folder = mkdtempSync(join(tmpdir(), "loadline-kubernetes-"));
  readonly #programs = controlPlaneFolder();
  readonly #processes = new Map<Part, ChildProcess>();
  readonly #commands = new Map<Part, readonly string[]>();
  server = "";

  static async start(nodes: Nodes = renewedNodes): Promise<ControlPlane> {
    const plane = new ControlPlane();
    try {
      await plane.#start(nodes);
    } catch (error) {
      const log = plane.log("apiserver").slice(-2000);
      await plane.stop();
      throw new Error(`the control plane did not start: ${String(error)}\n${log}`, { cause: error });
    }
    return plane;
  }

  get keys(): string {
    return join(this.folder, "keys");
  }

  get kubeconfig(): string {
    return join(this.folder, "admin.kubeconfig");
  }

  log(part: Part | "audit"): string {
    try {
      return readFileSync(join(this.folder, `${part}.log`), "utf8");
    } catch {
      return "";
    }
  }

  async #start({ leaseSeconds, controllers }: Nodes): Promise<void> {
    mkdirSync(this.keys);
    makeKeys(this.keys);
    const [client, peer, api, manager, scheduler] = await Promise.all(Array.from({ length: 5 }, () => freePort()));
    const etcd = `http://127.0.0.1:${client}`;
    this.server = `https://127.0.0.1:${api}`;
    const { kubeconfig, keys } = this;
    const token = "test-administrator";
    writeFileSync(join(keys, "tokens.csv"), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
    writeFileSync(kubeconfig, this.configFor(token), { mode: 0o600 });
    writeFileSync(
      join(this.folder, "audit.yaml"),
      "apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n  - { level: Metadata, verbs: [patch] }\n  - { level: None }\n",
    );
    this.#run("etcd", [
      "--name",
      "test",
      "--data-dir",
      join(this.folder, "etcd"),
      "--unsafe-no-fsync",
      "--listen-client-urls",
      etcd,
      "--advertise-client-urls",
      etcd,
      "--listen-peer-urls",
      `http://127.0.0.1:${peer}`,
      "--initial-advertise-peer-urls",
      `http://127.0.0.1:${peer}`,
      "--initial-cluster",
      `test=http://127.0.0.1:${peer}`,
      // As kubeadm sets it: without progress a watch of what never changes gets no bookmark.
      "--experimental-watch-progress-notify-interval=5s",
    ]);
    this.#run("apiserver", [
      "--etcd-servers",
      etcd,
      "--bind-address",
      "127.0.0.1",
      "--advertise-address",
      "127.0.0.1",
      "--secure-port",
      String(api),
      "--tls-cert-file",
      `${keys}/server.crt`,
      "--tls-private-key-file",
      `${keys}/server.key`,
      "--client-ca-file",
      `${keys}/ca.crt`,
      "--token-auth-file",
      `${keys}/tokens.csv`,
      "--authorization-mode",
      "Node,RBAC",
      "--anonymous-auth=false",
      "--service-account-issuer",
      "https://kubernetes.default.svc",
      "--service-account-key-file",
      `${keys}/accounts.key`,
      "--service-account-signing-key-file",
      `${keys}/accounts.key`,
      "--service-cluster-ip-range",
      "10.0.0.0/16",
      "--endpoint-reconciler-type",
      "none",
      "--enable-admission-plugins",
      "NodeRestriction",
      // Lists as watches fail with an etcd before 3.4.31, and kwok, which asks for them first, then waits for long.
      "--feature-gates",
      "WatchList=false",
      "--audit-policy-file",
      join(this.folder, "audit.yaml"),
      "--audit-log-path",
      join(this.folder, "audit.log"),
      // Aggregated servers, such as one for external metrics.
      "--requestheader-client-ca-file",
      `${keys}/ca.crt`,
      "--requestheader-allowed-names",
      "kube-apiserver",
      "--requestheader-username-headers",
      "X-Remote-User",
      "--requestheader-group-headers",
      "X-Remote-Group",
      "--requestheader-extra-headers-prefix",
      "X-Remote-Extra-",
      "--proxy-client-cert-file",
      `${keys}/server.crt`,
      "--proxy-client-key-file",
      `${keys}/server.key`,
    ]);
    await until("the API server", async () =>
      (await this.kubectl("get", "--raw", "/readyz")).status === 0 ? true : null,
    );
    const common = ["--kubeconfig", kubeconfig, "--bind-address", "127.0.0.1", "--leader-elect=false"];
    this.#run("manager", [
      ...common,
      "--secure-port",
      String(manager),
      "--use-service-account-credentials=true",
      "--service-account-private-key-file",
      `${keys}/accounts.key`,
      "--root-ca-file",
      `${keys}/ca.crt`,
      "--controllers",
      controllers,
      // Many steps of the pod autoscaler are tested.
      "--horizontal-pod-autoscaler-sync-period",
      "1s",
    ]);
    this.#run("scheduler", [...common, "--secure-port", String(scheduler)]);
    this.#run("kwok", [
      "--kubeconfig",
      kubeconfig,
      "--manage-all-nodes",
      "--node-lease-duration-seconds",
      String(leaseSeconds),
      "--config",
      join(this.#programs, "kwok-stages.yaml"),
      "--config",
      new URL("testdata/failing-pods.yaml", import.meta.url).pathname,
    ]);
    // kubectl waits half a minute for them, and a busy server takes longer to make them.
    await until("the schemas", async () =>
      (await this.kubectl("get", "--raw", "/openapi/v2", "--request-timeout=300s")).status === 0 ? true : null,
    );
    await until("the default service account", async () =>
      (await this.kubectl("get", "serviceaccount", "default")).status === 0 ? true : null,
    );
  }

  configFor(token: string): string {
    return JSON.stringify({
      apiVersion: "v1",
      kind: "Config",
      "current-context": "test",
      clusters: [
        { name: "test", cluster: { server: this.server, "certificate-authority": join(this.keys, "ca.crt") } },
      ],
      users: [{ name: "test", user: { token } }],
      contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    });
  }

  #run(part: Part, args: readonly string[], environment: NodeJS.ProcessEnv = {}): void {
    this.#commands.set(part, args);
    const child = spawn(join(this.#programs, programs[part]), args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
    });
    const log = createWriteStream(join(this.folder, `${part}.log`), { flags: "a" });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    this.#processes.set(part, child);
  }

  /**
   * KEDA's operator and its metrics adapter, as administrators of this cluster.
   * @returns the port of the adapter
   */
  async startKeda(): Promise<number> {
    const [metrics, probes, service, port, adapterMetrics] = await Promise.all(
      Array.from({ length: 5 }, () => freePort()),
    );
    const certificates = join(this.folder, "keda");
    mkdirSync(certificates);
    for (const [name, source] of [
      ["ca.crt", "ca.crt"],
      ["tls.crt", "server.crt"],
      ["tls.key", "server.key"],
    ] as const) {
      copyFileSync(join(this.keys, source), join(certificates, name));
    }
    await this.applyText(readFileSync(join(this.#programs, "keda-definitions.yaml"), "utf8"));
    const environment = {
      KUBECONFIG: this.kubeconfig,
      WATCH_NAMESPACE: "",
      POD_NAMESPACE: "default",
      KEDA_CLUSTER_OBJECT_NAMESPACE: "default",
    };
    const serviceAddress = `127.0.0.1:${service}`;
    this.#run(
      "keda-operator",
      [
        "--metrics-bind-address",
        `127.0.0.1:${metrics}`,
        "--health-probe-bind-address",
        `127.0.0.1:${probes}`,
        "--metrics-service-bind-address",
        serviceAddress,
        "--cert-dir",
        certificates,
        "--enable-webhook-patching=false",
        "--enable-apiservice-patching=false",
      ],
      environment,
    );
    this.#run(
      "keda-adapter",
      [
        "--secure-port",
        String(port),
        "--bind-address",
        "127.0.0.1",
        "--port",
        String(adapterMetrics),
        "--cert-dir",
        certificates,
        "--tls-cert-file",
        `${certificates}/tls.crt`,
        "--tls-private-key-file",
        `${certificates}/tls.key`,
        "--metrics-service-address",
        serviceAddress,
        "--authentication-kubeconfig",
        this.kubeconfig,
        "--authorization-kubeconfig",
        this.kubeconfig,
        "--lister-kubeconfig",
        this.kubeconfig,
      ],
      environment,
    );
    return port ?? 0;
  }

  pause(part: Part): void {
    this.#processes.get(part)?.kill("SIGSTOP");
  }

  resume(part: Part): void {
    this.#processes.get(part)?.kill("SIGCONT");
  }

  async kill(part: Part): Promise<void> {
    const child = this.#processes.get(part);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  /** Starts a part again that was killed. */
  again(part: Part): void {
    this.#run(part, this.#commands.get(part) ?? []);
  }

  #command(program: string, args: readonly string[], input?: string): Promise<CommandResult> {
    return new Promise((resolve) => {
      const child = spawn(program, args, {
        cwd: this.folder,
        env: {
          ...process.env,
          PATH: `${this.#programs}:${process.env["PATH"]}`,
          KUBECONFIG: this.kubeconfig,
          HELM_CACHE_HOME: this.folder,
          HELM_CONFIG_HOME: this.folder,
          HELM_DATA_HOME: this.folder,
        },
      });
      let [stdout, stderr] = ["", ""];
      child.stdout.on("data", (chunk) => {
        stdout += String(chunk);
      });
      child.stderr.on("data", (chunk) => {
        stderr += String(chunk);
      });
      child.stdin.end(input ?? "");
      child.once("close", (status) => resolve({ status, stdout, stderr }));
    });
  }

  /** A script of bash, for which this control plane is the cluster. */
  shell(script: string): Promise<CommandResult> {
    return this.#command("bash", [], script);
  }

  kubectl(...args: readonly string[]): Promise<CommandResult> {
    return this.#command("kubectl", args);
  }

  helm(...args: readonly string[]): Promise<CommandResult> {
    return this.#command("helm", args);
  }

  /** Without the schemas, which a server that was restarted on a busy machine makes for minutes. */
  async create(objects: readonly object[]): Promise<void> {
    const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    const { status, stderr } = await this.#command("kubectl", ["create", "--validate=ignore", "-f", "-"], input);
    if (status !== 0) throw new Error(stderr);
  }

  /** Applies with strict validation. @throws Error with what the server or kubectl said, warnings too */
  apply(objects: readonly object[]): Promise<void> {
    return this.applyText(JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
  }

  async applyText(text: string): Promise<void> {
    const { status, stderr } = await this.#command(
      "kubectl",
      ["apply", "--server-side", "--validate=strict", "-f", "-"],
      text,
    );
    if (status !== 0 || stderr.trim() !== "") throw new Error(stderr);
  }

  async get<T>(...args: readonly string[]): Promise<T> {
    const { status, stdout, stderr } = await this.kubectl("get", ...args, "-o", "json");
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as T;
  }

  /** A token of a service account. */
  async tokenOf(namespace: string, account: string): Promise<string> {
    const { status, stdout, stderr } = await this.kubectl("create", "token", account, "-n", namespace);
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  async addNodes(count: number, gpus: number, prefix = "gpu-node"): Promise<void> {
    // Created: the status of a node that is applied is left out.
    await this.create(
      Array.from({ length: count }, (_, index) => ({
        apiVersion: "v1",
        kind: "Node",
        metadata: {
          name: `${prefix}-${index + 1}`,
          annotations: { "kwok.x-k8s.io/node": "fake" },
          labels: {
            "nvidia.com/gpu.present": "true",
            "kubernetes.io/os": "linux",
            "kubernetes.io/hostname": `${prefix}-${index + 1}`,
          },
        },
        status: {
          allocatable: { cpu: "64", memory: "512Gi", pods: "110", "nvidia.com/gpu": String(gpus) },
          capacity: { cpu: "64", memory: "512Gi", pods: "110", "nvidia.com/gpu": String(gpus) },
        },
      })),
    );
  }

  async stop(): Promise<void> {
    for (const part of this.#processes.keys()) {
      this.resume(part);
      await this.kill(part);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}
