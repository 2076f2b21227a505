import type { Following, FollowingCause } from "@loadline/protocol";
import { z } from "zod";
import type { ClusterView, KubernetesAutoscaler, KubernetesWorkload } from "../kubernetes/cluster-view.ts";
import { isFreshInput, noUnseenPods, UnseenPods } from "./cluster-rules.ts";

const time = z.number().nonnegative();
const count = z.number().int().nonnegative();

/** What is remembered of a workload's count beside the one asked for. Times are epoch seconds. */
export const WorkloadMemory = z.object({
  asked: z
    .object({ replicas: count, at: time, fell: z.boolean() })
    .nullable()
    .describe("The count last published, since when it is that one, and whether the one before was higher."),
  other: z
    .object({ replicas: count.nullable(), since: time })
    .nullable()
    .describe("Another count that the workload asks for; null: it asks for the published one."),
  writtenAt: time.nullable().describe("When the workload's count was last written that was at most the one asked for."),
  unseenPods: UnseenPods.default(noUnseenPods),
});
export type WorkloadMemory = Readonly<z.infer<typeof WorkloadMemory>>;

export const noWorkloadMemory: WorkloadMemory = {
  asked: null,
  other: null,
  writtenAt: null,
  unseenPods: noUnseenPods,
};

interface Look {
  /** Replicas that were asked for; null: none were. */
  readonly asked: number | null;
  readonly cluster: ClusterView | null;
  readonly now: number;
  /** Most replicas by the plan. */
  readonly most: number;
}

/** After a look at the workload. */
export const afterLooking = (before: WorkloadMemory, { asked, cluster, now, most }: Look): WorkloadMemory => {
  if (asked === null) return { ...before, asked: null, other: null };
  const fell = before.asked !== null && asked < before.asked.replicas;
  const stands = before.asked?.replicas === asked ? before.asked : { replicas: asked, at: now, fell };
  if (cluster === null || !isFreshInput(cluster.workload)) return { ...before, asked: stands };
  const [workload] = cluster.workload.objects;
  const replicas = workload?.replicas ?? null;
  const isAbove = Math.min(replicas ?? 0, most) > asked;
  const writtenAt = isAbove ? before.writtenAt : (workload?.writer?.at ?? before.writtenAt);
  const isSame = before.other !== null && before.other.replicas === replicas;
  const other = replicas === asked ? null : isSame ? before.other : { replicas, since: now };
  return { ...before, asked: stands, other, writtenAt };
};

/**
 * The count, within the plan's most, to which somebody raised the workload since it last had no more than was asked for: by hand,
 * by a pause of KEDA, or by a program that is no autoscaler. null: nobody did. Each raise counts once, so that one that nothing
 * takes back again is no new one.
 */
export const raisedByHand = (
  { asked, writtenAt }: WorkloadMemory,
  { cluster, most }: { readonly cluster: ClusterView | null; readonly most: number },
): number | null => {
  if (asked === null || cluster === null || !isFreshInput(cluster.workload)) return null;
  const { replicas = null, writer = null } = cluster.workload.objects[0] ?? {};
  if (replicas === null || writer === null || writer.at === null) return null;
  const isPaused = cluster.autoscalers.objects.some(({ pause }) => pause?.replicas === replicas);
  const isNew = writtenAt === null || writer.at > writtenAt;
  const raised = Math.min(replicas, most);
  return raised > asked.replicas && isNew && (isPaused || !writer.isAutoscaler) ? raised : null;
};

interface Why {
  readonly state: Exclude<Following["state"], "followed">;
  readonly cause: FollowingCause;
  readonly text: string;
}

interface Situation {
  readonly asked: { readonly replicas: number; readonly at: number };
  readonly workload: KubernetesWorkload;
  readonly autoscalers: readonly KubernetesAutoscaler[];
}

const nameOf = ({ kind, name }: KubernetesAutoscaler): string => `${kind} ${name}`;

/** "14:02 UTC", with the day where it is another one. */
const clockText = (at: number, now: number): string => {
  const [text, today] = [new Date(at * 1000).toISOString(), new Date(now * 1000).toISOString()];
  const day = text.slice(0, 10);
  return `${day === today.slice(0, 10) ? "" : `${day} `}${text.slice(11, 16)} UTC`;
};

const pauseText = (one: KubernetesAutoscaler): string | null => {
  const { pause } = one;
  if (pause === null) return null;
  const direction = pause.up && pause.down ? "" : pause.up ? " upwards" : " downwards";
  return `${nameOf(one)} is paused${direction}${pause.replicas === null ? "" : ` at ${pause.replicas}`}`;
};

/** A person, or a program that is no autoscaler, wrote another count after this one was asked for. */
const handWritten = ({ asked, workload: { writer } }: Situation): boolean =>
  writer !== null && !writer.isAutoscaler && (writer.at ?? 0) >= Math.floor(asked.at);

