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
