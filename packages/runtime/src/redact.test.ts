import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "./redact.ts";

const secret = fc.stringMatching(/^[A-Za-z0-9+/=._~-]{12,60}$/);
const prose = fc.stringMatching(/^[a-z ]{0,40}$/);

const forms: readonly { readonly name: string; readonly write: (secret: string) => string }[] = [
  { name: "an address with a password", write: (text) => `nats://user:${text}@broker:4222` },
  { name: "an address with a token", write: (text) => `tls://${text}@broker:4222` },
  { name: "a bearer token", write: (text) => `Authorization: Bearer ${text}` },
  { name: "basic credentials", write: (text) => `"authorization":"Basic ${text}"` },
  {
    name: "a header whose value ends in a new line",
    write: (text) => `Bearer ${text}\n is not a legal HTTP header value`,
  },
  { name: "a password in JSON", write: (text) => `{"password":"${text}"}` },
  { name: "a password in JSON in a log line", write: (text) => JSON.stringify({ detail: `{"password":"${text}"}` }) },
  { name: "a password in a query", write: (text) => `password=${text}` },
  { name: "a password with a space in quotes", write: (text) => `password = "two ${text}"` },
  { name: "a password with a space in JSON", write: (text) => `{"password":"two ${text}","user":"u"}` },
  { name: "a password with quotes in an address", write: (text) => JSON.stringify(`nats://user:a"'${text}@broker`) },
  { name: "a setting by its name", write: (text) => `natsPassword: ${text}` },
  { name: "a variable", write: (text) => `NATS_PASSWORD_GPU_NODE_1=${text}` },
  { name: "a token of a model hub", write: (text) => `HF_TOKEN=${text}` },
  { name: "a key of an API", write: (text) => `X-API-Key: ${text}` },
  { name: "another scheme of authorization", write: (text) => `authorization: token ${text}` },
  { name: "a token in an address", write: (text) => `http://host/metrics?token=${text}` },
  { name: "the signature of an address", write: (text) => `https://host/engines.json?X-Amz-Signature=${text}` },
  { name: "an address without its scheme", write: (text) => `--server user:${text}@host:4222` },
  { name: "options of a connection", write: (text) => JSON.stringify({ user: "u", pass: text }) },
];

test.each(forms)("$name is hidden, whatever stands around it", ({ write }) => {
  fc.assert(
    fc.property(secret, prose, prose, (text, before, after) => {
      const shown = redact(`${before} ${write(text)} ${after}`);
      expect(shown).not.toContain(text);
      expect(shown.startsWith(before)).toBe(true);
      expect(shown.endsWith(after)).toBe(true);
    }),
  );
});

test("private keys, NATS seeds and user tokens are hidden, in logs too", () => {
  const pem = generateKeyPairSync("ed25519").privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const seed = `SUA${"M2Z7".repeat(14)}`;
  const jwt = `eyJ0eXAiOiJKV1Qi.${"a".repeat(40)}.${"b".repeat(40)}`;
  for (const text of [pem, seed, jwt]) {
    expect(redact(`key: ${text} end`)).not.toContain(text.slice(30, 60));
    expect(redact(JSON.stringify({ detail: text }))).not.toContain(JSON.stringify(text.slice(30, 60)).slice(1, -1));
  }
});

test.each([
  "connected to nats://broker:4222,nats://other:4222",
  "passwordFile = /etc/loadline/password  # file",
  "12,000 tokens/s; secretName of the pod",
  "GPU-0 reports 3 basic faults",
  "LOADLINE_RECOMMENDER_NATS_PASSWORD_FILE=/etc/loadline/password",
  "vllm/vllm-openai:v0.11.0@sha256:0123456789abcdef0123456789abcdef",
  "inputTokens: 1155, tokens: 4, maxTokens = 8",
  "mean: 3; send feedback to ops@example.com",
])("%s stays as it is", (text) => {
  expect(redact(text)).toBe(text);
});

// A pattern that looks again from every place takes minutes for each of these.
test.each(["a.", "a-", "password", "Bearer "])("many times %s is looked at once", (part) => {
  const text = part.repeat(400_000 / part.length);
  expect(redact(text)).toHaveLength(text.length);
});
