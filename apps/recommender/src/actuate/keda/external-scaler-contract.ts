import type { ServiceDefinition } from "@grpc/grpc-js";
import { fromJSON } from "@grpc/proto-loader";

interface Field {
  readonly type: string;
  readonly id: number;
  readonly rule?: "repeated";
  readonly keyType?: string;
}

const message = (fields: Readonly<Record<string, Field>>) => ({ fields });
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
    name: { type: "string", id: 1 },
    namespace: { type: "string", id: 2 },
    scalerMetadata: { keyType: "string", type: "string", id: 3 },
  }),
  IsActiveResponse: message({ result: { type: "bool", id: 1 } }),
  MetricSpec: message({
    metricName: { type: "string", id: 1 },
    targetSize: { type: "int64", id: 2 },
    targetSizeFloat: { type: "double", id: 3 },
  }),
  GetMetricSpecResponse: message({ metricSpecs: { rule: "repeated", type: "MetricSpec", id: 1 } }),
  GetMetricsRequest: message({
    scaledObjectRef: { type: "ScaledObjectRef", id: 1 },
    metricName: { type: "string", id: 2 },
  }),
  MetricValue: message({
    metricName: { type: "string", id: 1 },
    metricValue: { type: "int64", id: 2 },
    metricValueFloat: { type: "double", id: 3 },
  }),
  GetMetricsResponse: message({ metricValues: { rule: "repeated", type: "MetricValue", id: 1 } }),
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
