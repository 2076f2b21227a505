import { parseSigningKey } from "@loadline/protocol/signature";
import { AnswerError } from "@loadline/runtime/kubernetes";
import { beforeEach, expect, test } from "vitest";
import type { Call } from "../kubernetes/kubernetes-client.ts";
import { ensureSecret } from "./ensure-secret.ts";

type Data = Readonly<Record<string, string>>;

const where = { namespace: "loadline", name: "loadline-credentials" };
let calls: Call[];
let present: Data | null;

/** An API server with at most one Secret. */
const call = async (one: Call): Promise<unknown> => {
  calls.push(one);
  const { data } = (one.body ?? {}) as { data: Data };
  if (one.method === "GET" && present === null) throw new AnswerError(404, "404: not found");
  if (one.method !== "GET") present = { ...present, ...data };
  return { data: present };
};

beforeEach(() => {
  calls = [];
  present = null;
});

const users = ["actuator", "admin", "agent", "authenticator", "panel", "planner", "recommender"];
const every = ["issuer.pem", ...users.map((user) => `nats-password-${user}`), "signing-key.pem"];
const clear = (key: string): string => Buffer.from(present?.[key] ?? "", "base64").toString();

test("a Secret that is not there is made: a password for each user, and two keys", async () => {
  expect((await ensureSecret(call, where)).toSorted()).toEqual(every);
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
  await ensureSecret(call, where);
  const before = present;
  calls = [];
  expect(await ensureSecret(call, where)).toEqual([]);
  expect({ present, methods: calls.map(({ method }) => method) }).toEqual({ present: before, methods: ["GET"] });
});

test("one of an earlier version is given what it lacks", async () => {
  await ensureSecret(call, where);
  const { "issuer.pem": _, ...earlier } = present ?? {};
  present = earlier;
  expect(await ensureSecret(call, where)).toEqual(["issuer.pem"]);
  expect(present).toMatchObject(earlier);
  expect(calls.at(-1)).toMatchObject({ method: "PATCH", body: { data: { "issuer.pem": expect.any(String) } } });
});

test("a refusal is no Secret that is missing", async () => {
  const refuse = () => Promise.reject(new Error("403: forbidden", { cause: new AnswerError(403, "403: forbidden") }));
  await expect(ensureSecret(refuse, where)).rejects.toThrow("403");
});
