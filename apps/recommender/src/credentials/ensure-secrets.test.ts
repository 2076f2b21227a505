import { X509Certificate } from "node:crypto";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { connect } from "node:tls";
import { parseSigningKey } from "@loadline/protocol/signature";
import { AnswerError } from "@loadline/runtime/kubernetes";
import { beforeEach, describe, expect, test } from "vitest";
import type { Call } from "../kubernetes/kubernetes-client.ts";
import { ensureSecrets, type Installation } from "./ensure-secrets.ts";

type Data = Readonly<Record<string, string>>;

const where: Installation = {
  namespace: "loadline",
  name: "loadline-credentials",
  certificates: {},
  kedaClients: [],
};
const own = "loadline/loadline-credentials";
const now = 1_800_000_000;
let calls: Call[];
let secrets: Record<string, Data>;

/** An API server with the Secrets of all namespaces. */
const call = async (one: Call): Promise<unknown> => {
  calls.push(one);
  const [, inNamespace = "", inPath = ""] = /namespaces\/([^/]+)\/secrets\/?([^/]*)$/.exec(one.path) ?? [];
  const { data, metadata } = (one.body ?? {}) as { data: Data; metadata?: { name: string } };
  const key = `${inNamespace}/${inPath || metadata?.name}`;
  if (one.method === "GET" && secrets[key] === undefined) throw new AnswerError(404, "404: not found");
  if (one.method !== "GET") secrets[key] = { ...secrets[key], ...data };
  return { data: secrets[key] };
};
const ensure = (more: Partial<Installation> = {}, at = now) => ensureSecrets(call, { ...where, ...more }, at);

beforeEach(() => {
  calls = [];
  secrets = {};
});

const users = ["actuator", "admin", "agent", "authenticator", "panel", "planner", "recommender"];
const every = ["issuer.pem", ...users.map((user) => `nats-password-${user}`), "signing-key.pem"];
const textOf = (secret: string, key: string): string => Buffer.from(secrets[secret]?.[key] ?? "", "base64").toString();
const clear = (key: string): string => textOf(own, key);

test("a Secret that is not there is made: a password for each user, and two keys", async () => {
  expect((await ensure()).toSorted()).toEqual(every);
  expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/v1/namespaces/loadline/secrets/loadline-credentials",
    "POST /api/v1/namespaces/loadline/secrets",
  ]);
  const passwords = users.map((user) => clear(`nats-password-${user}`));
  expect(new Set(passwords).size).toBe(users.length);
  for (const password of passwords) expect(password).toMatch(/^[\w-]{32}$/);
  for (const key of ["issuer.pem", "signing-key.pem"]) expect(() => parseSigningKey(clear(key))).not.toThrow();
});

test("made again it stays as it is", async () => {
  await ensure();
  const before = secrets;
  secrets = structuredClone(before);
  calls = [];
  expect(await ensure()).toEqual([]);
  expect({ secrets, methods: calls.map(({ method }) => method) }).toEqual({ secrets: before, methods: ["GET"] });
});

test("one of an earlier version is given what it lacks", async () => {
  await ensure();
  const { "issuer.pem": _, ...earlier } = secrets[own] ?? {};
  secrets = { [own]: earlier };
  expect(await ensure()).toEqual(["issuer.pem"]);
  expect(secrets[own]).toMatchObject(earlier);
  expect(calls.at(-1)).toMatchObject({ method: "PATCH", body: { data: { "issuer.pem": expect.any(String) } } });
});

test("a refusal is no Secret that is missing", async () => {
  const refuse = () => Promise.reject(new Error("403: forbidden", { cause: new AnswerError(403, "403: forbidden") }));
  await expect(ensureSecrets(refuse, where, now)).rejects.toThrow("403");
});

