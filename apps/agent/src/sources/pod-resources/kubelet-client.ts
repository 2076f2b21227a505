import type { Client, ServiceError } from "@grpc/grpc-js";

/** The two calls of the API. Answers are unvalidated. */
export interface KubeletClient {
  list(deadlineSeconds: number): Promise<unknown>;
  /** Null where the kubelet does not have this call. */
  allocatable(deadlineSeconds: number): Promise<unknown>;
  close(): void;
}

/** A node of hundreds of pods stays well below this. */
const maxMessageBytes = 16 * 2 ** 20;

type Call = (
  request: object,
  options: { readonly deadline: number },
  done: (error: ServiceError | null, value: unknown) => void,
) => { cancel(): void };

/** Loads gRPC only where the source is in use: it costs megabytes. */
export const connectKubelet = async (socket: string): Promise<KubeletClient> => {
  const [grpc, loader, { podResourcesService }] = await Promise.all([
    import("@grpc/grpc-js"),
    import("@grpc/proto-loader"),
    import("./api.ts"),
  ]);
  const definition = loader.fromJSON(structuredClone(podResourcesService) as never, { keepCase: true, defaults: true });
  const loaded = grpc.loadPackageDefinition(definition) as unknown as {
    readonly v1: { readonly PodResourcesLister: new (...args: unknown[]) => Client & Record<string, Call> };
  };
  const client = new loaded.v1.PodResourcesLister(`unix:${socket}`, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.default_authority": "localhost",
  });
  const call = (method: "List" | "GetAllocatableResources", deadlineSeconds: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const deadline = Date.now() + deadlineSeconds * 1000;
      client[method]?.({}, { deadline }, (error, value) => (error === null ? resolve(value) : reject(error)));
    });
  return {
    list: (seconds) => call("List", seconds),
    allocatable: (seconds) =>
      call("GetAllocatableResources", seconds).catch((error: ServiceError) => {
        if (error.code === grpc.status.UNIMPLEMENTED) return null;
        throw error;
      }),
    close: () => client.close(),
  };
};
