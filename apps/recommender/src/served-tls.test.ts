import { readFileSync } from "node:fs";
import { get } from "node:https";
import { text } from "node:stream/consumers";
import { credentials, makeClientConstructor } from "@grpc/grpc-js";
import { type TestCertificates, testCertificates } from "@loadline/servers/testing/test-certificates";
import { serverTls } from "@loadline/wire/settings";
import { Registry } from "prom-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startExternalScaler } from "./actuate/keda/external-scaler.ts";
import { externalScalerService } from "./actuate/keda/external-scaler-contract.ts";
import type { HttpSources } from "./http/routes.ts";
import { startHttp } from "./http/start-http.ts";

let certificates: TestCertificates;
const pem = (name: string): Buffer => readFileSync(certificates.file(name));
const tlsOf = (name: string) =>
  serverTls({ tlsCertificateFile: certificates.file(`${name}.pem`), tlsKeyFile: certificates.file(`${name}.key`) });

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
  const given = { tlsCertificateFile: path(files.tlsCertificateFile), tlsKeyFile: path(files.tlsKeyFile) };
  expect(() => serverTls(given)).toThrow(
    expect.objectContaining({ code: "LL_CONFIG_INVALID", detail: expect.objectContaining({ key }) }),
  );
});

test("HTTP is served with the certificate, and in plaintext no more", async () => {
  const sources = { registry: new Registry(), missing: () => [], planFault: () => null } as unknown as HttpSources;
  const server = await startHttp("127.0.0.1:0", sources, tlsOf("server"));
  const read = (ca: Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      get(`https://${server.address}/readyz`, { ca, agent: false }, (answer) => resolve(text(answer))).on(
        "error",
        reject,
      );
    });
  expect(JSON.parse(await read(pem("ca.pem")))).toMatchObject({ ready: true });
  await expect(read(pem("other-ca.pem"))).rejects.toThrow();
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
  const tls = tlsOf("server");
  if (tls === null) throw new Error("no certificate");
  const scaler = await startExternalScaler("127.0.0.1:0", { desired }, { ...tls, clientCa: null });
  expect(await asksFor(scaler.address, credentials.createSsl(pem("ca.pem")))).toEqual({ result: true });
  await expect(asksFor(scaler.address, credentials.createSsl(pem("other-ca.pem")))).rejects.toThrow();
  await expect(asksFor(scaler.address, credentials.createInsecure())).rejects.toThrow();
  await scaler.stop();
});

test("with a CA for clients only those with a certificate of it are answered", async () => {
  const tls = tlsOf("server");
  if (tls === null) throw new Error("no certificate");
  const clientCa = pem("ca.pem").toString();
  const scaler = await startExternalScaler("127.0.0.1:0", { desired }, { ...tls, clientCa });
  const as = (name: string) => credentials.createSsl(pem("ca.pem"), pem(`${name}.key`), pem(`${name}.pem`));
  expect(await asksFor(scaler.address, as("keda"))).toEqual({ result: true });
  await expect(asksFor(scaler.address, as("stranger"))).rejects.toThrow();
  await expect(asksFor(scaler.address, credentials.createSsl(pem("ca.pem")))).rejects.toThrow();
  await scaler.stop();
});
