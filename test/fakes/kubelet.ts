import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { loadPackageDefinition, Server, ServerCredentials, type ServiceDefinition, status } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";
import type { Faults } from "./faults.ts";
import type { RunningServer } from "./metrics-server.ts";

export interface KubeletSettings {
  readonly socket: string;
  /** Answers of List and of GetAllocatableResources, in the form of the API; null does not answer the question. */
  readonly list: object;
  readonly allocatable: object | null;
  readonly faults: () => Faults;
}

const repeated = (type: string, id: number) => ({ rule: "repeated", type, id });
const text = (id: number) => ({ type: "string", id });

/** @source https://github.com/kubernetes/kubelet/blob/master/pkg/apis/podresources/v1/api.proto */
export const podResourcesApi = {
  nested: {
    v1: {
      nested: {
        PodResourcesLister: {
          methods: {
            List: { requestType: "Empty", responseType: "ListPodResourcesResponse" },
            GetAllocatableResources: { requestType: "Empty", responseType: "AllocatableResourcesResponse" },
          },
        },
        Empty: { fields: {} },
        AllocatableResourcesResponse: { fields: { devices: repeated("ContainerDevices", 1) } },
        ListPodResourcesResponse: { fields: { pod_resources: repeated("PodResources", 1) } },
        PodResources: {
          fields: { name: text(1), namespace: text(2), containers: repeated("ContainerResources", 3) },
        },
        ContainerResources: {
          fields: {
            name: text(1),
            devices: repeated("ContainerDevices", 2),
            dynamic_resources: repeated("DynamicResource", 5),
          },
        },
        ContainerDevices: { fields: { resource_name: text(1), device_ids: repeated("string", 2) } },
        DynamicResource: {
          fields: { claim_name: text(2), claim_namespace: text(3), claim_resources: repeated("ClaimResource", 4) },
        },
        ClaimResource: { fields: { driver_name: text(2), pool_name: text(3), device_name: text(4) } },
      },
    },
  },
};

type Done = (error: object | null, value?: object) => void;

const handler =
  (value: object | null, faults: () => Faults) =>
  (_: unknown, done: Done): void => {
    const wrong = faults();
    if (wrong.hang) return;
    const reply = (): void => {
      if (wrong.exitCode !== 0) done({ code: wrong.exitCode, details: wrong.stderr || "fault" });
      else if (value === null) done({ code: status.UNIMPLEMENTED, details: "not enabled" });
      else done(null, value);
    };
    void sleep(wrong.delaySeconds * 1000).then(reply);
  };

/** A kubelet's pod-resources socket. The exit code of the faults is the code of the gRPC status. */
export const serveKubelet = async ({ socket, list, allocatable, faults }: KubeletSettings): Promise<RunningServer> => {
  const definition = fromJSON(structuredClone(podResourcesApi) as never, { keepCase: true, defaults: true });
  const { v1 } = loadPackageDefinition(definition) as unknown as {
    readonly v1: { readonly PodResourcesLister: { readonly service: ServiceDefinition } };
  };
  const server = new Server();
  server.addService(v1.PodResourcesLister.service, {
    List: handler(list, faults),
    GetAllocatableResources: handler(allocatable, faults),
  } as never);
  rmSync(socket, { force: true });
  await new Promise<void>((resolve, reject) =>
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) =>
      error === null ? resolve() : reject(error),
    ),
  );
  return {
    url: `unix:${socket}`,
    close: async () => {
      server.forceShutdown();
      rmSync(socket, { force: true });
    },
  };
};
