import { type Gpu, gpuNamed } from "@loadline/model";
import type { SizedRow } from "@loadline/planner/search-answer";
import { percent, plural, usd, whole } from "./format.ts";

export const gpuName = (id: string, devices: readonly Gpu[] = []): string =>
  gpuNamed(id, devices).name.replace(/^(NVIDIA|AMD|Intel) /, "");

export const evidenceNames = { calibrated: "measured here", transferred: "transferred", assumed: "assumed" } as const;

/** "68 × MI300X: 17 replicas of 4, $102/h, 90 % sure" */
export const headlineOf = ({ gpus, gpu, replicas, gpusPerReplica, cost, confidence }: SizedRow): string =>
  `${whole(gpus)} × ${gpuName(gpu)}: ${plural(replicas, "replica")} of ${whole(gpusPerReplica)}, ${usd(cost.usdPerHour)}${cost.usdPerHour === null ? "" : "/h"}, ${percent(confidence)} sure`;
