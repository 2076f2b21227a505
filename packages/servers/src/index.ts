export { freePort } from "./free-port.ts";
export { type Fuzzing, type FuzzOutcome, fuzz } from "./fuzz.ts";
export { natsServerArguments, natsServerUrl, startTestNatsServer, type TestNatsServer } from "./nats-server.ts";
export {
  dcgmNode,
  engineOf,
  promtool,
  type RecordedPrometheus,
  type RecordedSeries,
  startRecordedPrometheus,
  vllmEngine,
} from "./recorded-prometheus.ts";
export {
  chromiumProgram,
  natsServerProgram,
  prometheusProgram,
  type ServerProgram,
  serverBinary,
} from "./server-binary.ts";
export { type TestCertificates, testCertificates } from "./test-certificates.ts";
export { waitFor } from "./wait-for.ts";
