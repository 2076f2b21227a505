import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { CloudEvent, ValidationError } from "cloudevents";
import { describe, expect, test } from "vitest";
import { recommendationExample, telemetryExample } from "../../testing/examples.ts";
import { eventSchemas, toJsonSchema } from "./index.ts";
import { Recommendation } from "./recommendation.ts";
import { Telemetry } from "./telemetry.ts";

const schemaOf = (file: string) => {
  const found = eventSchemas.find((event) => event.file === file);
  if (found === undefined) throw new Error(`no schema ${file}`);
  return toJsonSchema(found);
};

const validator = (file: string) => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  return ajv.compile(schemaOf(file));
};

describe("JSON Schema", () => {
  test.each(eventSchemas.map(({ file }) => file))("%s compiles in strict mode", (file) => {
    expect(typeof validator(file)).toBe("function");
  });

  test("agrees with zod on what a sample and a recommendation may be", () => {
    expect(validator("telemetry.v1.json")(telemetryExample)).toBe(true);
    expect(validator("recommendation.v1.json")(recommendationExample)).toBe(true);
    expect(Telemetry.safeParse(telemetryExample).success).toBe(true);
    expect(Recommendation.safeParse(recommendationExample).success).toBe(true);
  });

  test.each([
    { name: "no evidence", change: { evidence: [] } },
    { name: "an unknown verdict", change: { verdict: "panic" } },
    { name: "an unknown reason", change: { reason: { code: "mood", message: "x" } } },
    {
      name: "a fractional replica count",
      change: { replicas: { ...recommendationExample.data.replicas, desired: 1.5 } },
    },
  ])("$name is refused by both", ({ change }) => {
    const event = { ...recommendationExample, data: { ...recommendationExample.data, ...change } };
    expect(validator("recommendation.v1.json")(event)).toBe(false);
    expect(Recommendation.safeParse(event).success).toBe(false);
  });
});

describe("CloudEvents 1.0", () => {
  test("the reference SDK accepts the event in strict mode", () => {
    expect(() => new CloudEvent(recommendationExample, true)).not.toThrow();
  });

  test("the reference SDK would refuse an event without an id, so it does check", () => {
    expect(() => new CloudEvent({ ...recommendationExample, source: "" }, true)).toThrow(ValidationError);
  });
});
