import { reasonOf } from "@loadline/model";
import { agentPermissions, agentsAccount, inboxOf, roleBudgets } from "@loadline/protocol";
import type { NatsConnection } from "@nats-io/transport-node";
import type { Logger } from "pino";
import { z } from "zod";
import type { Clock } from "../settings/clock.ts";
import type { AccountKey } from "./account-key.ts";
import { Admissions } from "./admissions.ts";
import { type NodeOfToken, partOf, type TokenReviews } from "./node-of-token.ts";

/**
 * What the broker asks, in a JWT. Its signature proves nothing, being by a key that the question itself names: it is the broker's because
 * nobody else publishes in the account of authenticators. https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_callout */
const Question = z.object({
  nats: z.object({
    server_id: z.object({ id: z.string() }),
    user_nkey: z.string(),
    connect_opts: z.object({ auth_token: z.string().optional() }),
  }),
});

interface AuthenticatorDeps {
  readonly cluster: string;
  /** The account key whose public part is `nodeTokens.issuer` of the policy. */
  readonly issuer: AccountKey;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly reviews: TokenReviews;
}

/** A connection lasts no longer than its token, and no longer than this: then the agent authenticates again, or not. */
const longestSeconds = 3_600;

/** Anybody can cause a line: each reason has one a minute, and there are no more than these. */
const linesPerMinute = 20;

/** Without them a user of NATS has no subscriptions and no bytes. */
const limits = { subs: roleBudgets.agent.subscriptions, data: -1, payload: roleBudgets.agent.payloadBytes };

/** Decides for the broker whom to admit: the agent of the node that its service-account token names. */
export class Authenticator {
  readonly #deps: AuthenticatorDeps;
  readonly #warned = new Set<string>();
  readonly #admissions = new Admissions();
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
    const asked = Question.safeParse(partOf(question, 1));
    if (!asked.success) {
      this.#warn("it is no request of a broker", "an authorization request was not answered");
      return null;
    }
    const { server_id: server, user_nkey: user, connect_opts: options } = asked.data.nats;
    const nats = await this.#decide(user, options.auth_token);
    return this.#signed({ sub: user, aud: server.id, nats: { ...nats, type: "authorization_response" } });
  }

  #signed({ nats, ...claims }: { readonly nats: object; readonly [claim: string]: unknown }): string {
    return this.#deps.issuer.jwt({ ...claims, iat: Math.floor(this.#deps.clock()), nats: { ...nats, version: 2 } });
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
    const { node, name } = found;
    const refusal = this.#admissions.refusal(node, name, clock());
    if (refusal !== null) {
      this.#warn(refusal, "agent refused");
      return { error: refusal };
    }
    const { publish } = agentPermissions(cluster, node);
    const permissions = { pub: { allow: publish }, sub: { allow: [inboxOf(node)] } };
    const exp = Math.floor(Math.min(clock() + longestSeconds, found.until));
    logger.info({ node, until: new Date(exp * 1000).toISOString() }, "agent authorized");
    const nats = { ...permissions, ...limits, type: "user" };
    return { jwt: this.#signed({ name: node, sub: user, aud: agentsAccount, exp, nats }) };
  }
}
