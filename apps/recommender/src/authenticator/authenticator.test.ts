import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type AccessPolicy, admissionBudget, passwordVariable, renderNatsConfig, usersOf } from "@loadline/protocol";
import { newSigningKeyPair } from "@loadline/protocol/signature";
import { connectNats, ensureStreams } from "@loadline/runtime/nats";
import type { BrokerSecurity } from "@loadline/runtime/settings";
import { startTestNatsServer, type TestNatsServer } from "@loadline/servers";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { type Msg, type NatsConnection, nkeys } from "@nats-io/transport-node";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { kubernetesAccess } from "../kubernetes/kubernetes-client.ts";
import { systemClock } from "../settings/clock.ts";
import { accountKey } from "./account-key.ts";
import { Admissions } from "./admissions.ts";
import { Authenticator } from "./authenticator.ts";
import { TokenReviews } from "./node-of-token.ts";

const rules = { serviceAccounts: ["loadline/loadline-agent"], audience: "loadline" };
const nodeKey = "authentication.kubernetes.io/node-name";
const podKey = "authentication.kubernetes.io/pod-name";

const account = "system:serviceaccount:loadline:loadline-agent";

const newClusterKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const clusterKey = newClusterKey();
const published = (kid: string, { publicKey } = clusterKey) => ({
  keys: [{ ...publicKey.export({ format: "jwk" }), kid, alg: "ES256", use: "sig" }],
});

/** A token as a Kubernetes API server makes it, as far as the authenticator reads it. */
const tokenOf = (
  name: string,
  exp = systemClock() + 3_600,
  claims: object = {},
  { kid = "1", alg = "ES256", key = clusterKey.privateKey } = {},
): string => {
  const body = { name, aud: ["loadline"], sub: account, exp: Math.floor(exp), ...claims };
  const text = [{ alg, kid }, body].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${text}.${sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
};
const nameIn = (token: string): string =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).name;

/** As kube-apiserver 1.35.4 answers for a token that is bound to a pod (`kubectl create token --bound-object-kind Pod`). */
const agentUser = (node: string) => ({
  username: "system:serviceaccount:loadline:loadline-agent",
  uid: "2f6a0f0e-5f0e-4d0e-9a55-0c1c9f4a9b11",
  groups: ["system:serviceaccounts", "system:serviceaccounts:loadline", "system:authenticated"],
  extra: {
    "authentication.kubernetes.io/credential-id": ["JTI=7d0c4e6a-3b43-4a2f-9a49-3f6f4b1f9d3d"],
    [nodeKey]: [node],
    "authentication.kubernetes.io/node-uid": ["5b7c0b8e-6b0a-4c1e-8a3e-0a4f8c6d2e19"],
    [podKey]: ["loadline-agent-x7x2p"],
    "authentication.kubernetes.io/pod-uid": ["c2b1d6de-4a0e-4a52-9d0a-9d9b4f4d8a10"],
  },
});
const reviewed = (user: object, audiences = ["loadline"]) => ({ authenticated: true, audiences, user });

/** Answers of the API server by the name in the token. */
const answers: Readonly<Record<string, object>> = {
  "gpu-1": reviewed(agentUser("gpu-1")),
  "gpu-2": reviewed(agentUser("gpu-2")),
  "dotted name": reviewed(agentUser("ip-10-0-0-7.eu.compute.internal")),
  stranger: reviewed({ ...agentUser("gpu-1"), username: "system:serviceaccount:serving:vllm" }),
  "a person": reviewed({ username: "loadline/loadline-agent", extra: { [nodeKey]: ["gpu-1"] } }),
  "another audience": reviewed(agentUser("gpu-1"), ["https://kubernetes.default.svc"]),
  "a long name": reviewed(agentUser("n".repeat(64))),
  "GPU.node.1": reviewed(agentUser("GPU.node.1")),
  "no node": reviewed({ ...agentUser("gpu-1"), extra: {} }),
  "two nodes": reviewed({ ...agentUser("gpu-1"), extra: { [nodeKey]: ["gpu-1", "gpu-2"] } }),
  "an audience that the API server refuses": {
    user: {},
    error:
      '[invalid bearer token, token audiences ["https://kubernetes.default.svc"] is invalid for the target audiences ["loadline"]]',
  },
  "not authenticated": { user: agentUser("gpu-1"), error: "invalid bearer token" },
};

