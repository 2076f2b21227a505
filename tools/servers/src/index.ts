export * from "./free-port.ts";
export { natsServerArguments, natsServerUrl, startTestNatsServer, type TestNatsServer } from "./nats-server.ts";
export * from "./server-binary.ts";
export { waitFor } from "./wait-for.ts";
