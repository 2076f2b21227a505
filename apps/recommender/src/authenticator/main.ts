#!/usr/bin/env node
import { writeFileSync } from "node:fs";
import { LoadlineError } from "@loadline/model";
import { AccessPolicy, renderNatsConfig } from "@loadline/protocol";
import { connectNats, rotatedPassword } from "@loadline/runtime/nats";
import { exitCodeOf, flagName, readText, redactedOutput, resolveSettings } from "@loadline/runtime/settings";
import { Command } from "commander";
import { pino } from "pino";
import type { z } from "zod";
import { kubernetesAccess } from "../kubernetes/kubernetes-client.ts";
import { systemClock } from "../settings/clock.ts";
import { onSignals, optionsOf } from "../settings/process.ts";
import { type AccountKey, accountKey } from "./account-key.ts";
import { Authenticator } from "./authenticator.ts";
import { AuthenticatorConfig, authenticatorForm } from "./config.ts";
import { TokenReviews } from "./node-of-token.ts";

const keys = Object.keys(AuthenticatorConfig.shape) as readonly (keyof z.infer<typeof AuthenticatorConfig>)[];

const program = keys.reduce(
  (command, key) =>
    command.option(`${flagName(key)} <value>`, AuthenticatorConfig.shape[key].meta()?.description ?? ""),
  new Command("loadline-authenticator")
    .description("Admits agents to the broker by the service-account tokens of their pods, each for its own node.")
    .option("--write-issuer <file>", "write the public part of issuerKeyFile as a variable of nats-server, and end")
    .option("--print-broker-config", "print the nats-server configuration of the policy, and end"),
);

const invalid = (key: string, value: unknown, expected: string): LoadlineError =>
  new LoadlineError("LL_CONFIG_INVALID", { key, value, expected });

const readPolicy = (file: string): AccessPolicy => {
  try {
    return AccessPolicy.parse(JSON.parse(readText(file)));
  } catch (cause) {
    if (cause instanceof LoadlineError) throw cause;
    throw invalid("policy", file, `a policy as in deploy/nats/policy.json (${String(cause).slice(0, 300)})`);
  }
};

const readAccountKey = (issuerKeyFile = ""): AccountKey => {
  try {
    return accountKey(readText(issuerKeyFile));
  } catch (cause) {
    if (cause instanceof LoadlineError && issuerKeyFile !== "") throw cause;
    const expected = "a file with an Ed25519 private key in PEM; make one with: openssl genpkey -algorithm ed25519";
    throw invalid("issuerKeyFile", issuerKeyFile, expected);
  }
};

/** NATS_NODE_TOKEN_ISSUER for a configuration that includes the file. */
const writeIssuer = (file: string, issuerKeyFile: string | undefined): number => {
  const { publicKey } = readAccountKey(issuerKeyFile);
  try {
    writeFileSync(file, `NATS_NODE_TOKEN_ISSUER: ${publicKey}\n`);
  } catch (cause) {
    throw invalid("writeIssuer", file, `a file that can be written (${String(cause)})`);
  }
  return 0;
};

const run = async (): Promise<number> => {
  const flags = optionsOf<Record<string, string | undefined>>(program);
  if (flags["writeIssuer"] !== undefined) return writeIssuer(flags["writeIssuer"], flags["issuerKeyFile"]);
  if (flags["printBrokerConfig"] !== undefined) {
    process.stdout.write(renderNatsConfig(readPolicy(flags["policy"] ?? "policy.json")));
    return 0;
  }
  const { config } = resolveSettings(authenticatorForm, { file: null, environment: process.env, flags });
  const logger = pino({}, redactedOutput(pino.destination({ dest: 2, sync: true })));
  const { cluster, nodeTokens } = readPolicy(config.policy);
  if (nodeTokens === undefined) throw invalid("policy", config.policy, "a policy with nodeTokens");
  const { call } = await kubernetesAccess();
  const rules = { serviceAccounts: nodeTokens.serviceAccounts, audience: config.audience };
  const reviews = new TokenReviews(call, rules, systemClock);
  const issuer = readAccountKey(config.issuerKeyFile);
  const one = new Authenticator({ cluster, issuer, clock: systemClock, logger, reviews });
  if (!nodeTokens.issuer.startsWith("$") && issuer.publicKey !== nodeTokens.issuer)
    throw invalid("nodeTokens.issuer", nodeTokens.issuer, `${issuer.publicKey}, the public part of issuerKeyFile`);
  const { server, natsUser: user, natsPasswordFile } = config;
  const connection = await connectNats({
    server,
    user,
    name: "loadline-authenticator",
    inboxPrefix: `_INBOX_${user}`,
    security: config,
    outlastsRefusals: true,
    ...(natsPasswordFile === null ? {} : { password: rotatedPassword(() => readText(natsPasswordFile)) }),
  });
  one.listen(connection);
  logger.info({ cluster, ...rules }, "authenticator started");
  onSignals(process, { logger, stop: () => connection.drain() });
  await connection.closed();
  return 0;
};

process.exit(await exitCodeOf(run));
