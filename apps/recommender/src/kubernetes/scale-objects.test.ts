import { describe, expect, test } from "vitest";
import { podAutoscaler, scaledObject, workloadAsking } from "../../test/workload.ts";
import { podAutoscalerIn, scaledObjectIn, workloadIn } from "./scale-objects.ts";

const at = Date.parse("2026-01-01T14:02:00Z") / 1000;
const written = (manager: string, fields: object, time = "2026-01-01T14:02:00Z") => ({
  manager,
  operation: "Update",
  time,
  fieldsType: "FieldsV1",
  fieldsV1: fields,
});
const count = { "f:spec": { "f:replicas": {} } };
const condition = (type: string, status: string, reason = "", message = "") => ({ type, status, reason, message });

describe("a workload", () => {
  const read = (metadata: object, status: object = {}) =>
    workloadIn({ metadata: { name: "chat", ...metadata }, spec: { replicas: 5 }, status });

  test.each([
    { by: "kubectl-edit", isAutoscaler: false },
    { by: "argocd-controller", isAutoscaler: false },
    { by: "kube-controller-manager", isAutoscaler: true },
    { by: "keda", isAutoscaler: true },
    { by: "keda-operator", isAutoscaler: true },
  ])("names $by as who wrote its count last", ({ by, isAutoscaler }) => {
    const managedFields = [
      written("helm", count, "2026-01-01T09:00:00Z"),
      written(by, count),
      written("kube-controller-manager", { "f:status": { "f:replicas": {} } }, "2026-01-01T15:00:00Z"),
    ];
    expect(read({ managedFields })).toEqual(workloadAsking(5, { writer: { name: by, isAutoscaler, at } }));
  });

  test("that is deleted leaves, and what its controller cannot do is a problem", () => {
    const conditions = [
      condition("Available", "False", "MinimumReplicasUnavailable", "too few"),
      condition("Progressing", "False", "ProgressDeadlineExceeded", "has timed out progressing."),
      condition("ReplicaFailure", "True", "FailedCreate", "exceeded quota: gpus"),
    ];
    expect(read({ deletionTimestamp: "2026-01-01T14:02:00Z" }, { conditions })).toEqual(
      workloadAsking(5, {
        leaving: true,
        problems: ["Progressing: has timed out progressing.", "ReplicaFailure: exceeded quota: gpus"],
      }),
    );
  });
});

const target = { name: "chat" };

describe("a ScaledObject", () => {
  const read = (annotations: object, conditions: readonly object[] = []) =>
    scaledObjectIn({
      metadata: { name: "chat", annotations },
      spec: { scaleTargetRef: target, maxReplicaCount: 30 },
      status: { conditions },
    });

  test.each([
    { annotations: {}, pause: null },
    { annotations: { paused: "true" }, pause: { replicas: null, up: true, down: true } },
    { annotations: { paused: "false" }, pause: null },
    { annotations: { "paused-replicas": "5" }, pause: { replicas: 5, up: true, down: true } },
    { annotations: { "paused-scale-in": "true" }, pause: { replicas: null, up: false, down: true } },
    { annotations: { "paused-scale-out": "true" }, pause: { replicas: null, up: true, down: false } },
  ])("with $annotations is paused as $pause", ({ annotations, pause }) => {
    const prefixed = Object.entries(annotations).map(([key, value]) => [`autoscaling.keda.sh/${key}`, value]);
    expect(read(Object.fromEntries(prefixed))).toEqual(scaledObject({ pause }));
  });

  test("names what is wrong with it", () => {
    const conditions = [
      condition("Ready", "False", "ScaledObjectCheckFailed", "failed to get the scale target"),
      condition("Active", "False", "ScalerNotActive"),
      condition("Fallback", "True", "FallbackExists", "At least one trigger is falling back"),
    ];
    expect(read({}, conditions)?.problems).toEqual([
      "Ready: failed to get the scale target",
      "Fallback: At least one trigger is falling back",
    ]);
  });
});

describe("a pod autoscaler", () => {
  const read = (conditions: readonly object[], rest: object = {}) =>
    podAutoscalerIn({
      metadata: { name: "chat", ...rest },
      spec: { scaleTargetRef: { ...target, apiVersion: "apps/v1", kind: "Deployment" }, maxReplicas: 30 },
      status: { desiredReplicas: 5, conditions },
    });

  test("has the count that it wants, and the ScaledObject that made it", () => {
    expect(read([])).toEqual(podAutoscaler());
    const ownerReferences = [{ kind: "ScaledObject", name: "chat" }];
    expect(read([], { ownerReferences })?.owner).toBe("chat");
  });

  test("names why it does not scale, and apart from that what limits it", () => {
    const conditions = [
      condition("AbleToScale", "True", "ScaleDownStabilized", "recent recommendations were higher"),
      condition("ScalingActive", "False", "FailedGetExternalMetric", "no metrics returned"),
      condition("ScalingLimited", "True", "TooManyReplicas", "more than the maximum"),
    ];
    expect(read(conditions)).toMatchObject({
      problems: ["ScalingActive: no metrics returned"],
      limits: ["AbleToScale: recent recommendations were higher", "ScalingLimited: more than the maximum"],
    });
  });
});
