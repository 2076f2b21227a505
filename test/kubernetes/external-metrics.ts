import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { ControlPlane } from "./control-plane.ts";

/** The external metrics of this API server are those that a port of this machine serves. */
export const aggregate = async (plane: ControlPlane, port: number): Promise<void> => {
  await plane.apply([
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "external-metrics", namespace: "default" },
      spec: { type: "ExternalName", externalName: "localhost" },
    },
    {
      apiVersion: "apiregistration.k8s.io/v1",
      kind: "APIService",
      metadata: { name: "v1beta1.external.metrics.k8s.io" },
      spec: {
        group: "external.metrics.k8s.io",
        version: "v1beta1",
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name: "external-metrics", namespace: "default", port },
      },
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRole",
      metadata: { name: "external-metrics" },
      rules: [{ apiGroups: ["external.metrics.k8s.io"], resources: ["*"], verbs: ["get", "list"] }],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "ClusterRoleBinding",
      metadata: { name: "external-metrics" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "external-metrics" },
      subjects: [{ kind: "ServiceAccount", name: "horizontal-pod-autoscaler", namespace: "kube-system" }],
    },
  ]);
};

/** Serves one external metric to the pod autoscaler as an aggregated API, in the place of KEDA's or Prometheus's adapter. */
export class ExternalMetrics {
  value = 1;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(plane: ControlPlane): Promise<ExternalMetrics> {
    const key = (name: string): string => readFileSync(join(plane.keys, name), "utf8");
    const server = createServer({ key: key("server.key"), cert: key("server.crt") });
    const metrics = new ExternalMetrics(server);
    const resource = {
      name: "loadline_desired_replicas",
      namespaced: true,
      kind: "ExternalMetricValueList",
      verbs: ["get"],
    };
    server.on("request", ({ url = "" }, response) => {
      const listed = url.includes("/namespaces/");
      const groupVersion = "external.metrics.k8s.io/v1beta1";
      const answer = listed
        ? {
            kind: "ExternalMetricValueList",
            apiVersion: groupVersion,
            items: [
              {
                metricName: resource.name,
                metricLabels: {},
                timestamp: new Date().toISOString(),
                value: String(metrics.value),
              },
            ],
          }
        : { kind: "APIResourceList", apiVersion: "v1", groupVersion, resources: [resource] };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await aggregate(plane, (server.address() as AddressInfo).port);
    return metrics;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
