import { reasonOf } from "@loadline/core";
import { agentPermissions, agentsAccount, inboxOf } from "@loadline/wire/nats";
import { decode, encodeAuthorizationResponse, encodeUser } from "@nats-io/jwt";
import type { NatsConnection, nkeys } from "@nats-io/transport-node";
import type { Logger } from "pino";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { NodeOfToken, TokenReviews } from "./node-of-token.ts";

/** What the broker asks; it signs the question with its server key. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_callout */
const Question = z.object({
  iss: z.string(),
  nats: z.object({
    server_id: z.object({ id: z.string() }),
    user_nkey: z.string(),
    connect_opts: z.object({ auth_token: z.string().optional() }),
  }),
});

export interface AuthenticatorDeps {
  readonly cluster: string;
  /** The account key whose public part is `nodeTokens.issuer` of the policy. */
  readonly issuer: nkeys.KeyPair;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly reviews: TokenReviews;
}

/** A connection lasts no longer than its token, and no longer than this: then the agent authenticates again, or not. */
const longestSeconds = 3_600;

/** Anybody can cause a line: each reason has one a minute, and there are no more than these. */
const linesPerMinute = 20;

/** Decides for the broker whom to admit: the agent of the node that its service-account token names. */
export class Authenticator {
  readonly #deps: AuthenticatorDeps;
  readonly #warned = new Set<string>();
  #minute = 0;

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
    try {
      const { iss, nats } = Question.parse(decode(question));
      const { server_id: server, user_nkey: user, connect_opts: options } = nats;
      if (iss !== server.id) return null;
      const data = await this.#decide(user, options.auth_token);
      return await encodeAuthorizationResponse(user, server.id, this.#deps.issuer, data, {});
    } catch (error) {
      this.#warn(reasonOf(error), "an authorization request was not answered");
      return null;
    }
  }

  #warn(reason: string, message: string): void {
    const minute = Math.floor(this.#deps.clock() / 60);
    if (minute !== this.#minute) this.#warned.clear();
    this.#minute = minute;
    if (this.#warned.has(reason) || this.#warned.size >= linesPerMinute) return;
    this.#warned.add(reason);
    this.#deps.logger.warn({ reason }, message);
  }

  async #decide(user: string, token: string | undefined): Promise<{ jwt: string } | { error: string }> {
    const { cluster, clock, logger, reviews } = this.#deps;
    if (token === undefined || token === "") return { error: "no token" };
    const found = await reviews.nodeOf(token).catch(
      (error: unknown): NodeOfToken => ({
        kind: "refused",
        reason: `the API server does not answer: ${reasonOf(error)}`,
      }),
    );
    if (found.kind === "refused") {
      this.#warn(found.reason, "agent refused");
      return { error: found.reason };
    }
    const { node } = found;
    const { publish } = agentPermissions(cluster, node);
    const permissions = { pub: { allow: [...publish] }, sub: { allow: [inboxOf(node)] } };
    const exp = Math.floor(Math.min(clock() + longestSeconds, found.until));
    logger.info({ node, until: new Date(exp * 1000).toISOString() }, "agent authorized");
    return { jwt: await encodeUser(node, user, this.#deps.issuer, permissions, { aud: agentsAccount, exp }) };
  }
}
