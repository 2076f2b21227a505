import { authenticator } from "@loadline/protocol";
import { brokerSecuritySettings } from "@loadline/runtime/settings";
import { z } from "zod";

const text = z.string().min(1);

export const AuthenticatorConfig = z.strictObject({
  server: text.default("nats://127.0.0.1:4222").describe("NATS server; several separated by commas."),
  natsUser: text.default(authenticator.user).describe("Its user at the NATS server."),
  natsPasswordFile: text.nullable().default(null).describe("File with its password."),
  ...brokerSecuritySettings,
  policy: text.describe("File of the roles at the broker (JSON) with nodeTokens; see deploy/nats/policy.json."),
  issuerKeyFile: text.describe(
    "File with the account key that nodeTokens.issuer is the public part of: an Ed25519 private key in PEM.",
  ),
  audience: text.default("loadline").describe("Audience that the agents' tokens are made for."),
});

export const authenticatorForm = { schema: AuthenticatorConfig, prefix: "LOADLINE_AUTHENTICATOR_" };
