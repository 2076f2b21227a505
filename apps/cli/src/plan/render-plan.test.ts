import { ratio } from "@loadline/core";
import { test } from "vitest";
import { styleFor } from "../terminal/style.ts";
import { expectGolden } from "../testing/golden.ts";
import { renderPlan } from "./render-plan.ts";
import type { DeploymentSize } from "./size-deployment.ts";
import type { PlanSize } from "./size-plan.ts";

const chat: DeploymentSize = {
  name: "chat",
  model: "llama-3.1-70b",
  gpu: "h100-sxm-80gb",
  pool: "h100",
  verdict: "too-small",
  expectedRequestsPerSecond: 30,
  spareReplicas: 1,
  maxReplicas: 6,
  gpusPerReplica: 4,
  planned: { replicas: 2, gpus: 8, usdPerHour: 36 },
  required: {
    requestsPerSecondPerReplica: 10.1,
    bindingLimit: "decode-bandwidth",
    errorBand: { relative: ratio(0.17), basis: "calibrated" },
    replicas: 4,
    replicasAtWorst: 5,
    gpus: 16,
    usdPerHour: 72,
  },
  because: null,
  assumptions: [],
};

const sized: PlanSize = {
  cluster: "demo",
  enough: false,
  deployments: [
    chat,
    {
      ...chat,
      name: "draft",
      verdict: "infeasible",
      required: null,
      because: "inter-token latency is 20 ms at p95 on an idle replica, the objective is 5 ms",
    },
  ],
  pools: [
    {
      name: "h100",
      gpu: "h100-sxm-80gb",
      purchase: "reserved",
      gpusPerNode: 8,
      nodes: 1,
      nodesPlanned: 2,
      nodesRequired: 2,
      enough: false,
      usdPerHour: null,
    },
  ],
};

test("a plan that is too small reads as its golden files, narrow and wide", () => {
  for (const columns of [60, 120]) {
    const text = renderPlan(sized, { columns, style: styleFor(false) });
    expectGolden(text, `too-small-${columns}.txt`, import.meta.url);
  }
});
