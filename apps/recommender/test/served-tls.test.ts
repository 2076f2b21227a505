import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import { text } from "node:stream/consumers";
import { credentials, makeClientConstructor } from "@grpc/grpc-js";
import { exposeCertificates } from "@loadline/runtime/prometheus";
import { certificateSpans, serverTls } from "@loadline/runtime/settings";
import { type TestCertificates, testCertificates } from "@loadline/servers/testing/test-certificates";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startExternalScaler } from "../src/act/keda/external-scaler.ts";
import { externalScalerService } from "../src/act/keda/external-scaler-contract.ts";
import type { HttpSources } from "../src/serve/routes.ts";
import { startHttp } from "../src/serve/start-http.ts";

let certificates: TestCertificates;
const pem = (name: string): Buffer => readFileSync(certificates.file(name));
const tlsOf = (name: string, clientCa: string | null = null) => {
  const [tlsCertificateFile, tlsKeyFile] = [certificates.file(`${name}.pem`), certificates.file(`${name}.key`)];
  const kedaClientCaFile = clientCa === null ? null : certificates.file(clientCa);
  return serverTls({ tlsCertificateFile, tlsKeyFile, kedaClientCaFile });
};

beforeAll(() => {
  certificates = testCertificates({ ca: ["server", "keda"], "other-ca": ["stranger"] });
});
afterAll(() => certificates.remove());

test.each([
  {
    name: "a certificate without its key",
    files: { tlsCertificateFile: "server.pem", tlsKeyFile: null },
    key: "tlsKeyFile",
  },
  {
    name: "a key without a certificate",
    files: { tlsCertificateFile: null, tlsKeyFile: "server.key" },
    key: "tlsCertificateFile",
  },
  {
    name: "a CA for clients without a certificate",
    files: { tlsCertificateFile: null, tlsKeyFile: null, kedaClientCaFile: "ca.pem" },
    key: "tlsCertificateFile",
  },
  {
    name: "the key of another one",
    files: { tlsCertificateFile: "server.pem", tlsKeyFile: "keda.key" },
    key: "tlsCertificateFile",
  },
  {
    name: "a file that is no certificate",
    files: { tlsCertificateFile: "server.key", tlsKeyFile: "server.key" },
    key: "tlsCertificateFile",
  },
])("$name is refused", ({ files, key }) => {
  const path = (name: string | null): string | null => (name === null ? null : certificates.file(name));
  const given = {
    tlsCertificateFile: path(files.tlsCertificateFile),
    tlsKeyFile: path(files.tlsKeyFile),
    kedaClientCaFile: path(files.kedaClientCaFile ?? null),
  };
  expect(() => serverTls(given)).toThrow(
    expect.objectContaining({ code: "LL_CONFIG_INVALID", detail: expect.objectContaining({ key }) }),
  );
});

const read = (address: string, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const settings = { ca: pem(`${ca}.pem`), agent: false };
    get(`https://${address}/readyz`, settings, (answer) => resolve(text(answer))).on("error", reject);
  });

test("HTTP is served with the certificate, and in plaintext no more", async () => {
  const sources = { registry: new Registry(), missing: () => [], planFault: () => null } as unknown as HttpSources;
  const server = await startHttp("127.0.0.1:0", sources, tlsOf("server"));
  expect(JSON.parse(await read(server.address, "ca"))).toMatchObject({ ready: true });
  await expect(read(server.address, "other-ca")).rejects.toThrow();
  await expect(fetch(`http://${server.address}/readyz`)).rejects.toThrow();
  await server.stop();
});

const asksFor = async (address: string, channel: ReturnType<typeof credentials.createSsl>): Promise<unknown> => {
  const Client = makeClientConstructor(externalScalerService(), "ExternalScaler");
  const client = new Client(address, channel);
  const request = { name: "chat", namespace: "x", scalerMetadata: { deployment: "chat" } };
  try {
    return await new Promise((resolve, reject) => {
      client["IsActive"]?.(request, (error: unknown, answer: unknown) =>
        error === null ? resolve(answer) : reject(error),
      );
    });
  } finally {
    client.close();
  }
};

const desired = () =>
  ({ kind: "desired", replicas: 2, decisionId: "d", expiresAt: 1, mayFall: false, ready: 2 }) as const;