const issuerKey = newSigningKeyPair().privateKey;
const issuer = accountKey(issuerKey);
const policy: AccessPolicy = {
  version: 1,
  cluster: "lab",
  agents: [],
  nodeTokens: { issuer: issuer.publicKey, serviceAccounts: rules.serviceAccounts },
  recommenders: ["recommender"],
  actuators: [],
  planners: [],
  readers: ["panel"],
  administrators: ["admin"],
};

let folder: string;
let api: Server;
let broker: TestNatsServer;
let admin: NatsConnection;
let one: Authenticator;
const open: NatsConnection[] = [];
/** What the API server does with the next questions. */
let apiMode: "answers" | "fails" = "answers";

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
};

const connected = async (settings: Partial<Parameters<typeof connectNats>[0]>): Promise<NatsConnection> => {
  const connection = await connectNats({ server: broker.url, name: "test", wait: false, ...settings });
  open.push(connection);
  return connection;
};
const withPassword = (user: string) => connected({ user, password: `secret-${user}`, inboxPrefix: `_INBOX_${user}` });

const tokenFile = (): string => join(folder, "token");
const withToken = (token: string, node: string): Promise<NatsConnection> => {
  writeFileSync(tokenFile(), `${token}\n`);
  const security = { natsTokenFile: tokenFile() } as BrokerSecurity;
  return connected({ security, inboxPrefix: `_INBOX_${node}`, outlastsRefusals: true });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "loadline-authenticator-"));
  api = createServer(async (request, response) => {
    if (request.url === "/openid/v1/jwks") return void response.end(JSON.stringify(published("1")));
    const { spec } = JSON.parse(await text(request));
    if (apiMode === "fails") return void response.writeHead(500).end("{}");
    const status = answers[nameIn(spec.token)] ?? { error: "invalid bearer token" };
    const isReview = request.method === "POST" && request.url === "/apis/authentication.k8s.io/v1/tokenreviews";
    response.writeHead(isReview ? 201 : 404).end(JSON.stringify({ kind: "TokenReview", spec, status }));
  });
  const url = `http://127.0.0.1:${await listening(api)}`;
  const { call } = await kubernetesAccess((config) =>
    config.loadFromOptions({
      clusters: [{ name: "c", server: url, skipTLSVerify: true }],
      users: [{ name: "u" }],
      contexts: [{ name: "x", cluster: "c", user: "u" }],
      currentContext: "x",
    }),
  );
  writeFileSync(join(folder, "nats.conf"), renderNatsConfig(policy));
  const environment = Object.fromEntries(usersOf(policy).map(({ user }) => [passwordVariable(user), `secret-${user}`]));
  broker = await startTestNatsServer({ config: join(folder, "nats.conf"), environment });
  admin = await withPassword("admin");
  await ensureStreams(admin);
  one = new Authenticator({
    cluster: policy.cluster,
    issuer,
    clock: systemClock,
    logger: pino({ level: process.env["LL_LOG"] ?? "silent" }),
    reviews: new TokenReviews(call, rules, systemClock),
  });
  const own = await withPassword("authenticator");
  one.listen(own);
  await own.flush();
});
beforeEach(async () => {
  apiMode = "answers";
  await (await jetstreamManager(admin)).streams.purge("LOADLINE_TELEMETRY");
});
afterAll(async () => {
  for (const connection of open) await connection.close();
  await broker.stop();
  api.closeAllConnections();
  api.close();
  rmSync(folder, { recursive: true, force: true });
});

const of = (node: string): string => `loadline.v1.telemetry.lab.${node}`;
const storedOf = async (node: string): Promise<number> => {
  const manager = await jetstreamManager(admin);
  const { state } = await manager.streams.info("LOADLINE_TELEMETRY", { subjects_filter: of(node) });
  return state.subjects?.[of(node)] ?? 0;
};

test("an account key in PEM signs as the key that its public part names; no other key is one", () => {
  const [head = "", claims = "", signature = ""] = issuer.jwt({ sub: "x" }).split(".");
  const signer = nkeys.fromPublic(issuer.publicKey);
  expect(issuer.publicKey).toMatch(/^A/);
  expect(signer.verify(Buffer.from(`${head}.${claims}`), Buffer.from(signature, "base64url"))).toBe(true);
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const other = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  expect(() => accountKey(other)).toThrow("the key is ec, not ed25519");
  for (const wrong of [Buffer.from(nkeys.createAccount().getSeed()).toString(), "", "x"])
    expect(() => accountKey(wrong)).toThrow();
});

