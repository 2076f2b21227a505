import { type AddressInfo, createServer, type Server as NetServer } from "node:net";
import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { boundSockets, listenAddress, listenFault, type ServerTls } from "@loadline/runtime/settings";
import { metricValue } from "../../publish/autoscaler-value.ts";
import type { DesiredCount } from "../actionable-events.ts";
import { externalScalerService, type ScaledObjectRef } from "./external-scaler-contract.ts";

export const metricName = "loadline-desired-replicas";

// With a target of 1 the autoscaler wants as many replicas as the value.
const metricSpecs = [{ metricName, targetSize: 1, targetSizeFloat: 1 }];

interface ScalerSources {
  readonly desired: (deployment: string) => DesiredCount;
}

type Answer =
  | { readonly kind: "count"; readonly value: number }
  | { readonly kind: "error"; readonly error: Partial<ServiceError> };

const failed = (code: status, details: string): Answer => ({ kind: "error", error: { code, details } });

/** A count that is not known is an error, so that KEDA holds or falls back; a zero would switch the workload off. */
const answerFor = ({ scalerMetadata }: ScaledObjectRef, { desired }: ScalerSources): Answer => {
  const { deployment, tolerance: toleranceText = "0" } = scalerMetadata;
  if (deployment === undefined || deployment === "")
    return failed(status.INVALID_ARGUMENT, 'trigger metadata needs "deployment": the name in the plan');
  const tolerance = Number(toleranceText);
  if (!(tolerance >= 0 && tolerance < 1)) {
    return failed(
      status.INVALID_ARGUMENT,
      `trigger metadata "tolerance" is "${toleranceText}"; expected a ratio such as 0.1`,
    );
  }
  const found = desired(deployment);
  switch (found.kind) {
    case "desired":
      return { kind: "count", value: metricValue(found, tolerance) };
    case "no-such-deployment":
      return failed(status.NOT_FOUND, `the plan has no deployment "${deployment}"`);
    case "unknown":
      return failed(status.UNAVAILABLE, found.detail);
  }
};

type ActiveStream = ServerWritableStream<ScaledObjectRef, { result: boolean }>;
type SpecStream = ServerWritableStream<ScaledObjectRef, object>;

/** Ends a stream with a status; one that is destroyed would stay open without any. */
const refuse = (stream: SpecStream, { code, details = "" }: Partial<ServiceError>): void =>
  void stream.emit("error", Object.assign(new Error(details), { code, details }));

/** Open streams, with what those of whether a workload is active were sent last. */
class OpenStreams {
  readonly #open = new Set<SpecStream>();
  readonly #sent = new Map<ActiveStream, boolean | null>();

  /** False: there are too many, and it is ended. */
  admits(stream: SpecStream): boolean {
    if (this.#open.size >= mostStreams) {
      refuse(stream, { code: status.RESOURCE_EXHAUSTED, details: `no more than ${mostStreams} streams` });
      return false;
    }
    this.#open.add(stream);
    const forget = (): void => {
      this.#open.delete(stream);
      this.#sent.delete(stream as ActiveStream);
    };
    stream.on("cancelled", forget).on("error", forget).on("close", forget);
    return true;
  }

  follow(stream: ActiveStream, sources: ScalerSources): void {
    this.#sent.set(stream, null);
    this.update(sources);
  }

  update(sources: ScalerSources): void {
    for (const [stream, before] of this.#sent) {
      const answer = answerFor(stream.request, sources);
      if (answer.kind === "error") continue;
      const result = answer.value > 0;
      if (result !== before) stream.write({ result });
      this.#sent.set(stream, result);
    }
  }