const handText = ({ workload: { writer } }: Situation, now: number): string => {
  const { name = "", at = null } = writer ?? {};
  const by = name.startsWith("kubectl") ? "by hand" : `by ${name}`;
  return `set ${by}${at === null ? "" : ` at ${clockText(at, now)}`}`;
};

/** What keeps one autoscaler from the count; null: nothing that it present. */
const hindranceOf = (one: KubernetesAutoscaler, { asked, workload }: Situation): Why | null => {
  const { replicas } = asked;
  const rises = replicas > (workload.replicas ?? 0);
  if (one.pause !== null && (rises ? one.pause.up : one.pause.down))
    return { state: "overruled", cause: "paused", text: pauseText(one) ?? "" };
  if (replicas > one.max)
    return { state: "overruled", cause: "at-maximum", text: `${nameOf(one)} has a maximum of ${one.max}` };
  if (replicas < one.min)
    return { state: "overruled", cause: "at-minimum", text: `${nameOf(one)} has a minimum of ${one.min}` };
  const [problem] = one.problems;
  if (problem !== undefined)
    return { state: "not-followed", cause: "autoscaler-fails", text: `${nameOf(one)}: ${problem}` };
  return null;
};

/** The pod autoscaler that a ScaledObject made is a part of it. */
const whoDecide = (autoscalers: readonly KubernetesAutoscaler[]): readonly KubernetesAutoscaler[] => {
  const names = new Set(autoscalers.filter(({ kind }) => kind === "ScaledObject").map(({ name }) => name));
  return autoscalers.filter(({ owner }) => owner === null || !names.has(owner));
};

const whyNot = (situation: Situation, now: number): Why => {
  const { asked, autoscalers } = situation;
  const deciding = whoDecide(autoscalers);
  const isHand = handWritten(situation);
  if (deciding.length === 0) {
    const text = "no autoscaler refers to it";
    return isHand
      ? { state: "overruled", cause: "set-by-hand", text: `${handText(situation, now)}, ${text}` }
      : { state: "not-followed", cause: "no-autoscaler", text };
  }
  if (deciding.length > 1) {
    const text = `${deciding.map(nameOf).join(" and ")} both scale it`;
    return { state: "not-followed", cause: "several-autoscalers", text };
  }
  for (const one of autoscalers) {
    const why = hindranceOf(one, situation);
    if (why !== null) return why;
  }
  if (isHand) return { state: "overruled", cause: "set-by-hand", text: handText(situation, now) };
  const pod = autoscalers.find(({ wants }) => wants !== null);
  const [limit] = pod?.limits ?? [];
  const why = limit === undefined ? "" : ` (${limit})`;
  const text =
    pod === undefined || pod.wants === asked.replicas
      ? `${deciding.map(nameOf).join()} has not set it yet`
      : `${nameOf(pod)} wants ${pod.wants}${why}`;
  return { state: "not-followed", cause: "autoscaler-differs", text };
};

const longestDetail = 1_000;

const minutesText = (seconds: number): string =>
  seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;

/** What became of the count asked for; null: none was, or the workload is not known. */
export const followingOf = (
  { asked, other }: WorkloadMemory,
  cluster: ClusterView | null,
  now: number,
): Following | null => {
  if (asked === null || cluster === null || !isFreshInput(cluster.workload)) return null;
  const { workload: known, autoscalers } = cluster;
  const [workload] = known.objects;
  const replicas = workload?.replicas ?? null;
  const answer = (why: Why, present: string): Following => ({
    state: why.state,
    cause: why.cause,
    replicas,
    seconds: other === null ? 0 : Math.max(0, now - other.since),
    detail:
      `asked for ${asked.replicas} since ${minutesText(Math.max(0, now - asked.at))}; ${present}: ${why.text}`.slice(
        0,
        longestDetail,
      ),
  });
  const present = replicas === null ? "the workload names no count" : `the workload asks for ${replicas}`;
  if (workload === undefined || workload.leaving) {
    const text = workload === undefined ? "there is no such workload" : "it is being deleted";
    return answer({ state: "not-followed", cause: "no-workload", text }, "the workload is gone");
  }
  if (replicas === asked.replicas) {
    const paused = autoscalers.objects.flatMap((one) => pauseText(one) ?? []);
    const notes = [...workload.problems, ...paused].map((note) => `; ${note}`).join("");
    const detail = `asked for ${asked.replicas}; ${present}${notes}`.slice(0, longestDetail);
    return { state: "followed", cause: null, replicas, seconds: 0, detail };
  }
  if (!isFreshInput(autoscalers)) {
    const text = `what scales it is not known (${autoscalers.problem ?? "not read lately"})`;
    return answer({ state: "not-followed", cause: "unknown", text }, present);
  }
  return answer(whyNot({ asked, workload, autoscalers: autoscalers.objects }, now), present);
};