test("an agent authenticates with the token of its pod, and writes for its node alone", async () => {
  const agent = await withToken(tokenOf("gpu-1"), "gpu-1");
  const other = await withToken(tokenOf("gpu-2"), "gpu-2");
  await jetstream(agent).publish(of("gpu-1"), "sample");
  await jetstream(other).publish(of("gpu-2"), "sample");
  await expect(jetstream(agent).publish(of("gpu-2"), "as another")).rejects.toThrow();
  // By the reply of its own sample it reaches no subject either: neither the other node's nor the broker's interface.
  for (const reply of [of("gpu-2"), "$JS.API.STREAM.PURGE.LOADLINE_TELEMETRY"])
    agent.publish(of("gpu-1"), "sample", { reply });
  await jetstream(agent).publish(of("gpu-1"), "the last one");
  expect([await storedOf("gpu-1"), await storedOf("gpu-2")]).toEqual([4, 1]);
});

test("a node that nobody listed is admitted, under its name as a subject has it", async () => {
  const node = "ip-10-0-0-7-eu-compute-internal";
  const agent = await withToken(tokenOf("dotted name"), node);
  await jetstream(agent).publish(of(node), "sample");
  expect(await storedOf(node)).toBe(1);
});

test.each([
  "stranger",
  "a person",
  "another audience",
  "an audience that the API server refuses",
  "no node",
  "two nodes",
  "a long name",
  "GPU.node.1",
  "not authenticated",
  "unknown",
  "",
])("a token of: %s, is refused", async (name) => {
  await expect(withToken(tokenOf(name), "gpu-1")).rejects.toMatchObject({ code: "LL_NATS_REFUSED" });
});

test("while the API server fails nobody new is admitted, and connected agents stay", async () => {
  const agent = await withToken(tokenOf("gpu-1"), "gpu-1");
  apiMode = "fails";
  await expect(withToken(tokenOf("gpu-2"), "gpu-2")).rejects.toMatchObject({ code: "LL_NATS_REFUSED" });
  await jetstream(agent).publish(of("gpu-1"), "sample");
});

test("a password admits its user, and no unknown token or password admits anybody", async () => {
  expect((await withPassword("panel")).isClosed()).toBe(false);
  for (const refused of [{ user: "panel", password: "wrong" }, { user: "nobody", password: "x" }, {}])
    await expect(connected(refused)).rejects.toMatchObject({ code: "LL_NATS_REFUSED" });
});

test("a connection ends with its token, and comes back with the next one", async () => {
  const agent = await withToken(tokenOf("gpu-1", systemClock() + 2), "gpu-1");
  writeFileSync(tokenFile(), tokenOf("gpu-1"));
  const seen: string[] = [];
  for await (const { type } of agent.status()) {
    seen.push(type);
    if (type === "reconnect") break;
  }
  expect(seen).toContain("disconnect");
  await jetstream(agent).publish(of("gpu-1"), "sample");
});

test.each(["recommender", "panel", "admin"])(
  "%s neither reads the questions, which hold tokens, nor asks",
  async (user) => {
    const seen: unknown[] = [];
    const connection = await withPassword(user);
    connection.subscribe("$SYS.REQ.USER.AUTH", { callback: (error, message) => void seen.push(error ?? message) });
    const nats = { server_id: { id: "N" }, user_nkey: "U", connect_opts: { auth_token: tokenOf("gpu-1") } };
    const question = `e30.${Buffer.from(JSON.stringify({ nats })).toString("base64url")}.c2ln`;
    expect(await one.answer(question)).not.toBeNull();
    await expect(connection.request("$SYS.REQ.USER.AUTH", question, { timeout: 300 })).rejects.toThrow();
    await withToken(tokenOf("gpu-1"), "gpu-1");
    await connection.flush();
    expect(seen.filter((one) => !(one instanceof Error) && (one as Msg).string() !== question)).toEqual([]);
  },
);

test.each(["", "a.b.c", "{}", `${tokenOf("gpu-1")}`])(
  "what is no question of a broker is not answered: %s",
  async (question) => {
    expect(await one.answer(question)).toBeNull();
  },
);

/** An API server that counts the reviews and answers them when it is let. */
const countingReviews = (answer: object = { status: { authenticated: false } }, keySet?: () => object) => {
  let [now, asked, keysAsked] = [1_000_000, 0, 0];
  let release = (): void => undefined;
  const free = new Promise<void>((resolve) => {
    release = resolve;
  });
  const call = async ({ path }: { path: string }) => {
    if (path === "/openid/v1/jwks") {
      keysAsked++;
      return keySet?.();
    }
    asked++;
    await free;
    return answer;
  };
  return {
    reviews: new TokenReviews(call, rules, () => now),
    release,
    asked: () => asked,
    keysAsked: () => keysAsked,
    pass: (seconds: number) => {
      now += seconds;
    },
  };
};

