import { z } from "zod";

/** Media type of a CloudEvent in structured mode, sent as the NATS header `Content-Type`. */
export const cloudEventContentType = "application/cloudevents+json";

/**
 * CloudEvents 1.0 envelope in the JSON event format, with the data schema given.
 * @source https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
export const cloudEvent = <T extends string, D extends z.ZodType>(type: T, data: D) =>
  z.object({
    specversion: z.literal("1.0"),
    id: z.string().min(1).describe("Unguessable; also the Nats-Msg-Id."),
    source: z.string().min(1).describe("URI reference of the recommender, e.g. /loadline/prod-eu/recommender."),
    type: z.literal(type),
    subject: z.string().min(1).describe("NATS subject of the event."),
    time: z.iso.datetime({ offset: true }),
    datacontenttype: z.literal("application/json"),
    dataschema: z.string().min(1),
    data,
  });
