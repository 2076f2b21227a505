import { reasonOf } from "@loadline/core";
import { agentPermissions, agentsAccount, inboxOf } from "@loadline/wire/nats";
import { decode, encodeAuthorizationResponse, encodeUser } from "@nats-io/jwt";
import type { NatsConnection, nkeys } from "@nats-io/transport-node";
import type { Logger } from "pino";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { NodeOfToken } from "./node-of-token.ts";

/** What the broker asks; it signs the question with its server key. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_callout */
const Question = z.object({
  iss: z.string(),
  nats: z.object({
    server_id: z.object({ id: z.string() }),
    user_nkey: z.string(),
    connect_opts: z.object({ auth_token: z.string().max(16_384).optional() }),
  }),
});

export interface AuthenticatorDeps {
  readonly cluster: string;
  /** The account key whose public part is `nodeTokens.issuer` of the policy. */
  readonly issuer: nkeys.KeyPair;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly nodeOf: (token: string) => Promise<NodeOfToken>;
}

/** A connection lasts no longer than its token, and no longer than this: then the agent authenticates again, or not. */
const longestSeconds = 3_600;

/** Anybody may knock at the broker: the API server is asked about no more than these at once. */
const mostAtOnce = 100;

/** The end that the token itself states, epoch seconds. Trusted only of a token that was reviewed. */
const expiryOf = (token: string): number => {
  try {
    const payload = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { exp?: unknown };
    return typeof payload.exp === "number" ? payload.exp : Number.POSITIVE_INFINITY;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
};

/** Decides for the broker whom to admit: the agent of the node that its service-account token names. */
export class Authenticator {
  readonly #deps: AuthenticatorDeps;
  #asked = 0;

  constructor(deps: AuthenticatorDeps) {
    this.#deps = deps;
  }

  /** Several of them share the questions. */
  listen(connection: NatsConnection): void {
    connection.subscribe("$SYS.REQ.USER.AUTH", {
      queue: "loadline-authenticator",
      callback: (error, message) => {
        if (error !== null) return;
        void this.answer(message.string()).then((answer) => {
          // Without an answer the broker refuses by itself.
          if (answer !== null) message.respond(answer);
        });
      },
    });
  }

  /** The signed answer to a question; null for what is no question of a broker. */
  async answer(question: string): Promise<string | null> {
    const { logger } = this.#deps;
    try {
      const { iss, nats } = Question.parse(decode(question));
      const { server_id: server, user_nkey: user, connect_opts: options } = nats;
      if (iss !== server.id) return null;
      const data = await this.#decide(user, options.auth_token);
      return await encodeAuthorizationResponse(user, server.id, this.#deps.issuer, data, {});
    } catch (error) {
      logger.warn({ detail: reasonOf(error) }, "an authorization request was not answered");
      return null;
    }
  }

  async #decide(user: string, token: string | undefined): Promise<{ jwt: string } | { error: string }> {
    const { cluster, clock, logger, nodeOf } = this.#deps;
    if (token === undefined || token === "") return { error: "no token" };
    if (this.#asked >= mostAtOnce) return { error: "too many agents at once" };
    this.#asked += 1;
    const found = await nodeOf(token)
      .catch(
        (error: unknown): NodeOfToken => ({
          kind: "refused",
          reason: `the API server does not answer: ${reasonOf(error)}`,
        }),
      )
      .finally(() => {
        this.#asked -= 1;
      });
    if (found.kind === "refused") {
      logger.warn({ reason: found.reason }, "agent refused");
      return { error: found.reason };
    }
    const { node } = found;
    const { publish } = agentPermissions(cluster, node);
    const permissions = { pub: { allow: [...publish] }, sub: { allow: [inboxOf(node)] } };
    const exp = Math.floor(Math.min(clock() + longestSeconds, expiryOf(token)));
    logger.info({ node, until: new Date(exp * 1000).toISOString() }, "agent authorized");
    return { jwt: await encodeUser(node, user, this.#deps.issuer, permissions, { aud: agentsAccount, exp }) };
  }
}
