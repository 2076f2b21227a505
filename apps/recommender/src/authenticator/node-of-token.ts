import { createHash } from "node:crypto";
import { token as subjectToken } from "@loadline/wire";
import { z } from "zod";
import type { Call } from "../actuate/kubernetes/kubernetes-client.ts";
import type { Clock } from "../clock.ts";

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

export interface TokenRules {
  /** Service accounts of agents, as NAMESPACE/NAME. */
  readonly serviceAccounts: readonly string[];
  /** The tokens are made for it and for nothing else. */
  readonly audience: string;
}

/** Whose token it is and when it ends (epoch seconds), or why it counts for nothing; the reason never holds the token. */
export type NodeOfToken =
  | { readonly kind: "node"; readonly node: string; readonly until: number }
  | { readonly kind: "refused"; readonly reason: string };

const refused = (reason: string) => ({ kind: "refused", reason }) as const;

const Claims = z.object({
  aud: z.union([z.string(), z.array(z.string())]).transform((aud) => [aud].flat()),
  sub: z.string(),
  exp: z.number(),
});

const longestToken = 16_384;

/** What a token states of itself, whoever made it. */
const claimsOf = (token: string): z.infer<typeof Claims> | null => {
  const parts = token.split(".", 4);
  if (token.length > longestToken || parts.length !== 3) return null;
  try {
    return Claims.parse(JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString()));
  } catch {
    return null;
  }
};

const nameOfAccount = (account: string): string => userPrefix + account.replace("/", ":");

/** The node that an answered review names, by the rules. */
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
  return { kind: "node", node: subjectToken(node), until };
};

// What anybody may cause with tokens that nobody made: so many reviews at a time, so many refusals remembered.
const mostReviews = 100;
const mostRefusals = 1_024;
const rememberedSeconds = 10;

/** Asks the API server about tokens, except about those that could not be right whatever it says. */
export class TokenReviews {
  readonly #call: (call: Call) => Promise<unknown>;
  readonly #rules: TokenRules;
  readonly #clock: Clock;
  readonly #refusals = new Map<string, { readonly answer: NodeOfToken; readonly until: number }>();
  #inFlight = 0;

  constructor(call: (call: Call) => Promise<unknown>, rules: TokenRules, clock: Clock) {
    this.#call = call;
    this.#rules = rules;
    this.#clock = clock;
  }

  async nodeOf(token: string): Promise<NodeOfToken> {
    const claims = claimsOf(token);
    if (claims === null) return refused("the token is not one of a service account");
    const { audience, serviceAccounts } = this.#rules;
    if (!claims.aud.includes(audience)) return refused(`the token is not for the audience ${audience}`);
    if (!serviceAccounts.some((account) => claims.sub === nameOfAccount(account)))
      return refused(`${claims.sub.slice(0, 200)} is not a service account of agents`);
    if (claims.exp <= this.#clock()) return refused("the token has expired");
    const key = createHash("sha256").update(token).digest("base64");
    const before = this.#refusals.get(key);
    if (before !== undefined && before.until > this.#clock()) return before.answer;
    const answer = await this.#reviewed(token, claims.exp);
    if (answer.kind === "refused") this.#remember(key, answer);
    return answer;
  }

  #remember(key: string, answer: NodeOfToken): void {
    this.#refusals.delete(key);
    this.#refusals.set(key, { answer, until: this.#clock() + rememberedSeconds });
    const [oldest] = this.#refusals.keys();
    if (this.#refusals.size > mostRefusals && oldest !== undefined) this.#refusals.delete(oldest);
  }

  /** @throws KubernetesError when the API server does not answer */
  async #reviewed(token: string, until: number): Promise<NodeOfToken> {
    const { audience } = this.#rules;
    if (this.#inFlight >= mostReviews)
      throw new Error(`${mostReviews} reviews wait for it, more than are sent at once`);
    this.#inFlight++;
    try {
      const body = {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenReview",
        spec: { token, audiences: [audience] },
      };
      const path = "/apis/authentication.k8s.io/v1/tokenreviews";
      const answer = await this.#call({ method: "POST", path, body, userAgent: "loadline-authenticator" });
      return nodeInReview(answer, this.#rules, until);
    } finally {
      this.#inFlight--;
    }
  }
}
