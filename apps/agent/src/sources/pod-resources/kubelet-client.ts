import type { Client, ServiceError } from "@grpc/grpc-js";

const text = (id: number) => ({ type: "string", id });
const list = (type: string, id: number) => ({ rule: "repeated", type, id }) as const;
const message = <F>(fields: F) => ({ fields });
const method = (name: string) => ({ requestType: `${name}Request`, responseType: `${name}Response` });

/**
 * The part of the kubelet's pod-resources API, version 1, that is used. The decoder skips other fields.
 * @source https://github.com/kubernetes/kubelet/blob/master/pkg/apis/podresources/v1/api.proto
 */
const v1 = {
  PodResourcesLister: {
    methods: { List: method("ListPodResources"), GetAllocatableResources: method("AllocatableResources") },
  },
  AllocatableResourcesRequest: message({}),
  AllocatableResourcesResponse: message({ devices: list("ContainerDevices", 1) }),
  ListPodResourcesRequest: message({}),
  ListPodResourcesResponse: message({ pod_resources: list("PodResources", 1) }),
  PodResources: message({ name: text(1), namespace: text(2), containers: list("ContainerResources", 3) }),
  ContainerResources: message({
    name: text(1),
    devices: list("ContainerDevices", 2),
    dynamic_resources: list("DynamicResource", 5),
  }),
  ContainerDevices: message({ resource_name: text(1), device_ids: list("string", 2) }),
  DynamicResource: message({
    claim_name: text(2),
    claim_namespace: text(3),
    claim_resources: list("ClaimResource", 4),
  }),
  ClaimResource: message({ driver_name: text(2), pool_name: text(3), device_name: text(4) }),
};
export const podResourcesService = { nested: { v1: { nested: v1 } } };

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
  const [grpc, loader] = await Promise.all([import("@grpc/grpc-js"), import("@grpc/proto-loader")]);
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