  end(): void {
    for (const stream of this.#open) stream.end();
    this.#open.clear();
    this.#sent.clear();
  }
}

type Unary<Request> = ServerUnaryCall<Request, object>;

const handlers = (sources: ScalerSources, streams: OpenStreams) => ({
  IsActive: ({ request }: Unary<ScaledObjectRef>, reply: sendUnaryData<object>): void => {
    const answer = answerFor(request, sources);
    if (answer.kind === "error") reply(answer.error);
    else reply(null, { result: answer.value > 0 });
  },
  StreamIsActive: (stream: ActiveStream): void => {
    const answer = answerFor(stream.request, sources);
    if (answer.kind === "error" && answer.error.code !== status.UNAVAILABLE) {
      refuse(stream, answer.error);
      return;
    }
    if (streams.admits(stream)) streams.follow(stream, sources);
  },
  GetMetricSpec: (_: Unary<ScaledObjectRef>, reply: sendUnaryData<object>): void => reply(null, { metricSpecs }),
  StreamMetricSpec: (stream: SpecStream): void => {
    // The specification never changes: it is sent at the start, and the stream stays open.
    if (streams.admits(stream)) stream.write({ metricSpecs });
  },
  GetMetrics: (
    { request }: Unary<{ readonly scaledObjectRef: ScaledObjectRef | null; readonly metricName: string }>,
    reply: sendUnaryData<object>,
  ): void => {
    if (request.metricName !== metricName) {
      reply({ code: status.NOT_FOUND, details: `no metric "${request.metricName}"; there is ${metricName}` });
      return;
    }
    const unnamed = { name: "", namespace: "", scalerMetadata: {} };
    const answer = answerFor(request.scaledObjectRef ?? unnamed, sources);
    if (answer.kind === "error") reply(answer.error);
    else {
      const { value } = answer;
      reply(null, { metricValues: [{ metricName, metricValue: Math.ceil(value), metricValueFloat: value }] });
    }
  },
});

export interface ExternalScaler {
  /** host:port, with the port that was taken. */
  readonly address: string;
  /** Sends changes to the open streams. */
  readonly changed: () => void;
  readonly stop: () => Promise<void>;
}

// KEDA keeps two streams for each ScaledObject, and asks in a few hundred bytes.
const mostStreams = 1_000;
const limits = {
  "grpc.max_receive_message_length": 2 ** 16,
  "grpc.max_concurrent_streams": mostStreams,
  // KEDA keeps its streams open, so that its connection is never idle.
  "grpc.max_connection_idle_ms": 60_000,
};

const credentialsOf = (pair: ReturnType<ServerTls> | null): ServerCredentials => {
  if (pair === null) return ServerCredentials.createInsecure();
  const { cert, key, clientCa } = pair;
  const pairs = [{ cert_chain: Buffer.from(cert), private_key: Buffer.from(key) }];
  return ServerCredentials.createSsl(clientCa === null ? null : Buffer.from(clientCa), pairs, clientCa !== null);
};

/** Connections are taken here, because the library takes any number of them, and each is shown the certificate of its time. */
const listening = (server: Server, listen: string, tls: ServerTls | null): Promise<NetServer> => {
  let pair = tls?.() ?? null;
  let injector = server.createConnectionInjector(credentialsOf(pair));
  const sockets = createServer((socket) => {
    const now = tls?.() ?? null;
    if (now !== pair) injector = server.createConnectionInjector(credentialsOf(now));
    pair = now;
    injector.injectConnection(socket);
  });
  boundSockets(sockets);
  const { host, port } = listenAddress("kedaListen", listen);
  return new Promise((resolve, reject) => {
    sockets.once("error", (cause) => reject(listenFault("kedaListen", listen, cause)));
    sockets.listen({ host, port }, () => resolve(sockets));
  });
};

/**
 * A KEDA external-push scaler: KEDA asks it for the desired count of a deployment, named in the trigger's metadata.
 * @throws LL_PORT_TAKEN, LL_CONFIG_INVALID when it cannot listen
 */
export const startExternalScaler = async (listen: string, sources: ScalerSources, tls: ServerTls | null = null) => {
  const server = new Server(limits);
  const streams = new OpenStreams();
  server.addService(externalScalerService(), handlers(sources, streams));
  const sockets = await listening(server, listen, tls);
  const { port } = sockets.address() as AddressInfo;
  return {
    address: listenAddress("kedaListen", listen).with(port),
    changed: () => streams.update(sources),
    stop: async () => {
      streams.end();
      server.forceShutdown();
      sockets.close();
    },
  };
};
