import { randomBytes } from "node:crypto";
import { newSigningKeyPair } from "@loadline/protocol/signature";
import { AnswerError } from "@loadline/runtime/kubernetes";
import type { KubernetesAccess } from "../kubernetes/kubernetes-client.ts";
import { type Holder, type Issued, isCurrent, isUsable, newAuthority, newCertificate } from "./certificates.ts";

const users = ["admin", "agent", "recommender", "actuator", "planner", "panel", "authenticator"] as const;

const newKey = (): string => newSigningKeyPair().privateKey;

/** What an installation needs, by the keys of its Secret. */
const makers: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(users.map((user) => [`nats-password-${user}`, () => randomBytes(24).toString("base64url")])),
  "issuer.pem": newKey,
  "signing-key.pem": newKey,
};

/** What a Secret holds, as text. */
type Texts = Readonly<Record<string, string>>;

export interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

export interface Installation extends SecretName {
  /** Hosts that get a certificate, by the part that serves them. */
  readonly certificates: Readonly<Record<string, string>>;
  /** Secrets with a certificate that KEDA shows, in the namespaces of its ScaledObjects. */
  readonly kedaClients: readonly SecretName[];
}

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof Error && error.cause instanceof AnswerError
    ? error.cause.status === status
    : error instanceof AnswerError && error.status === status;

const coded = (texts: Texts, encoding: "base64" | "utf8"): Texts => {
  const from = encoding === "base64" ? "utf8" : "base64";
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, Buffer.from(text, from).toString(encoding)]),
  );
};

/** Makes the Secret where there is none, and adds what it lacks. @returns what it holds then, and the keys that were made */
const complete = async (
  call: KubernetesAccess["call"],
  { namespace, name }: SecretName,
  lacking: (present: Texts) => Texts,
): Promise<{ readonly texts: Texts; readonly made: readonly string[] }> => {
  const secrets = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  const path = `${secrets}/${encodeURIComponent(name)}`;
  const found = await call({ method: "GET", path }).catch((error: unknown) => {
    if (hasStatus(error, 404)) return null;
    throw error;
  });
  const present = coded((found as { readonly data?: Texts } | null)?.data ?? {}, "utf8");
  const made = lacking(present);
  const data = coded(made, "base64");
  const labels = { "app.kubernetes.io/part-of": "loadline" };
  if (found === null)
    await call({ method: "POST", path: secrets, body: { type: "Opaque", metadata: { name, labels }, data } });
  else if (Object.keys(data).length > 0) await call({ method: "PATCH", path, body: { data } });
  return { texts: { ...present, ...made }, made: Object.keys(made) };
};

const authorityOf = ({ "ca.crt": certificate = "", "ca.key": key = "" }: Texts): Issued => ({ certificate, key });

/** The keys that are not there, and certificates that run out or are of another authority or host. */
const lackingIn = (present: Texts, certificates: Installation["certificates"], now: number): Texts => {
  const secrets = Object.entries(makers).flatMap(([key, make]) => (key in present ? [] : [[key, make()] as const]));
  const holders = Object.entries(certificates).map(([part, name]) => ({ part, name, use: "server" as const }));
  if (holders.length === 0) return Object.fromEntries(secrets);
  const before = authorityOf(present);
  const isThere = isUsable(before, now);
  const authority = isThere ? before : newAuthority(now);
  const issued = holders.flatMap(({ part, ...holder }) => {
    if (isCurrent(present[`${part}.crt`] ?? "", authority, holder, now)) return [];
    const { certificate, key } = newCertificate(authority, holder, now);
    return [[`${part}.crt`, certificate] as const, [`${part}.key`, key] as const];
  });
  const own = isThere ? [] : [["ca.crt", authority.certificate] as const, ["ca.key", authority.key] as const];
  return Object.fromEntries([...secrets, ...own, ...issued]);
};

const keda: Holder = { name: "keda", use: "client" };

/** What KEDA's TriggerAuthentication refers to. */
const clientOf = (present: Texts, authority: Issued, now: number): Texts => {
  if (isCurrent(present["tls.crt"] ?? "", authority, keda, now)) return {};
  const { certificate, key } = newCertificate(authority, keda, now);
  return { "ca.crt": authority.certificate, "tls.crt": certificate, "tls.key": key };
};

/**
 * Makes the Secrets where there are none, and adds the keys that those of an earlier version lack. Passwords and keys that are there
 * stay, since new ones would lock out what runs; so does the authority, while certificates that run out are renewed.
 * @param now seconds since 1970
 * @returns the keys of the first Secret that were made
 * @throws when the API server refuses it or does not answer
 */
export const ensureSecrets = async (
  call: KubernetesAccess["call"],
  { certificates, kedaClients, ...secret }: Installation,
  now: number,
): Promise<readonly string[]> => {
  const { texts, made } = await complete(call, secret, (present) => lackingIn(present, certificates, now));
  for (const client of kedaClients)
    await complete(call, client, (present) => clientOf(present, authorityOf(texts), now));
  return made;
};
