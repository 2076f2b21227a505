import { token as subjectToken } from "@loadline/wire";
import { z } from "zod";
import type { Call } from "../actuate/kubernetes/kubernetes-client.ts";

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

/** Whose token it is, or why it counts for nothing; the reason never holds the token. */
export type NodeOfToken =
  | { readonly kind: "node"; readonly node: string }
  | { readonly kind: "refused"; readonly reason: string };

const refused = (reason: string): NodeOfToken => ({ kind: "refused", reason });

/** The node that an answered review names, by the rules. */
export const nodeInReview = (answer: unknown, { serviceAccounts, audience }: TokenRules): NodeOfToken => {
  const parsed = TokenReview.safeParse(answer);
  if (!parsed.success) return refused("the API server's answer is not a TokenReview");
  const { authenticated, audiences, user } = parsed.data.status;
  if (!authenticated) return refused("the API server does not know the token, or it has expired");
  if (!audiences.includes(audience)) return refused(`the token is not for the audience ${audience}`);
  const isAgent = serviceAccounts.some((name) => user.username === userPrefix + name.replace("/", ":"));
  if (!isAgent) return refused(`${user.username} is not a service account of agents`);
  const [node, ...others] = user.extra[nodeKey] ?? [];
  if (node === undefined || others.length > 0)
    return refused("the token names no node: Kubernetes 1.30 and a token that is bound to a pod are needed");
  return { kind: "node", node: subjectToken(node) };
};

/** Asks the API server about a token. @throws KubernetesError when it does not answer */
export const nodeOfToken = async (
  token: string,
  call: (call: Call) => Promise<unknown>,
  rules: TokenRules,
): Promise<NodeOfToken> => {
  const body = {
    apiVersion: "authentication.k8s.io/v1",
    kind: "TokenReview",
    spec: { token, audiences: [rules.audience] },
  };
  const path = "/apis/authentication.k8s.io/v1/tokenreviews";
  return nodeInReview(await call({ method: "POST", path, body, userAgent: "loadline-authenticator" }), rules);
};
