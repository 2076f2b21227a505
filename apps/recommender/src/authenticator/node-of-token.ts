import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from "node:crypto";
import { admissionBudget, isToken } from "@loadline/protocol";
import { z } from "zod";
import type { Call } from "../kubernetes/kubernetes-client.ts";
import type { Clock } from "../settings/clock.ts";

// Names in the answer of a Kubernetes API server to a TokenReview.
// https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/
const userPrefix = "system:serviceaccount:";
// In tokens that are bound to a pod, from Kubernetes 1.30 on (feature ServiceAccountTokenPodNodeInfo).
const nodeKey = "authentication.kubernetes.io/node-name";

const TokenReview = z.object({
  status: z.object({
    authenticated: z.boolean().default(false),
    audiences: z.array(z.string()).default([]),
    user: z
      .object({ username: z.string().default(""), extra: z.record(z.string(), z.array(z.string())).default({}) })
      .default({ username: "", extra: {} }),
    error: z.string().optional(),
  }),
});

interface TokenRules {
  /** Service accounts of agents, as NAMESPACE/NAME. */
  readonly serviceAccounts: readonly string[];
  /** The tokens are made for it and for nothing else. */
  readonly audience: string;
}

/** Whose token it is, by the name that subjects have and the node's own, and when it ends (epoch seconds), or why it counts for nothing; the reason never holds the token. */
export type NodeOfToken =
  | { readonly kind: "node"; readonly node: string; readonly name: string; readonly until: number }
  | { readonly kind: "refused"; readonly reason: string };

const refused = (reason: string) => ({ kind: "refused", reason }) as const;

const forged = refused("no key of the API server signed the token");

const Claims = z.object({
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  sub: z.string(),
  exp: z.number(),
  "kubernetes.io": z
    .object({ node: z.object({ name: z.string() }) })
    .optional()
    .catch(undefined),
});

const longestToken = 16_384;

/** The JSON in a part of a JWT, whoever made it: 0 its head, 1 its claims; null where there is none. */
export const partOf = (token: string, part: 0 | 1): unknown => {
  const parts = token.split(".", 4);
  if (parts.length !== 3) return null;
  try {
    return JSON.parse(Buffer.from(parts[part] ?? "", "base64url").toString());
  } catch {
    return null;
  }
};

const nameOfAccount = (account: string): string => userPrefix + account.replace("/", ":");

const nodeInReview = (answer: unknown, { serviceAccounts, audience }: TokenRules, until: number): NodeOfToken => {
  const parsed = TokenReview.safeParse(answer);
  if (!parsed.success) return refused("the API server's answer is not a TokenReview");
  const { authenticated, audiences, user } = parsed.data.status;
  if (!authenticated) return refused("the API server does not know the token, or it has expired");
  if (!audiences.includes(audience)) return refused(`the token is not for the audience ${audience}`);
  if (!serviceAccounts.some((account) => user.username === nameOfAccount(account)))
    return refused(`${user.username} is not a service account of agents`);
  const [node, ...others] = user.extra[nodeKey] ?? [];
  if (node === undefined || others.length > 0)
    return refused("the token names no node: Kubernetes 1.30 and a token that is bound to a pod are needed");
  // What a subject cannot hold would be cut or replaced, so that two nodes have one name; dots are common, see `NodeNames`.
  if (!isToken(node.replaceAll(".", "-")))
    return refused("the name of its node is longer than 63 characters, or has others than a-z, 0-9, - and .");
  return { kind: "node", node: node.replaceAll(".", "-"), name: node, until };
};

// What anybody may cause with tokens that nobody made: so many reviews at a time, so many refusals remembered.
const mostReviews = 100;
const mostRefusals = 1_024;
const rememberedSeconds = 10;

/** Hashes of the algorithms that a Kubernetes API server signs with. */
const hashes = { RS256: "sha256", ES256: "sha256", ES384: "sha384", ES512: "sha512" } as const;

const Head = z.object({ alg: z.enum(["RS256", "ES256", "ES384", "ES512"]), kid: z.string() });

const KeySet = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string() }))
    .min(1)
    .max(100),
});

/** A key by its name, or none where it is of a kind that is not known here. */
const imported = ({
  kid,
  ...key
}: JsonWebKey & { readonly kid: string }): readonly (readonly [string, KeyObject])[] => {
  try {
    return [[kid, createPublicKey({ key, format: "jwk" })]];
  } catch {
    return [];
  }
};

/** Whether the head of a token names a key that signed it; null: it names an unknown one. */
const isSigned = (token: string, keys: ReadonlyMap<string, KeyObject>): boolean | null => {
  const { data: head } = Head.safeParse(partOf(token, 0));
  if (head === undefined) return false;
  const key = keys.get(head.kid);
  if (key === undefined) return null;
  const end = token.lastIndexOf(".");
  const [text, signature] = [Buffer.from(token.slice(0, end)), Buffer.from(token.slice(end + 1), "base64url")];
  try {
    return verify(hashes[head.alg], text, { key, dsaEncoding: "ieee-p1363" }, signature);
  } catch {
    return false;
  }
};

