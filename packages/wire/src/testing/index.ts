/** For tests of this and other packages: a real broker, and one example of each message. */
export { recommendationExample, telemetryExample } from "./examples.ts";
export { startTestNatsServer, type TestNatsServer, type TestNatsSettings } from "./nats-server.ts";
