export { freePort } from "./free-port.ts";
export { natsServerArguments, natsServerUrl, startTestNatsServer, type TestNatsServer } from "./nats-server.ts";
export {
  chromiumProgram,
  natsServerProgram,
  prometheusProgram,
  type ServerProgram,
  serverBinary,
} from "./server-binary.ts";
export { waitFor } from "./wait-for.ts";
