import { checkPlan, type Plan } from "@loadline/plan";
import { printable } from "@loadline/planner/text";
import { token } from "@loadline/protocol";
import { Document, isScalar } from "yaml";

/** Where a value of the plan comes from, by its place. */
interface Remark {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** A deployment of a plan in the making. Remarks are by the place of the value in it. */
export interface Draft {
  readonly gpu: string;
  readonly gpusPerReplica: number;
  readonly value: Readonly<Record<string, unknown>>;
  readonly remarks: Readonly<Record<string, string>>;
}

export interface PoolDraft {
  readonly value: { readonly name: string; readonly gpu: string; readonly gpusPerNode: number; readonly nodes: number };
  readonly remark: string;
}

export const draftedObjectives = (asked: {
  readonly ttft: number;
  readonly tpot: number;
  readonly itl?: number | undefined;
}) => ({
  timeToFirstTokenSeconds: asked.ttft,
  interTokenLatencySeconds: asked.tpot,
  ...(asked.itl === undefined ? {} : { tokenGapSeconds: asked.itl }),
});

/** The first of these that is free, as a name of a plan; else the first with a number behind it. */
export const freeName = (names: readonly string[], taken: Set<string>): string => {
  const free = names.map((each) => token(each)).find((each) => !taken.has(each));
  const name = free ?? token(`${token(names[0] ?? "").slice(0, 55)}-${taken.size}`);
  taken.add(name);
  return name;
};

/** A checked plan of drafts, with a pool for each of their GPUs; where a value is assumed, its remark states that. */
export const planOfDrafts = <D extends Draft>(
  cluster: string,
  drafts: readonly D[],
  of: {
    readonly pool: (gpu: string, drafts: readonly D[]) => PoolDraft;
    readonly replicas: (draft: D, pool: PoolDraft["value"]) => object;
  },
): { readonly plan: Plan; readonly remarks: readonly Remark[] } => {
  const gpus = [...new Set(drafts.map(({ gpu }) => gpu))];
  const poolOf = (gpu: string): PoolDraft => {
    const own = drafts.filter((draft) => draft.gpu === gpu);
    return of.pool(gpu, own);
  };
  const pools = new Map(gpus.map((gpu) => [gpu, poolOf(gpu)]));
  const deployments = drafts.map((draft) => ({
    ...draft.value,
    replicas: of.replicas(draft, (pools.get(draft.gpu) as PoolDraft).value),
  }));
  const values = [...pools.values()];
  const remarks = [
    ...values.map(({ remark }, index) => ({ path: ["pools", index, "nodes"], text: remark })),
    ...drafts.flatMap((draft, index) =>
      Object.entries(draft.remarks).map(([path, text]) => ({ path: ["deployments", index, ...path.split(".")], text })),
    ),
  ];
  return { plan: checkPlan({ version: 1, cluster, pools: values.map(({ value }) => value), deployments }), remarks };
};

/** Keys that a plan file need not state, as their default is what is meant. */
const isDefault = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;

const withoutDefaults = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutDefaults);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withoutDefaults(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined && !isDefault(part)));
};

/** A plan as YAML, with where each value comes from beside it. */
export const planText = (plan: Plan, remarks: readonly Remark[], head: string): string => {
  const document = new Document(withoutDefaults(plan));
  document.commentBefore = head
    .split("\n")
    .map((line) => ` ${printable(line)}`)
    .join("\n");
  for (const { path, text } of remarks) {
    const node = document.getIn(path, true);
    if (isScalar(node)) node.comment = ` ${printable(text)}`;
  }
  return document.toString({ lineWidth: 0 });
};