/**
 * Asks the API server about tokens, except about those that could not be right whatever it answers: such as one that none of its
 * published keys signed. An API server that publishes none is asked about each.
 */
export class TokenReviews {
  readonly #call: (call: Call) => Promise<unknown>;
  readonly #rules: TokenRules;
  readonly #clock: Clock;
  readonly #refusals = new Map<string, { readonly answer: NodeOfToken; readonly until: number }>();
  #keys: ReadonlyMap<string, KeyObject> | null = null;
  /** Until then a token of an unknown key is forged: they were read just now. */
  #keysReadUntil = 0;
  #keysAskedUntil = 0;
  #keysAsked: Promise<boolean> = Promise.resolve(false);
  #inFlight = 0;
  /** Reviews in flight by the identity that the token claims: few of each are asked about at a time. */
  readonly #inFlightOf = new Map<string, number>();

  constructor(call: (call: Call) => Promise<unknown>, rules: TokenRules, clock: Clock) {
    this.#call = call;
    this.#rules = rules;
    this.#clock = clock;
  }

  async nodeOf(token: string): Promise<NodeOfToken> {
    const { data: claims } = Claims.safeParse(token.length > longestToken ? null : partOf(token, 1));
    if (claims === undefined) return refused("the token is not one of a service account");
    const { audience, serviceAccounts } = this.#rules;
    if (!claims.aud.includes(audience)) return refused(`the token is not for the audience ${audience}`);
    if (!serviceAccounts.some((account) => claims.sub === nameOfAccount(account)))
      return refused(`${claims.sub.slice(0, 200)} is not a service account of agents`);
    if (claims.exp <= this.#clock()) return refused("the token has expired");
    const signed = this.#keys === null ? true : isSigned(token, this.#keys);
    if (signed === false || (signed === null && this.#clock() < this.#keysReadUntil)) return forged;
    const key = createHash("sha256").update(token).digest("base64");
    const before = this.#refusals.get(key);
    if (before !== undefined && before.until > this.#clock()) return before.answer;
    // Claims that nobody vouches for may name another's node.
    const named = signed === true && this.#keys !== null ? claims["kubernetes.io"]?.node.name : undefined;
    return this.#askedOnce(token, { key, identity: named === undefined ? key : `node ${named}`, until: claims.exp });
  }

  async #askedOnce(
    token: string,
    { key, identity, until }: { readonly key: string; readonly identity: string; readonly until: number },
  ): Promise<NodeOfToken> {
    if ((this.#inFlightOf.get(identity) ?? 0) >= admissionBudget.reviews)
      return refused("it is used too often at a time");
    if (this.#inFlight >= mostReviews)
      throw new Error(`${mostReviews} reviews wait for it, more than are sent at once`);
    this.#count(identity, 1);
    const answer = await this.#reviewed(token, until).finally(() => this.#count(identity, -1));
    if (answer.kind === "refused") this.#remember(key, answer);
    return answer;
  }

  #count(identity: string, by: 1 | -1): void {
    this.#inFlight += by;
    const own = (this.#inFlightOf.get(identity) ?? 0) + by;
    if (own === 0) this.#inFlightOf.delete(identity);
    else this.#inFlightOf.set(identity, own);
  }

  #remember(key: string, answer: NodeOfToken): void {
    this.#refusals.delete(key);
    this.#refusals.set(key, { answer, until: this.#clock() + rememberedSeconds });
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > mostRefusals && oldest !== undefined) this.#refusals.delete(oldest);
  }

  /** @throws when the API server does not answer */
  async #reviewed(token: string, until: number): Promise<NodeOfToken> {
    const isRead = this.#keys !== null && isSigned(token, this.#keys) !== null ? true : await this.#readKeys();
    if (isRead && this.#keys !== null && isSigned(token, this.#keys) !== true) return forged;
    const { audience } = this.#rules;
    const spec = { token, audiences: [audience] };
    const body = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec };
    const answer = await this.#asked({ method: "POST", path: "/apis/authentication.k8s.io/v1/tokenreviews", body });
    return nodeInReview(answer, this.#rules, until);
  }

  #asked(call: Call): Promise<unknown> {
    return this.#call({ ...call, userAgent: "loadline-authenticator" });
  }

  /** They change when the cluster's keys are rotated: an unknown one is looked for, not more often than refusals are forgotten. */
  #readKeys(): Promise<boolean> {
    if (this.#clock() < this.#keysAskedUntil) return this.#keysAsked;
    this.#keysAskedUntil = this.#clock() + rememberedSeconds;
    const read = this.#asked({ method: "GET", path: "/openid/v1/jwks" }).then((answer) => {
      const keys = new Map(KeySet.parse(answer).keys.flatMap(imported));
      if (keys.size === 0) return false;
      this.#keys = keys;
      this.#keysReadUntil = this.#clock() + rememberedSeconds;
      return true;
    });
    this.#keysAsked = read.catch(() => false);
    return this.#keysAsked;
  }
}
