import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get as getPlaintext } from "node:http";
import { get } from "node:https";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { credentials, makeClientConstructor } from "@grpc/grpc-js";
import { AnswerError } from "@loadline/runtime/kubernetes";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { type TestCertificates, testCertificates } from "@loadline/servers/testing/test-certificates";
import { repositoryRoot } from "@loadline/tools/repository";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { externalScalerService } from "../../apps/recommender/src/act/keda/external-scaler-contract.ts";
import { ensureSecrets } from "../../apps/recommender/src/credentials/ensure-secrets.ts";
import type { Call } from "../../apps/recommender/src/kubernetes/kubernetes-client.ts";
import { planText } from "../../apps/recommender/test/lab.ts";
import { controlPlaneFolder } from "./build-control-plane.ts";

const helm = join(controlPlaneFolder(), "helm");
const host = "loadline-recommender.serving.svc";

const values = {
  nats: { enabled: false, server: "nats://127.0.0.1" },
  agent: { enabled: false },
  streams: { enabled: false },
  monitoring: { operator: true },
  recommender: {
    tlsSecret: "recommender-tls",
    plan: planText,
    settings: { listen: "127.0.0.1:0", kedaListen: "127.0.0.1:0" },
  },
  actuation: {
    keda: true,
    kedaClientCaSecret: "keda-ca",
    autoscalers: [
      {
        deployment: "chat",
        kind: "ScaledObject",
        namespace: "serving",
        target: { kind: "Deployment", name: "chat" },
        min: 1,
        max: 8,
        authentication: { name: "loadline" },
      },
    ],
  },
};

interface Volume {
  readonly name: string;
  readonly configMap?: { readonly name: string };
  readonly secret?: {
    readonly secretName: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
}
interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: of several kinds, each read where its schema is known
  readonly spec?: any;
}

