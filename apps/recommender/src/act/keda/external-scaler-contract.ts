import type { ServiceDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";

const message = <F>(fields: F) => ({ fields });
const field = (type: string, id: number) => ({ type, id });
const list = (type: string, id: number) => ({ rule: "repeated", type, id }) as const;
const method = (requestType: string, responseType: string, responseStream = false) => ({
  requestType,
  responseType,
  responseStream,
  comment: "",
});

/**
 * Messages and methods that KEDA asks of an external scaler, by their names and numbers on the wire. The whole
 * numbers beside the floating ones are deprecated there and kept for older KEDA versions.
 * @source https://keda.sh/docs/latest/concepts/external-scalers/ (Apache-2.0), service externalscaler.ExternalScaler
 */
const externalscaler = {
  ScaledObjectRef: message({
    name: field("string", 1),
    namespace: field("string", 2),
    scalerMetadata: { keyType: "string", type: "string", id: 3 },
  }),
  IsActiveResponse: message({ result: field("bool", 1) }),
  MetricSpec: message({
    metricName: field("string", 1),
    targetSize: field("int64", 2),
    targetSizeFloat: field("double", 3),
  }),
  GetMetricSpecResponse: message({ metricSpecs: list("MetricSpec", 1) }),
  GetMetricsRequest: message({ scaledObjectRef: field("ScaledObjectRef", 1), metricName: field("string", 2) }),
  MetricValue: message({
    metricName: field("string", 1),
    metricValue: field("int64", 2),
    metricValueFloat: field("double", 3),
  }),
  GetMetricsResponse: message({ metricValues: list("MetricValue", 1) }),
  ExternalScaler: {
    methods: {
      IsActive: method("ScaledObjectRef", "IsActiveResponse"),
      StreamIsActive: method("ScaledObjectRef", "IsActiveResponse", true),
      GetMetricSpec: method("ScaledObjectRef", "GetMetricSpecResponse"),
      GetMetrics: method("GetMetricsRequest", "GetMetricsResponse"),
      StreamMetricSpec: method("ScaledObjectRef", "GetMetricSpecResponse", true),
    },
  },
};

export interface ScaledObjectRef {
  readonly name: string;
  readonly namespace: string;
  readonly scalerMetadata: Readonly<Record<string, string>>;
}

export const externalScalerService = (): ServiceDefinition => {
  const loaded = fromJSON(
    { nested: { externalscaler: { nested: externalscaler } } },
    { longs: Number, defaults: true, keepCase: true },
  );
  return loaded["externalscaler.ExternalScaler"] as unknown as ServiceDefinition;
};