test("KEDA's port is served with the certificate, and in plaintext no more", async () => {
  const scaler = await startExternalScaler("127.0.0.1:0", { desired }, tlsOf("server"));
  expect(await asksFor(scaler.address, credentials.createSsl(pem("ca.pem")))).toEqual({ result: true });
  await expect(asksFor(scaler.address, credentials.createSsl(pem("other-ca.pem")))).rejects.toThrow();
  await expect(asksFor(scaler.address, credentials.createInsecure())).rejects.toThrow();
  await scaler.stop();
});

test("with a CA for clients only those with a certificate of it are answered", async () => {
  const scaler = await startExternalScaler("127.0.0.1:0", { desired }, tlsOf("server", "ca.pem"));
  const as = (name: string) => credentials.createSsl(pem("ca.pem"), pem(`${name}.key`), pem(`${name}.pem`));
  expect(await asksFor(scaler.address, as("keda"))).toEqual({ result: true });
  await expect(asksFor(scaler.address, as("stranger"))).rejects.toThrow();
  await expect(asksFor(scaler.address, credentials.createSsl(pem("ca.pem")))).rejects.toThrow();
  await scaler.stop();
});

test("a renewed certificate and another CA for clients are used from the next connection on, by both ports", async () => {
  const place = (name: string): void => {
    for (const kind of ["pem", "key"])
      copyFileSync(certificates.file(`${name}.${kind}`), certificates.file(`now.${kind}`));
  };
  place("server");
  copyFileSync(certificates.file("ca.pem"), certificates.file("clients.pem"));
  const tls = tlsOf("now", "clients.pem");
  const sources = { registry: new Registry(), missing: () => [], planFault: () => null } as unknown as HttpSources;
  const server = await startHttp("127.0.0.1:0", sources, tls);
  const scaler = await startExternalScaler("127.0.0.1:0", { desired }, tls);
  const asks = (ca: string, name: string): Promise<unknown> =>
    asksFor(scaler.address, credentials.createSsl(pem(`${ca}.pem`), pem(`${name}.key`), pem(`${name}.pem`)));
  await read(server.address, "ca");
  await asks("ca", "keda");

  writeFileSync(certificates.file("now.pem"), pem("stranger.pem"));
  await read(server.address, "ca"); // The key is not there yet: the last pair is served.
  await asks("ca", "keda");

  place("stranger");
  await read(server.address, "other-ca");
  await expect(read(server.address, "ca")).rejects.toThrow();
  await asks("other-ca", "keda");

  copyFileSync(certificates.file("other-ca.pem"), certificates.file("clients.pem"));
  await asks("other-ca", "stranger");
  await expect(asks("other-ca", "keda")).rejects.toThrow();
  await scaler.stop();
  await server.stop();
});

test("of a chain the first certificate to end is shown, of several CAs the last one, and of broken files none", async () => {
  const made = ["-keyout", certificates.file("long.key"), "-out", certificates.file("long.pem"), "-subj", "/CN=long"];
  const self = ["req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "30"];
  execFileSync("openssl", [...self, ...made], { stdio: "ignore" });
  const both = `${pem("server.pem")}${pem("long.pem")}`;
  for (const name of ["chain.pem", "cas.pem"]) writeFileSync(certificates.file(name), both);
  copyFileSync(certificates.file("server.key"), certificates.file("chain.key"));
  const registry = new Registry();
  const broker = { natsCaFile: certificates.file("cas.pem"), natsCertificateFile: certificates.file("server.key") };
  exposeCertificates(registry, () => certificateSpans(broker, tlsOf("chain")));
  const { values } = (await registry.getMetricsAsJSON()).find(({ name }) => name.includes("not_after")) ?? {
    values: [],
  };
  const ends = (name: string) => Date.parse(new X509Certificate(pem(name)).validTo) / 1000;
  expect(values.map(({ value, labels }) => ({ ...labels, value }))).toEqual([
    { setting: "tlsCertificateFile", value: ends("server.pem") },
    { setting: "natsCaFile", value: ends("long.pem") },
  ]);
  expect(ends("long.pem")).toBeGreaterThan(ends("server.pem"));
});
