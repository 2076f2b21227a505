import { readFileSync } from "node:fs";
import type { Recommendation } from "@loadline/protocol";
import { waitFor } from "@loadline/servers";
import { followRecommendations } from "@loadline/tools/demo/live-view";
import type { NatsConnection } from "@nats-io/transport-node";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export interface Recorder {
  readonly all: () => readonly Recommendation[];
  /** Waits for an event of a deployment that passes the test, counting from the mark. */
  readonly next: (what: string, test: (event: Recommendation) => boolean) => Promise<Recommendation>;
}

/** Records every recommendation of a cluster as it arrives on NATS. */
export const recordRecommendations = async (connection: NatsConnection, cluster: string): Promise<Recorder> => {
  const events: Recommendation[] = [];
  await followRecommendations(connection, cluster, (event) => events.push(event));
  return {
    all: () => events,
    next: (what, test) => waitFor(() => events.find(test) ?? null, { what }),
  };
};

/** The committed JSON Schema, compiled; independent of the zod schema that made it. */
export const committedSchema = (file: string): ValidateFunction => {
  const path = new URL(`../../packages/protocol/schema/${file}`, import.meta.url);
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(path, "utf8")));
};

/** The value of an instant query that yields one series, or null when it yields none. */
export const queryValue = async (prometheus: string, query: string): Promise<number | null> => {
  const response = await fetch(`${prometheus}/api/v1/query?query=${encodeURIComponent(query)}`);
  const { data } = (await response.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
  if (data.result.length > 1) throw new Error(`${query} yields ${data.result.length} series`);
  const value = data.result[0]?.value[1];
  return value === undefined ? null : Number(value);
};
