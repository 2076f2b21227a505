import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import {
  checkpointBounds,
  decode,
  deflated,
  Feedback,
  Health,
  Inventory,
  messageBounds,
  parseJson,
  Recommendation,
  Telemetry,
} from "@loadline/protocol";
import {
  newSigningKeyPair,
  parseSigningKey,
  signRecommendation,
  verifyRecommendation,
} from "@loadline/protocol/signature";
import { parseYaml, redact } from "@loadline/runtime/settings";
import { fuzz } from "@loadline/servers/testing/fuzz";
import { test } from "vitest";
import { recommendationExample, telemetryExample } from "../../protocol/testing/examples.ts";
import { checkPlan } from "./check-plan.ts";

/** A million of each, guided by coverage: npm run test:full -- fuzz. LOADLINE_FUZZ_KEEP=1 keeps what it finds. */
const runs = Number(process.env["FUZZ_CASES"] ?? 300);
const guided = process.env["FUZZ_CASES"] !== undefined;
const corpusFile = fileURLToPath(new URL("../testing/fuzz-corpus.json", import.meta.url));
const retained: Record<string, string[]> = existsSync(corpusFile) ? JSON.parse(readFileSync(corpusFile, "utf8")) : {};
// Enough to begin the next run where this one ended; the rest it finds again in seconds.
const [mostRetained, longestRetained] = [8, 2_000];

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const [now] = [Date.parse(recommendationExample.time) / 1000];
const key = parseSigningKey(newSigningKeyPair().privateKey);
const genuine = signRecommendation(recommendationExample, key);
const acceptedAs = JSON.stringify(Recommendation.parse(genuine));

/** Every decoder is given the text, the text compressed, and the text cut within its compression, and agrees with its schema. */
const decoding =
  (schema: Parameters<typeof decode>[0]) =>
  (text: string): void => {
    const packed = deflated(bytes(text));
    const [decoded] = [bytes(text), packed, packed.subarray(0, packed.length >> 1)].map((one) => decode(schema, one));
    const parsed = parseJson(bytes(text));
    if (parsed.kind !== "ok" || decoded === undefined || (parsed.value as { v?: unknown } | null)?.v === 2) return;
    const { success, data } = schema.safeParse(parsed.value);
    const isRejected = decoded.kind === "rejected";
    if (isRejected === success || (decoded.kind === "ok" && !isDeepStrictEqual(decoded.value, data)))
      throw new Error("the decoder and its schema disagree");
  };

const depthOf = (value: unknown): number =>
  typeof value !== "object" || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf));

const event = { v: 1, bootId: "boot-0000", seq: 0, detail: "" };
const health = { ...event, observedAt: now, kind: "xid", gpuUuid: "GPU-0", code: 79, effect: "drain" };
const feedback = {
  v: 1,
  decisionId: "d",
  outcome: "refused",
  cause: "policy",
  at: now,
  replicas: 2,
  detail: null,
  actuator: "k",
};
const plan = `version: 1
cluster: lab
pools: [{ name: h100, gpu: h100, gpusPerNode: 8, nodes: 2 }]
deployments:
  - { name: chat, model: llama-3.1-8b, pool: h100, slo: { timeToFirstTokenSeconds: 2 }, replicas: { planned: 2, min: 1, max: 8 } }
`;

const targets: readonly { name: string; target: (text: string) => void; corpus: readonly string[] }[] = [
  { name: "telemetry", target: decoding(Telemetry), corpus: [JSON.stringify(telemetryExample)] },
  { name: "inventory", target: decoding(Inventory), corpus: ['{"v":1,"hash":"0123456789abcdef","gpus":[],"node":{}}'] },
  { name: "health", target: decoding(Health), corpus: [JSON.stringify(health)] },
  { name: "feedback", target: decoding(Feedback), corpus: [JSON.stringify(feedback)] },
  { name: "recommendation", target: decoding(Recommendation), corpus: [JSON.stringify(recommendationExample)] },
  {
    name: "bounds of JSON",
    target: (text) => {
      const parsed = parseJson(bytes(text), { ...checkpointBounds, depth: messageBounds.depth });
      if (parsed.kind === "ok" && depthOf(parsed.value) > messageBounds.depth) throw new Error("too deep");
    },
    corpus: ['{"a":[1,"\\"",{"b":[[]]}]}', "[".repeat(20), '"\\u0041\\\\"'],
  },
  {
    name: "plan",
    target: (text) => {
      let value: unknown;
      try {
        value = parseYaml(text);
      } catch (error) {
        if (!(error instanceof Error) || error.message === "" || /\n|call stack/.test(error.message)) throw error;
        return;
      }
      try {
        checkPlan(value);
      } catch (error) {
        if ((error as { code?: string }).code !== "LL_PLAN_INVALID") throw error;
      }
    },
    corpus: [plan, "a: &a [1]\nb: *a\n", "{a: [b, {c: d}]}"],
  },
  {
    name: "verifier",
    target: (text) => {
      const message = { subject: genuine.subject, data: bytes(text) };
      const outcome = verifyRecommendation(message, { keys: [key.verifyingKey], now, accepted: new Map() });
      if (outcome.kind === "accepted" && JSON.stringify(outcome.event) !== acceptedAs)
        throw new Error("another event is accepted");
    },
    corpus: [JSON.stringify(genuine), JSON.stringify(recommendationExample)],
  },
  {
    name: "redaction",
    target: (text) => {
      if (redact(`${text} nats://user:top-secret@host`).includes("top-secret")) throw new Error("a secret is shown");
    },
    corpus: ["nats://u:p@h:1", "Authorization: Bearer abcdefgh", '{"password":"x"}'],
  },
];

test.each(targets)(
  "$name: any input ends as an answer, and what holds of the answer holds for all",
  async ({ name, target, corpus }) => {
    const outcome = await fuzz({ target, corpus: [...corpus, ...(retained[name] ?? [])], runs, guided });
    if (!guided) return;
    const { covered, found } = outcome;
    process.stdout.write(
      `${name}: ${outcome.runs} runs, ${covered} characters of code, ${found.length} inputs found\n`,
    );
    if (process.env["LOADLINE_FUZZ_KEEP"] === undefined) return;
    retained[name] = [...(retained[name] ?? []), ...found.filter(({ length }) => length <= longestRetained)].slice(
      0,
      mostRetained,
    );
    writeFileSync(corpusFile, `${JSON.stringify(retained, null, 1)}\n`);
  },
  3_600_000,
);