test.each([
  ["no JWT", "secret"],
  ["a text that is no JSON", "a.b.c"],
  ["one that is longer than any token", `${tokenOf("x")}${"x".repeat(16_384)}`],
  ["one with more parts", `${tokenOf("x", 2_000_000)}.y`],
  ["another audience", tokenOf("x", 2_000_000, { aud: ["https://kubernetes.default.svc"] })],
  ["no audience", tokenOf("x", 2_000_000, { aud: undefined })],
  ["another account", tokenOf("x", 2_000_000, { sub: "system:serviceaccount:serving:vllm" })],
  ["a person", tokenOf("x", 2_000_000, { sub: "loadline/loadline-agent" })],
  ["an end that is past", tokenOf("x", 1_000_000)],
  ["no end", tokenOf("x", 2_000_000, { exp: undefined })],
])("a token that cannot be right is refused without asking the API server: %s", async (_, token) => {
  const { reviews, asked, release } = countingReviews();
  release();
  expect(await reviews.nodeOf(token)).toMatchObject({ kind: "refused" });
  expect(asked()).toBe(0);
});

const signedByNone = [
  ["another key", { key: newClusterKey().privateKey }],
  ["another key under another name", { kid: "2", key: newClusterKey().privateKey }],
  ["no algorithm", { alg: "none" }],
  ["a secret", { alg: "HS256" }],
] as const;
test.each(signedByNone)("of a flood of tokens signed by %s none is at the API server", async (_, by) => {
  const { reviews, asked, keysAsked, release } = countingReviews({}, () => published("1"));
  release();
  for (let burst = 0; burst < 2; burst++) {
    const flood = Array.from({ length: 150 }, (_, index) =>
      reviews.nodeOf(tokenOf(`forged ${burst} ${index}`, 2_000_000, {}, by)).catch(String),
    );
    const answers = await Promise.all(flood);
    if (burst > 0) expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
  }
  expect([asked(), keysAsked()]).toEqual([0, 1]);
});

test("a cluster's new key is found, and looked for no more than every ten seconds", async () => {
  const [next, answer] = [newClusterKey(), { status: reviewed(agentUser("gpu-1")) }];
  let now = published("1");
  const { reviews, pass, keysAsked, release } = countingReviews(answer, () => now);
  release();
  const token = (kid: string, pair = clusterKey) => tokenOf("x", 2_000_000, {}, { kid, key: pair.privateKey });
  expect(await reviews.nodeOf(token("1"))).toMatchObject({ node: "gpu-1" });
  now = published("2", next);
  expect(await reviews.nodeOf(token("2", next))).toMatchObject({ kind: "refused" });
  pass(11);
  expect(await reviews.nodeOf(token("2", next))).toMatchObject({ node: "gpu-1" });
  expect(await reviews.nodeOf(token("1"))).toMatchObject({ kind: "refused" });
  expect(keysAsked()).toBe(2);
});

test("of the keys that a cluster adds one may be unreadable; while none is readable it is asked about new ones", async () => {
  const [next, answer] = [newClusterKey(), { status: reviewed(agentUser("gpu-1")) }];
  for (const added of [[...published("2", next).keys, { kid: "3", kty: "AKP" }], [{ kid: "3", kty: "AKP" }], []]) {
    let now: object = published("1");
    const { reviews, pass, release } = countingReviews(answer, () => now);
    release();
    expect(await reviews.nodeOf(tokenOf("x", 2_000_000))).toMatchObject({ node: "gpu-1" });
    now = { keys: added };
    pass(11);
    for (let time = 0; time < 2; time++) {
      const token = tokenOf("x", 2_000_000, {}, { kid: "2", key: next.privateKey });
      expect(await reviews.nodeOf(token)).toMatchObject({ node: "gpu-1" });
    }
  }
});

test("of a flood of tokens that nobody made, few are at the API server at a time; the others are refused at once", async () => {
  const { reviews, asked, release } = countingReviews();
  const flood = Array.from({ length: 500 }, (_, index) => reviews.nodeOf(tokenOf(`forged ${index}`, 2_000_000)));
  const ended = Promise.allSettled(flood);
  await expect(reviews.nodeOf(tokenOf("one more", 2_000_000))).rejects.toThrow("100 reviews wait");
  expect(asked()).toBe(100);
  release();
  expect((await ended).filter(({ status }) => status === "fulfilled")).toHaveLength(100);
  await reviews.nodeOf(tokenOf("after the flood", 2_000_000));
  expect(asked()).toBe(101);
});

