import {
  isLoadlineError,
  LoadlineError,
  type Model,
  type OwnDevice,
  ownEntry,
  readOwnDevice,
  readOwnModel,
} from "@loadline/model";
import type { Plan } from "./plan.ts";

type Entry = Readonly<Record<string, unknown>>;

const invalid = (path: string, detail: string, cause?: unknown): LoadlineError =>
  new LoadlineError("LL_PLAN_INVALID", { path, detail }, { cause });

/** Every entry of a list, read. @throws LL_PLAN_INVALID with its place */
const readAll = <T>(
  list: "models" | "devices",
  entries: readonly Entry[],
  { read, idOf }: { readonly read: (entry: Entry) => T; readonly idOf: (entry: T) => string },
): readonly T[] => {
  const known = new Map<string, T>();
  for (const [index, entry] of entries.entries()) {
    const path = `${list}.${index}`;
    if ("file" in entry)
      throw invalid(
        path,
        `file ${JSON.stringify(entry["file"])} is not beside a stored plan; store its content instead`,
      );
    try {
      const own = read(entry);
      const id = idOf(own);
      if (known.has(id)) throw invalid(path, `"${id}" is used twice`);
      known.set(id, own);
    } catch (error) {
      if (!isLoadlineError(error) || error.code === "LL_PLAN_INVALID") throw error;
      throw invalid(path, error.message, error);
    }
  }
  return [...known.values()];
};

/** The plan with its own models and devices at the deployments and pools that name them. @throws LL_PLAN_INVALID */
export const withOwnEntries = (plan: Plan): Plan => {
  const { models = [], devices = [] } = plan;
  if (models.length === 0 && devices.length === 0) return plan;
  const ownModels = readAll<Model>("models", models, {
    read: (entry) => readOwnModel(entry, { what: "the model" }),
    idOf: ({ id }) => id,
  });
  const ownDevices = readAll<OwnDevice>("devices", devices, {
    read: (entry) => readOwnDevice(entry, { what: "the device" }),
    idOf: ({ gpu }) => gpu.id,
  });
  const gpus = ownDevices.map(({ gpu }) => gpu);
  return {
    ...plan,
    pools: plan.pools.map((pool) => {
      const named = ownEntry(pool.gpu, gpus);
      const device = ownDevices.find(({ gpu }) => gpu === named);
      return device === undefined ? pool : { ...pool, device };
    }),
    deployments: plan.deployments.map((deployment) => {
      const ownModel = ownEntry(deployment.model, ownModels);
      const canaryModel = ownEntry(deployment.rollout?.canary?.model ?? "", ownModels);
      return {
        ...deployment,
        ...(ownModel === undefined ? {} : { ownModel }),
        ...(canaryModel === undefined ? {} : { canaryModel }),
      };
    }),
  };
};
