import type { Client, ServiceError } from "@grpc/grpc-js";

/**
 * The part of the kubelet's pod-resources API, version 1, that is used. The decoder skips other fields.
 * @source https://github.com/kubernetes/kubelet/blob/master/pkg/apis/podresources/v1/api.proto
 */
export const podResourcesService = {
  nested: {
    v1: {
      nested: {
        PodResourcesLister: {
          methods: {
            List: { requestType: "ListPodResourcesRequest", responseType: "ListPodResourcesResponse" },
            GetAllocatableResources: {
              requestType: "AllocatableResourcesRequest",
              responseType: "AllocatableResourcesResponse",
            },
          },
        },
        AllocatableResourcesRequest: { fields: {} },
        AllocatableResourcesResponse: {
          fields: { devices: { rule: "repeated", type: "ContainerDevices", id: 1 } },
        },
        ListPodResourcesRequest: { fields: {} },
        ListPodResourcesResponse: {
          fields: { pod_resources: { rule: "repeated", type: "PodResources", id: 1 } },
        },
        PodResources: {
          fields: {
            name: { type: "string", id: 1 },
            namespace: { type: "string", id: 2 },
            containers: { rule: "repeated", type: "ContainerResources", id: 3 },
          },
        },
        ContainerResources: {
          fields: {
            name: { type: "string", id: 1 },
            devices: { rule: "repeated", type: "ContainerDevices", id: 2 },
            dynamic_resources: { rule: "repeated", type: "DynamicResource", id: 5 },
          },
        },
        ContainerDevices: {
          fields: { resource_name: { type: "string", id: 1 }, device_ids: { rule: "repeated", type: "string", id: 2 } },
        },
        DynamicResource: {
          fields: {
            claim_name: { type: "string", id: 2 },
            claim_namespace: { type: "string", id: 3 },
            claim_resources: { rule: "repeated", type: "ClaimResource", id: 4 },
          },
        },
        ClaimResource: {
          fields: {
            driver_name: { type: "string", id: 2 },
            pool_name: { type: "string", id: 3 },
            device_name: { type: "string", id: 4 },
          },
        },
      },
    },
  },
} as const;

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