/** How one node runs up each row of its budget, and what holds then. A row without an attack has no type, and fails. */
const attacks: Readonly<Record<keyof typeof admissionBudget, (most: number) => Promise<void>>> = {
  reviews: async (most) => {
    const { reviews, asked, release } = countingReviews({ status: reviewed(agentUser("gpu-1")) });
    const token = tokenOf("gpu-1", 2_000_000);
    const uses = Array.from({ length: 150 }, () => reviews.nodeOf(token));
    const other = reviews.nodeOf(tokenOf("gpu-2", 2_000_000));
    release();
    const found = await Promise.all(uses);
    expect(asked()).toBe(most + 1);
    expect(found.filter(({ kind }) => kind === "node")).toHaveLength(most);
    expect(found.at(-1)).toEqual({ kind: "refused", reason: "it is used too often at a time" });
    expect((await other).kind).toBe("node");
  },
  admissions: async (most) => {
    const admitted = new Admissions();
    const areAdmitted = Array.from({ length: 1_000 }, () => admitted.refusal("gpu-1", "gpu-1", 0) === null);
    expect(areAdmitted).toEqual(areAdmitted.map((_, at) => at < most));
    expect(admitted.refusal("gpu-2", "gpu-2", 0)).toBeNull();
    expect(admitted.refusal("gpu-1", "gpu-1", 0)).toContain(`${most} connections`);
  },
  secondsPerAdmission: async (seconds) => {
    const admitted = new Admissions();
    const isAdmitted = (at: number): boolean => admitted.refusal("gpu-1", "gpu-1", at) === null;
    while (isAdmitted(0));
    const times = [seconds - 1, seconds, seconds + 1, 2 * seconds];
    expect(times.map(isAdmitted)).toEqual([false, true, false, true]);
  },
};

test.each(Object.keys(admissionBudget) as (keyof typeof admissionBudget)[])(
  "one node exceeds its budget of %s, and everybody else is admitted",
  async (row) => attacks[row](admissionBudget[row]),
);

describe("connections that a node is given", () => {
  test("a node whose name becomes that of another one is refused", () => {
    const admissions = new Admissions();
    expect(admissions.refusal("gpu-node-1", "gpu-node-1", 0)).toBeNull();
    expect(admissions.refusal("gpu-node-1", "gpu.node.1", 1)).toMatch(/same name in subjects/);
    expect(admissions.refusal("a-b", "a.b", 2)).toBeNull();
    expect(admissions.refusal("a-b", "a-b", 3)).toBeNull();
    expect(admissions.refusal("a-b", "a.b", 4)).toMatch(/same name in subjects/);
  });
});

test("a refused token is not asked about again for ten seconds; one that was admitted is", async () => {
  const unknown = countingReviews();
  unknown.release();
  const token = tokenOf("x", 2_000_000);
  for (const seconds of [0, 9, 2]) {
    unknown.pass(seconds);
    expect(await unknown.reviews.nodeOf(token)).toMatchObject({ kind: "refused" });
  }
  expect(unknown.asked()).toBe(2);
  const known = countingReviews({ status: reviewed(agentUser("gpu-1")) });
  known.release();
  for (let time = 0; time < 2; time++)
    expect(await known.reviews.nodeOf(token)).toEqual({ kind: "node", node: "gpu-1", name: "gpu-1", until: 2_000_000 });
  expect(known.asked()).toBe(2);
});

test("refusals fill no log: one line a minute for each reason, and twenty in all", async () => {
  const lines: string[] = [];
  let now = 1_000_000;
  const logger = pino({}, { write: (line) => void lines.push(line) });
  const { reviews } = countingReviews();
  const other = new Authenticator({ cluster: "lab", issuer, clock: () => now, logger, reviews });
  const ask = async (token: string) => {
    const nats = { server_id: { id: "N" }, user_nkey: "U", connect_opts: { auth_token: token } };
    const question = `e30.${Buffer.from(JSON.stringify({ nats })).toString("base64url")}.c2ln`;
    expect(await other.answer(question)).not.toBeNull();
  };
  for (let time = 0; time < 2; time++) await ask("secret");
  for (let index = 0; index < 20; index++) await ask(tokenOf("x", 2_000_000, { sub: `stranger ${index}` }));
  expect(lines).toHaveLength(20);
  now += 60;
  await ask("secret");
  expect(lines).toHaveLength(21);
});
