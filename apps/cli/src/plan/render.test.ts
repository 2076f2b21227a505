import type { DeploymentSize, PlanSize } from "@loadline/planner/answer";
import type { FleetAnswer, SearchAnswer, SizedRow } from "@loadline/planner/search-answer";
import { expect, test } from "vitest";
import { atBothWidths, plainView } from "../../test/golden.ts";
import { renderPlan } from "./render-plan.ts";
import { renderSearch } from "./render-search.ts";

const chat: DeploymentSize = {
  name: "chat",
  model: "llama-3.1-70b",
  gpu: "h100-sxm-80gb",
  pool: "h100",
  verdict: "too-small",
  expectedRequestsPerSecond: 30,
  way: {
    offered: 40,
    turnedAway: 10,
    turnedAwayShare: 0.25,
    answeredByCache: 6,
    toReplicas: 24,
    limit: "tokensPerSecond",
  },
  peak: { days: ["mon", "tue"], from: "09:00", to: "18:00", askedFrom: "08:55" },
  leadTimeSeconds: 300,
  reserveReplicas: 1,
  maxReplicas: 6,
  gpusPerReplica: 4,
  planned: { replicas: 2, gpus: 8, usdPerHour: 36 },
  required: {
    requestsPerSecondPerReplica: 10.1,
    bindingLimit: "decode-bandwidth",
    errorBand: { relative: 0.17, basis: "calibrated" },
    confidence: 0.9,
    replicas: 4,
    replicasAtMedian: 3,
    replicasAtWorst: 5,
    gpus: 16,
    usdPerHour: 72,
  },
  because: null,
  assumptions: [],
};

const planned: PlanSize = {
  cluster: "demo",
  enough: false,
  total: {
    replicas: { gpus: 16, usdPerHour: 72, watts: 11_200 },
    nodes: { count: 2, gpus: 16, usdPerHour: 72, watts: 11_200 },
  },
  budgets: [{ name: "usdPerHour", limit: 60, replicas: 72, nodes: 72, enough: false }],
  fitting: [{ name: "chat", replicas: 2, requestsPerSecond: 10.1, requestsPerSecondWithReserve: 20.2 }],
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
      zones: 1,
      spotShare: 0,
      spotMarkets: 1,
      nodesPlanned: 2,
      nodesRequired: 2,
      enough: false,
      surgeFits: null,
      stranded: [{ gpus: 2, nodes: 3 }],
      usdPerHour: null,
    },
  ],
};

test("a plan that is too small reads as its snapshot, narrow and wide", () => {
  expect(atBothWidths((view) => renderPlan(planned, view))).toMatchSnapshot();
});

const row: SizedRow = {
  label: "h100-sxm-80gb tp2 fp8",
  gpu: "h100-sxm-80gb",
  gpusPerReplica: 2,
  weights: "fp8",
  parallel: { tensor: 2, pipeline: 1, expert: 1, attentionData: 1 },
  workers: null,
  promptShare: 0.2,
  batch: 63,
  confidence: 0.9,
  requestsPerSecondPerReplica: 5.7,
  saturatedRequestsPerSecond: 7.6,
  bindingLimit: "decode-bandwidth",
  errorBand: { relative: 0.17, basis: "calibrated" },
  latencies: { timeToFirstToken: 0.318, interTokenLatency: 0.05, tokenGap: 0.112, endToEnd: 13.1 },
  loadReplicas: 9,
  replicas: 10,
  replicasAtMedian: 9,
  replicasAtWorst: 12,
  gpus: 20,
  nodes: 3,
  utilisation: 0.88,
  busy: 0.7,
  reserve: [{ cause: "gpu-failure", replicas: 1, because: "a replica of 2 GPUs is down 0.1 % of the time" }],
  cost: {
    usdPerHour: 90,
    usdPerMonth: 65_700,
    usdPerRequest: 0.0005,
    usdPerMillionInputTokens: 0.49,
    usdPerMillionOutputTokens: 1.95,
    watts: 20_000,
    joulesPerRequest: 400,
    joulesPerOutputToken: 1.56,
  },
  nodesUsdPerHour: 108,
  bought: { unit: "node", gpusPerUnit: 8, units: 3, usdPerHour: 108 },
  comparedUsdPerHour: 90,
  stranded: [{ gpus: 1, nodes: 1 }],
  way: { offered: 50, turnedAway: 0, turnedAwayShare: 0, answeredByCache: 10, toReplicas: 40, limit: null },
  price: {
    usdPerGpuHour: 4.5,
    purchaseClass: "on-demand",
    origin: "own",
    provider: null,
    on: null,
    isOld: false,
    term: null,
  },
  spotPrice: null,
  recommendedTokenLimit: 65_890,
};

const missed = { usdPerHourAtLeast: null, closest: { label: "a100-sxm-80gb tp8 bf16", strain: 1.4 } };