describe.skipIf(!existsSync(helm))("a recommender with the chart's certificates", () => {
  const folder = mkdtempSync(join(tmpdir(), "loadline-served-tls-"));
  let certificates: TestCertificates;
  let objects: readonly Rendered[];
  let broker: TestNatsServer;
  let child: ChildProcess;
  /** What the chart's Job puts into the Secret. */
  let made: Readonly<Record<string, string>> = {};
  let addresses: { readonly listening: string; readonly keda: string };

  const pem = (name: string): Buffer => readFileSync(certificates.file(name));
  const one = (kind: string, name = ""): Rendered => {
    const found = objects.find((object) => object.kind === kind && object.metadata.name.includes(name));
    if (found === undefined) throw new Error(`the chart made no ${kind} ${name}`);
    return found;
  };

  /** What each volume of the pod holds, by file name: Secrets of the values are those that cert-manager would make. */
  const filesIn = ({ configMap, secret }: Volume): readonly (readonly [string, string | Buffer])[] => {
    if (configMap !== undefined) return Object.entries(one("ConfigMap", configMap.name).data ?? {});
    const { secretName = "", items = [] } = secret ?? {};
    const own: Readonly<Record<string, Readonly<Record<string, Buffer>>>> = {
      "recommender-tls": { "tls.crt": pem("server.pem"), "tls.key": pem("server.key") },
      "keda-ca": { "ca.crt": pem("keda-ca.pem") },
    };
    const generated = (key: string) => Buffer.from(made[key] ?? "", "base64");
    return items.map(({ key, path }) => [path, own[secretName]?.[key] ?? generated(key)] as const);
  };

  /** Puts the volumes of the pod below a folder of the test, and gives its arguments with the paths there. */
  const mounted = (): readonly string[] => {
    const { volumes, containers } = one("Deployment", "recommender").spec.template.spec;
    const [{ volumeMounts, args }] = containers;
    for (const { name, mountPath } of volumeMounts) {
      for (const [path, content] of filesIn(volumes.find((volume: Volume) => volume.name === name))) {
        const place = join(folder, mountPath, path);
        mkdirSync(dirname(place), { recursive: true });
        const isSettings = path.endsWith(".json");
        writeFileSync(place, isSettings ? String(content).replaceAll('"/etc/', `"${folder}/etc/`) : content, {
          mode: 0o440,
        });
      }
    }
    return args.map((argument: string) => argument.replace(/^\/etc\//, `${folder}/etc/`));
  };

  beforeAll(async () => {
    certificates = testCertificates({ ca: ["server", "stranger"], "keda-ca": ["keda"] }, [host]);
    const file = join(folder, "values.json");
    writeFileSync(file, JSON.stringify(values));
    const chart = join(repositoryRoot, "deploy/helm/loadline");
    const rendered = execFileSync(helm, ["template", "loadline", chart, "-n", "serving", "-f", file], {
      encoding: "utf8",
      stdio: "pipe",
    });
    objects = parseAllDocuments(rendered).flatMap((document) => (document.toJS() as Rendered | null) ?? []);
    const secrets = async ({ method, body }: Call): Promise<void> => {
      if (method === "GET") throw new AnswerError(404, "404: not found");
      made = (body as { readonly data: typeof made }).data;
    };
    const own = { namespace: "serving", name: "loadline-credentials", certificates: {}, kedaClients: [] };
    await ensureSecrets(secrets, own, Date.now() / 1000);
    broker = await startTestNatsServer();
    const admin = await connectNats({ server: broker.url, name: "test" });
    await ensureStreams(admin);
    await admin.close();
    const program = join(repositoryRoot, "apps/recommender/dist/main.js");
    child = spawn("node", [program, ...mounted(), "--server", broker.url], { stdio: ["ignore", "ignore", "pipe"] });
    if (child.stderr === null) throw new Error("no log");
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line);
      if (!line.includes('"listening"')) continue;
      addresses = JSON.parse(line);
      break;
    }
    if (addresses === undefined) throw new Error(`the recommender did not start: ${lines.join("\n")}`);
    child.stderr.resume();
  });
  afterAll(async () => {
    child?.kill();
    await broker?.stop();
    certificates?.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const read = (path: string, tls: object): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const settings = { agent: false, ...tls };
      get(`https://${addresses.listening}${path}`, settings, (answer) => {
        void text(answer).then(() => resolve(answer.statusCode));
      }).on("error", reject);
    });

  test("the monitor of the Prometheus operator reads the metrics: by HTTPS, the name and the CA that it has", async () => {
    const [{ scheme, path, tlsConfig }] = one("ServiceMonitor", "recommender").spec.endpoints;
    expect([scheme, tlsConfig.ca.secret]).toEqual(["https", { name: "recommender-tls", key: "ca.crt" }]);
    expect(await read(path, { ca: pem("ca.pem"), servername: tlsConfig.serverName })).toBe(200);
    await expect(read(path, { ca: pem("keda-ca.pem"), servername: tlsConfig.serverName })).rejects.toThrow();
    await expect(read(path, { ca: pem("ca.pem"), servername: "other.serving.svc" })).rejects.toThrow();
  });

  test("the probes ask by HTTPS, and in plaintext nothing is answered", async () => {
    const [{ livenessProbe, readinessProbe, startupProbe }] = one("Deployment", "recommender").spec.template.spec
      .containers;
    for (const { httpGet } of [livenessProbe, readinessProbe, startupProbe]) expect(httpGet.scheme).toBe("HTTPS");
    // The kubelet does not verify the certificate.
    expect(await read(livenessProbe.httpGet.path, { rejectUnauthorized: false })).toBe(200);
    const plaintext = new Promise((_, reject) => {
      getPlaintext(`http://${addresses.listening}/healthz`, { agent: false }).on("error", reject);
    });
    await expect(plaintext).rejects.toThrow();
  });

  /** What KEDA does with the trigger that the chart made: the TriggerAuthentication has the CA and the client's certificate. */
  const metricOf = async (channel: ReturnType<typeof credentials.createSsl>): Promise<unknown> => {
    const [{ metadata }] = one("ScaledObject").spec.triggers;
    const Client = makeClientConstructor(externalScalerService(), "ExternalScaler");
    const client = new Client(addresses.keda, channel, {
      "grpc.ssl_target_name_override": metadata.scalerAddress.replace(/:\d+$/, ""),
    });
    const request = { name: "chat", namespace: "serving", scalerMetadata: metadata };
    try {
      return await new Promise((resolve, reject) => {
        client["GetMetricSpec"]?.(request, (error: unknown, answer: unknown) =>
          error === null ? resolve(answer) : reject(error),
        );
      });
    } finally {
      client.close();
    }
  };
  const showing = (name: string) => credentials.createSsl(pem("ca.pem"), pem(`${name}.key`), pem(`${name}.pem`));

  test("KEDA is answered by TLS when it shows a certificate of the CA for clients, and nobody else", async () => {
    const [{ metadata, authenticationRef }] = one("ScaledObject").spec.triggers;
    expect({ enableTLS: metadata.enableTLS, authenticationRef }).toEqual({
      enableTLS: "true",
      authenticationRef: { name: "loadline" },
    });
    expect(await metricOf(showing("keda"))).toMatchObject({ metricSpecs: [expect.anything()] });
    await expect(metricOf(showing("stranger"))).rejects.toThrow();
    await expect(metricOf(credentials.createSsl(pem("ca.pem")))).rejects.toThrow();
    await expect(
      metricOf(credentials.createSsl(pem("keda-ca.pem"), pem("keda.key"), pem("keda.pem"))),
    ).rejects.toThrow();
    await expect(metricOf(credentials.createInsecure())).rejects.toThrow();
  });
});
