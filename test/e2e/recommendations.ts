import { readFileSync } from "node:fs";
import { waitFor } from "@loadline/servers";
import { followRecommendations } from "@loadline/tools/demo/follow-recommendations";
import type { Recommendation } from "@loadline/wire";
import type { NatsConnection } from "@nats-io/transport-node";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export interface Recorder {
  readonly all: () => readonly Recommendation[];
  /** Waits for an event of a deployment that passes the test, counting from the mark. */
  readonly next: (what: string, test: (event: Recommendation) => boolean, seconds?: number) => Promise<Recommendation>;
}

/** Records every recommendation of a cluster as it arrives on NATS. */
export const recordRecommendations = async (connection: NatsConnection, cluster: string): Promise<Recorder> => {
  const events: Recommendation[] = [];
  await followRecommendations(connection, cluster, (event) => events.push(event));
  return {
    all: () => events,
    next: (what, test, seconds = 90) => waitFor(() => events.find(test) ?? null, { what, seconds }),
  };
};

/** The committed JSON Schema, compiled; independent of the zod schema that made it. */
export const committedSchema = (file: string): ValidateFunction => {
  const path = new URL(`../../packages/wire/schema/${file}`, import.meta.url);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
};
