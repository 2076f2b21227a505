export * from "./connect.ts";
export * from "./ensure-streams.ts";
export * from "./open-bucket.ts";
export * from "./publish.ts";
export * from "./pull-size.ts";
export * from "./stored-messages.ts";
