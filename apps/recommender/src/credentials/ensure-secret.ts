import { randomBytes } from "node:crypto";
import { newSigningKeyPair } from "@loadline/protocol/signature";
import { AnswerError } from "@loadline/runtime/kubernetes";
import type { KubernetesAccess } from "../kubernetes/kubernetes-client.ts";

const users = ["admin", "agent", "recommender", "actuator", "planner", "panel", "authenticator"] as const;

const newPassword = (): string => randomBytes(24).toString("base64url");
const newKey = (): string => newSigningKeyPair().privateKey;

/** What an installation needs, by the keys of its Secret. */
const makers: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(users.map((user) => [`nats-password-${user}`, newPassword])),
  "issuer.pem": newKey,
  "signing-key.pem": newKey,
};

const madeWithout = (present: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(makers).flatMap(([key, make]) =>
      key in present ? [] : [[key, Buffer.from(make()).toString("base64")]],
    ),
  );

interface Secret {
  readonly data?: Readonly<Record<string, unknown>>;
}

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof Error && error.cause instanceof AnswerError
    ? error.cause.status === status
    : error instanceof AnswerError && error.status === status;

/**
 * Makes the Secret where there is none, and adds the keys that one of an earlier version lacks. What is there stays: a new
 * password would lock out what runs.
 * @returns the keys that were made
 * @throws when the API server refuses it or does not answer
 */
export const ensureSecret = async (
  call: KubernetesAccess["call"],
  { namespace, name }: { readonly namespace: string; readonly name: string },
): Promise<readonly string[]> => {
  const secrets = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  const path = `${secrets}/${encodeURIComponent(name)}`;
  const present = await call({ method: "GET", path }).catch((error: unknown) => {
    if (hasStatus(error, 404)) return null;
    throw error;
  });
  const data = madeWithout((present as Secret | null)?.data ?? {});
  const labels = { "app.kubernetes.io/part-of": "loadline" };
  if (present === null)
    await call({ method: "POST", path: secrets, body: { type: "Opaque", metadata: { name, labels }, data } });
  else if (Object.keys(data).length > 0) await call({ method: "PATCH", path, body: { data } });
  return Object.keys(data);
};