describe("certificates", () => {
  const host = "loadline-nats.loadline.svc";
  const kedaClients = [{ namespace: "serving", name: "loadline-keda" }];
  const certificates = { broker: host, recommender: "loadline-recommender.loadline.svc" };
  const year = 365 * 86_400;

  test("of one authority are made for each host, and one that KEDA shows in the namespace of its ScaledObjects", async () => {
    const made = await ensure({ certificates, kedaClients });
    expect(made.slice(every.length)).toEqual(
      "ca.crt ca.key broker.crt broker.key recommender.crt recommender.key".split(" "),
    );
    const authority = new X509Certificate(clear("ca.crt"));
    expect([authority.ca, authority.validTo]).toEqual([true, "Jan 12 08:00:00 2037 GMT"]);
    const broker = new X509Certificate(clear("broker.crt"));
    expect([broker.ca, broker.subjectAltName]).toEqual([false, `DNS:${host}, DNS:localhost`]);
    expect(broker.validTo).toBe("Jan 14 08:00:00 2029 GMT");
    expect(broker.checkIssued(authority) && broker.verify(authority.publicKey)).toBe(true);
    const [client, ca] = ["tls.crt", "ca.crt"].map((key) => textOf("serving/loadline-keda", key));
    expect(new X509Certificate(client ?? "").verify(authority.publicKey)).toBe(true);
    expect(ca).toBe(clear("ca.crt"));
    expect(Object.keys(secrets["serving/loadline-keda"] ?? {}).toSorted()).toEqual(["ca.crt", "tls.crt", "tls.key"]);
  });

  test("stay while they have a year left, and are renewed by the same authority then", async () => {
    await ensure({ certificates, kedaClients });
    const before = structuredClone(secrets);
    expect(await ensure({ certificates, kedaClients }, now + 0.9 * year)).toEqual([]);
    expect(secrets).toEqual(before);
    expect(await ensure({ certificates, kedaClients }, now + 1.1 * year)).toEqual(
      "broker.crt broker.key recommender.crt recommender.key".split(" "),
    );
    expect(clear("ca.crt")).toBe(Buffer.from(before[own]?.["ca.crt"] ?? "", "base64").toString());
    expect(secrets["serving/loadline-keda"]?.["tls.crt"]).not.toBe(before["serving/loadline-keda"]?.["tls.crt"]);
  });

  test("are made again with the authority once that would end before them, or was lost", async () => {
    await ensure({ certificates, kedaClients });
    expect(await ensure({ certificates, kedaClients }, now + 9 * year)).toContain("ca.key");
    secrets[own] = { ...secrets[own], "ca.key": "" };
    const made = await ensure({ certificates, kedaClients }, now + 9 * year);
    expect(made).toEqual("ca.crt ca.key broker.crt broker.key recommender.crt recommender.key".split(" "));
    expect(textOf("serving/loadline-keda", "ca.crt")).toBe(clear("ca.crt"));
  });

  test("let a client of the authority in by TLS, and no server's certificate in the place of one", async () => {
    await ensure({ certificates: { broker: host }, kedaClients }, Date.now() / 1000);
    const [ca, cert, key] = ["ca.crt", "broker.crt", "broker.key"].map(clear);
    const server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: true }, (_, answer) =>
      answer.end(),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const shown = (client: object, servername = host): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect({ port, host: "127.0.0.1", servername, ca, ...client }, () =>
          socket.write("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"),
        );
        socket.on("data", (data) => resolve(data.toString().slice(0, 15)));
        socket.on("error", ({ message }) => resolve(message));
        socket.on("close", () => resolve("closed"));
      });
    const client = {
      cert: textOf("serving/loadline-keda", "tls.crt"),
      key: textOf("serving/loadline-keda", "tls.key"),
    };
    expect(await shown(client)).toBe("HTTP/1.1 200 OK");
    expect(await shown(client, "other.loadline.svc")).toContain("does not match certificate");
    expect(await shown({})).toMatch(/alert|closed/);
    expect(await shown({ cert, key })).toMatch(/alert|closed/);
    server.close();
  });
});