const sized: SearchAnswer = {
  model: "llama-3.1-70b",
  requestsPerSecond: 50,
  verdict: "feasible",
  because: null,
  closest: null,
  looked: 110,
  best: row,
  router: "least-requests",
  withRandom: 12,
  economics: null,
  levers: [
    {
      option: "--weights nvfp4",
      condition: "a checkpoint in nvfp4",
      row: { ...row, label: "h100-sxm-80gb tp1 nvfp4", weights: "nvfp4", replicas: 9, gpus: 9 },
    },
  ],
  reachable: null,
  atMedian: null,
  costliest: null,
  alternatives: [
    {
      ...row,
      label: "h100-sxm-80gb tp4 fp8",
      replicas: 6,
      gpus: 24,
      cost: { ...row.cost, usdPerHour: 108 },
      comparedUsdPerHour: 108,
    },
    {
      ...row,
      label: "l4 tp8 fp8",
      replicas: 40,
      gpus: 320,
      cost: { ...row.cost, usdPerHour: null },
      comparedUsdPerHour: null,
    },
  ],
  missing: [
    { gpu: "a100-sxm-80gb", because: "slo-unreachable", ...missed },
    { gpu: "l4", because: "does-not-fit", usdPerHourAtLeast: null, closest: null },
    { gpu: "b200-sxm-180gb", because: "higher-cost", usdPerHourAtLeast: 131.5, closest: null },
    { gpu: "rtx-a4000", because: "no-price", usdPerHourAtLeast: null, closest: null },
  ],
  front: [
    { label: "a", concurrency: 64, tokensPerSecondPerGpu: 770, tokensPerSecondPerUser: 20 },
    { label: "b", concurrency: 16, tokensPerSecondPerGpu: 400, tokensPerSecondPerUser: 60 },
    { label: "c", concurrency: 1, tokensPerSecondPerGpu: 10, tokensPerSecondPerUser: 115 },
  ],
  assumptions: ["random arrivals; every request has the mean lengths"],
  fleet: null,
};

test("answers in one piece are compared by their time and by what a thousand of them cost", () => {
  const best = { ...row, latencies: { timeToFirstToken: 0.9, interTokenLatency: null, tokenGap: null, endToEnd: 0.9 } };
  const text = renderSearch({ ...sized, best, alternatives: [] }, plainView(160));
  expect(text).toMatch(/quoted +answer +\$\/1000 +\$\/h +evidence +against it\n.* your own +900 ms +0\.50 \$ +90\.00/);
  expect(text).not.toContain("TPOT");
});

test("no count at the error band's end is said where a replica misses an objective there at any load", () => {
  const textOf = (replicasAtWorst: number | null) =>
    renderSearch({ ...sized, best: { ...row, replicasAtWorst } }, plainView(160));
  expect(textOf(null)).toContain("no count at the error band's end, where a replica misses an objective at any load");
  expect(textOf(90)).toContain("90 at the error band's end");
});

const infeasible: SearchAnswer = {
  ...sized,
  verdict: "infeasible",
  because: "closest is h100-sxm-80gb tp8 fp8: end to end 2.1 s of 0.8 s",
  best: null,
  reachable: { timeToFirstToken: null, interTokenLatency: null, tokenGap: null, endToEnd: 3.2, best: row },
  alternatives: [],
  front: [],
};

test("objectives within reach have a unit, as the options ask for one", () => {
  const { reachable } = infeasible;
  if (reachable === null) throw new Error("the example has some");
  const answer = { ...infeasible, reachable: { ...reachable, timeToFirstToken: 62, interTokenLatency: 0.1 } };
  expect(renderSearch(answer, plainView(120))).toContain("within reach: --ttft 62s --tpot 0.1s --end-to-end 3.2s");
});

const fleet: FleetAnswer = {
  verdict: "feasible",
  because: null,
  cheapest: true,
  usdPerHour: 97.6,
  watts: 22_000,
  uses: [
    {
      pool: "h100",
      label: "h100-sxm-80gb tp2 fp8",
      weights: "fp8",
      replicas: 8,
      requestsPerSecond: 45.8,
      parallel: row.parallel,
      workers: null,
      requestsPerSecondPerReplica: 6.6,
    },
  ],
  nodes: [{ pool: "h100", nodes: 2 }],
  binding: [],
  mostRequestsPerSecond: null,
  leftOut: [],
};

test.each([
  { name: "a size", answer: sized },
  { name: "an infeasible one", answer: infeasible },
  { name: "a mix of own GPUs", answer: { ...sized, alternatives: [], front: [], fleet } },
])("$name reads as its snapshot, narrow and wide", ({ answer }) => {
  expect(atBothWidths((view) => renderSearch(answer, view))).toMatchSnapshot();
});

test("a spot market whose loss nothing fills in has no time of serving, and no cost of what no longer runs", () => {
  const spot = {
    ...chat,
    pools: [{ pool: "h100", replicas: 1, spotReplicas: 1, usdPerHour: 4 }],
    marketLoss: {
      lost: 1,
      left: 0,
      shortageChance: 1,
      shortSeconds: 300,
      filledBy: [],
      unfilled: 1,
      unfilledWithoutSpot: 1,
      usdPerHourWithoutSpot: null,
    },
  };
  const text = renderPlan({ ...planned, deployments: [spot] }, plainView(200));
  expect(text).toMatch(/market lost +1 replica goes, 0 stay: too few with a chance of 100 %; nothing fills in 1$/m);
  expect(text).toMatch(/worst case +with every market gone 1 replica is unserved$/m);
});
