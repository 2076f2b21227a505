import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LoadlineError } from "@loadline/model";
import { type ErrorCode, errorMessages } from "@loadline/model/internal";
import { planSchema } from "@loadline/plan";
import {
  agentMetrics,
  certificateMetrics,
  eventSchemas,
  type Metric,
  type ProblemSource,
  problemSeverities,
  recommenderMetrics,
  type SubjectKind,
  streams,
} from "@loadline/protocol";
import { parse } from "yaml";
import { z } from "zod";
import { repositoryRoot } from "../repository.ts";
import { page, table } from "./markdown.ts";

const codes = Object.keys(errorMessages) as ErrorCode[];

/** What an operator reads about each code: why it happens, what to look at first, what ends it, and the detail of an example. */
const ErrorHelp = z.strictObject({
  cause: z.string(),
  check: z.string(),
  fix: z.string(),
  example: z.record(z.string(), z.unknown()),
});

/** One entry for each code, and for nothing else. */
const helpOfCodes = (): Readonly<Record<ErrorCode, z.infer<typeof ErrorHelp>>> =>
  z
    .record(z.enum(codes), ErrorHelp)
    .parse(parse(readFileSync(join(repositoryRoot, "tools/src/generate/errors.yaml"), "utf8")));

/** docs/reference/errors.md: every code with an example of its message, cause, check and fix, under an anchor of its own. */
export const errorsPage = (): string => {
  const help = helpOfCodes();
  return page(
    "Errors",
    "A message starts with its code and names the value. Exit code 2 means wrong use or input, 1 a failed check.",
    ...codes.toSorted().flatMap((code) => {
      const { cause, check, fix, example } = help[code];
      return [
        `## ${code}`,
        `> ${new LoadlineError(code, example as never).message.replaceAll("\n", " ")}`,
        [`- **Cause:** ${cause}`, `- **Check:** ${check}`, `- **Fix:** ${fix}`].join("\n"),
      ];
    }),
  );
};

const metricRows = (metrics: readonly Metric[]): readonly (readonly string[])[] =>
  metrics.map(({ name, type, unit, labels, help }) => [
    `\`${name}\``,
    type,
    unit ?? "",
    labels.map((label) => `\`${label}\``).join(" "),
    help,
  ]);

/** docs/reference/metrics.md: every metric of the registry. */
export const metricsPage = (): string => {
  const head = ["name", "type", "unit", "labels", "meaning"];
  return page(
    "Metrics",
    "Base units throughout. A value that is unknown has no series; it is never reported as zero.",
    "## Recommender",
    table(head, metricRows(recommenderMetrics)),
    "## Agent",
    table(head, metricRows(agentMetrics)),
    "## Both",
    table(head, metricRows(certificateMetrics)),
  );
};

const foundIn: Readonly<Record<ProblemSource, string>> = {
  finding: "Found in telemetry, or in what Kubernetes reports.",
  advice: "See [advice](../reference/advice.md).",
  verdict: "See [reasons](../reference/reasons.md).",
  load: "Found by comparing load and capacity.",
};

/** A sentence of a text that the panel shows. */
const sentence = (text = ""): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** docs/runbooks/problems.md: every code of a status with what the panel says of it, under an anchor of its own. */
export const problemsPage = (): string => {
  const texts = JSON.parse(
    readFileSync(join(repositoryRoot, "apps/grafana-panel/src/text/en-US.json"), "utf8"),
  ) as Readonly<Record<string, string>>;
  return page(
    "Problems of a deployment",
    "`loadline_status_since_timestamp_seconds` has one of these codes for each deployment: the cause of the worst that stands.",
    ...(Object.keys(problemSeverities) as ProblemSource[]).flatMap((source) =>
      Object.entries(problemSeverities[source])
        .filter(([, severity]) => severity !== "none")
        .flatMap(([code, severity]) => [
          `## ${code}`,
          `${sentence(texts[`cause.${code}`] ?? texts[`reason.${code}`])} Severity: ${severity}. ${foundIn[source]}`,
          `**What to do:** ${sentence(texts[`todo.${code}`])}`,
        ]),
    ),
  );
};

/** docs/reference/subjects.md: subjects, streams and the schema of each message. */
export const subjectsPage = (): string =>
  page(
    "Subjects and streams",
    "The identity of a sender is in the subject, which the broker's permissions guard; never in the payload.",
    table(
      ["subject", "stream", "kept for", "messages per subject", "largest message", "why"],
      streams.map(({ kind, name, maxAgeSeconds, maxMessagesPerSubject, maxMessageBytes, why }) => [
        `\`loadline.v1.${kind}.<cluster>.<${kind === "recommendation" || kind === "feedback" ? "deployment" : "node"}>\``,
        name,
        `${maxAgeSeconds >= 86_400 ? `${maxAgeSeconds / 86_400} days` : `${maxAgeSeconds / 60} minutes`}`,
        String(maxMessagesPerSubject),
        `${maxMessageBytes / 1024} KiB`,
        why,
      ]),
    ),
    "The [AsyncAPI document](asyncapi.json) describes the same for tools; the recommender's HTTP answers are in the [OpenAPI document](openapi.json).",
    "## Schemas",
    table(
      ["message", "JSON Schema"],
      [...eventSchemas, planSchema].map(({ title, file }) => [
        title,
        `[${file}](../../packages/protocol/schema/${file})`,
      ]),
    ),
  );

const nameOf: Readonly<Record<SubjectKind, "node" | "deployment">> = {
  telemetry: "node",
  inventory: "node",
  health: "node",
  recommendation: "deployment",
  feedback: "deployment",
};

const parameters = {
  cluster: { description: "Cluster of the plan." },
  node: { description: "Node that the agent runs on." },
  deployment: { description: "Deployment of the plan." },
};

const channelOf = ({ kind, why }: (typeof streams)[number]) => {
  const schema = eventSchemas.find(({ file }) => file.startsWith(`${kind}.`));
  const payload = {
    schemaFormat: "application/schema+json;version=draft-2020-12",
    schema: { $ref: `../../packages/protocol/schema/${schema?.file}` },
  };
  const own = nameOf[kind];
  return {
    address: `loadline.v1.${kind}.{cluster}.{${own}}`,
    title: schema?.title,
    description: why,
    parameters: { cluster: parameters.cluster, [own]: parameters[own] },
    messages: { [kind]: { name: kind, title: schema?.title, contentType: "application/json", payload } },
  };
};

/** docs/reference/asyncapi.json: every subject with its message, from the point of view of Loadline. */
export const asyncApi = (): string => {
  const channels = Object.fromEntries(streams.map((stream) => [stream.kind, channelOf(stream)]));
  const operations = Object.fromEntries(
    streams.map(({ kind }) => {
      const action = kind === "feedback" ? "receive" : "send";
      const channel = { $ref: `#/channels/${kind}` };
      return [`${action}-${kind}`, { action, channel, messages: [{ $ref: `#/channels/${kind}/messages/${kind}` }] }];
    }),
  );
  const info = {
    title: "Loadline messages",
    version: "1",
    description:
      "Messages on NATS JetStream; agents may deflate telemetry (zlib). Recommendations are CloudEvents 1.0, signed with Ed25519.",
    license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
  };
  const servers = { broker: { host: "localhost:4222", protocol: "nats", description: "Your NATS server." } };
  const document = { asyncapi: "3.0.0", info, defaultContentType: "application/json", servers, channels, operations };
  return `${JSON.stringify(document, null, 2)}\n`;
};
