import { readFileSync } from "node:fs";
import { Following } from "@loadline/protocol";
import { describe, expect, test } from "vitest";
import { clusterScaling, podAutoscaler, scaledObject, workloadAsking } from "../../test/workload.ts";
import type { ClusterView, CountWriter } from "../kubernetes/cluster-view.ts";
import { afterLooking, followingOf, noWorkloadMemory, raisedByHand, type WorkloadMemory } from "./following.ts";

const start = Date.parse("2026-01-01T14:00:00Z") / 1000;
const now = start + 240;
const kubectl: CountWriter = { name: "kubectl-edit", isAutoscaler: false, at: start + 120 };

/** What is remembered after looks at one cluster a minute apart. */
const looked = (cluster: ClusterView, asked: number | null = 7): WorkloadMemory => {
  let memory = noWorkloadMemory;
  for (let at = start; at <= now; at += 60) memory = afterLooking(memory, { asked, cluster, now: at, most: 30 });
  return memory;
};
const followed = (cluster: ClusterView, asked: number | null = 7) => followingOf(looked(cluster, asked), cluster, now);

const keda = scaledObject();
const ofKeda = podAutoscaler({ name: "keda-hpa-chat", owner: "chat" });
const five = workloadAsking(5);

const present = "asked for 7 since 4 min; the workload asks for 5";

const situations: readonly {
  readonly why: string;
  readonly cluster: ClusterView;
  readonly is: Partial<Following>;
}[] = [
  {
    why: "is gone",
    cluster: clusterScaling(null, keda),
    is: {
      state: "not-followed",
      cause: "no-workload",
      replicas: null,
      detail: "asked for 7 since 4 min; the workload is gone: there is no such workload",
    },
  },
  {
    why: "has no autoscaler",
    cluster: clusterScaling(five),
    is: { state: "not-followed", cause: "no-autoscaler", detail: `${present}: no autoscaler refers to it` },
  },
  {
    why: "was set by hand, without an autoscaler",
    cluster: clusterScaling(workloadAsking(5, { writer: kubectl })),
    is: {
      state: "overruled",
      cause: "set-by-hand",
      detail: `${present}: set by hand at 14:02 UTC, no autoscaler refers to it`,
    },
  },
  {
    why: "was set by hand before it was asked for",
    cluster: clusterScaling(workloadAsking(5, { writer: { ...kubectl, at: start - 60 } })),
    is: { cause: "no-autoscaler" },
  },
  {
    why: "is set by another program",
    cluster: clusterScaling(
      workloadAsking(5, { writer: { ...kubectl, name: "argocd-controller", at: start + 60 } }),
      keda,
    ),
    is: { state: "overruled", cause: "set-by-hand", detail: `${present}: set by argocd-controller at 14:01 UTC` },
  },
  {
    why: "has a paused ScaledObject",
    cluster: clusterScaling(five, scaledObject({ pause: { replicas: 5, up: true, down: true } })),
    is: { state: "overruled", cause: "paused", detail: `${present}: ScaledObject chat is paused at 5` },
  },
  {
    why: "is at the maximum of its autoscaler",
    cluster: clusterScaling(five, scaledObject({ max: 5 }), ofKeda),
    is: { state: "overruled", cause: "at-maximum", detail: `${present}: ScaledObject chat has a maximum of 5` },
  },
  {
    why: "has an autoscaler without its metric",
    cluster: clusterScaling(five, podAutoscaler({ problems: ["ScalingActive: no metrics returned"] })),
    is: {
      state: "not-followed",
      cause: "autoscaler-fails",
      detail: `${present}: HorizontalPodAutoscaler chat: ScalingActive: no metrics returned`,
    },
  },
  {
    why: "has an autoscaler that wants another count",
    cluster: clusterScaling(five, keda, { ...ofKeda, wants: 6, limits: ["ScalingLimited: the rate is limited"] }),
    is: {
      state: "not-followed",
      cause: "autoscaler-differs",
      detail: `${present}: HorizontalPodAutoscaler keda-hpa-chat wants 6 (ScalingLimited: the rate is limited)`,
    },
  },
  {
    why: "has two autoscalers",
    cluster: clusterScaling(five, keda, ofKeda, podAutoscaler({ name: "by-cpu" })),
    is: {
      cause: "several-autoscalers",
      detail: `${present}: ScaledObject chat and HorizontalPodAutoscaler by-cpu both scale it`,
    },
  },
  {
    why: "has autoscalers that may not be read",
    cluster: {
      ...clusterScaling(five),
      autoscalers: { ...clusterScaling(five).autoscalers, ageSeconds: null, problem: "403" },
    },
    is: { cause: "unknown", detail: `${present}: what scales it is not known (403)` },
  },
  {
    why: "is being deleted",
    cluster: clusterScaling(workloadAsking(5, { leaving: true }), keda),
    is: { cause: "no-workload", detail: "asked for 7 since 4 min; the workload is gone: it is being deleted" },
  },
  {
    why: "is at the minimum of its autoscaler",
    cluster: clusterScaling(workloadAsking(5), scaledObject({ min: 9 })),
    is: { state: "overruled", cause: "at-minimum", detail: `${present}: ScaledObject chat has a minimum of 9` },
  },
  {
    why: "has an autoscaler that did not act yet",
    cluster: clusterScaling(five, keda),
    is: { cause: "autoscaler-differs", detail: `${present}: ScaledObject chat has not set it yet` },
  },
];

test.each(situations)("the event present why a workload that $why is not followed", ({ cluster, is }) => {
  const following = followed(cluster);
  expect(following).toMatchObject({ seconds: 240, ...is });
  expect(Following.parse(following)).toEqual(following);
});

describe("the guide's table", () => {
  const guide = readFileSync(new URL("../../../../docs/guides/kubernetes.md", import.meta.url), "utf8");
  const rows = [...guide.matchAll(/^\| `([a-z-]+)` \| ([^|]*"[^|]*) \| [^|]* \|$/gm)].map(([, cause, texts = ""]) => ({
    cause,
    sentences: [...texts.matchAll(/"([^"]+)"/g)].map(([, sentence]) => sentence),
  }));
  const expectedSentences = situations.flatMap(({ is: { cause, detail } }) =>
    detail === undefined ? [] : [{ cause, sentence: detail.slice(detail.indexOf(": ") + 2) }],
  );

  test("has a row for every cause", () => {
    expect(rows.map(({ cause }) => cause).toSorted()).toEqual(Following.shape.cause.unwrap().options.toSorted());
  });

  test.each(expectedSentences)("has $sentence of $cause", ({ cause, sentence }) => {
    expect(rows.find((row) => row.cause === cause)?.sentences).toContain(sentence);
  });

  test("has no sentence that no test expects", () => {
    const sentences = new Set(expectedSentences.map(({ sentence }) => sentence));
    expect(rows.flatMap((row) => row.sentences).filter((sentence) => !sentences.has(sentence ?? ""))).toEqual([]);
  });
});

test("a pause in the other direction keeps nothing from rising", () => {
  const down = scaledObject({ pause: { replicas: null, up: false, down: true } });
  expect(followed(clusterScaling(five, down))?.cause).toBe("autoscaler-differs");
  const eight = clusterScaling(workloadAsking(8), down);
  expect(followed(eight)).toMatchObject({ cause: "paused", detail: expect.stringMatching(/is paused downwards$/) });
});

test("a count that the workload asks for is followed; what its controller cannot do is named", () => {
  const problems = ["ReplicaFailure: pods are forbidden: exceeded quota"];
  expect(followed(clusterScaling(workloadAsking(7, { problems }), keda))).toEqual({
    state: "followed",
    cause: null,
    replicas: 7,
    seconds: 0,
    detail: "asked for 7; the workload asks for 7; ReplicaFailure: pods are forbidden: exceeded quota",
  });
});

describe("nothing is said", () => {
  test.each<{ readonly name: string; readonly asked: number | null; readonly cluster: ClusterView }>([
    { name: "before a count was published", asked: null, cluster: clusterScaling(five) },
    {
      name: "of a workload that was not read lately",
      asked: 7,
      cluster: { ...clusterScaling(five), workload: { ...clusterScaling(five).workload, ageSeconds: 101 } },
    },
  ])("$name", ({ asked, cluster }) => {
    expect(followed(cluster, asked)).toBeNull();
  });
});

describe("a raise by hand", () => {
  const most = 10;
  const eight = (writer: CountWriter, ...autoscalers: Parameters<typeof scaledObject>[]) =>
    clusterScaling(workloadAsking(8, { writer }), ...autoscalers.map((one) => scaledObject(...one)));
  const lookAt = (cluster: ClusterView, before = noWorkloadMemory) =>
    afterLooking(before, { asked: 5, cluster, now, most });
  const keda: CountWriter = { name: "keda", isAutoscaler: true, at: start };

  test.each<{ readonly name: string; readonly cluster: ClusterView; readonly raised: number | null }>([
    { name: "with kubectl", cluster: eight(kubectl), raised: 8 },
    { name: "beyond the plan's most", cluster: clusterScaling(workloadAsking(12, { writer: kubectl })), raised: 10 },
    { name: "by an autoscaler", cluster: eight(keda), raised: null },
    { name: "by a pause of KEDA", cluster: eight(keda, [{ pause: { replicas: 8, up: true, down: true } }]), raised: 8 },
    { name: "to fewer than asked for", cluster: clusterScaling(workloadAsking(4, { writer: kubectl })), raised: null },
  ])("$name is $raised", ({ cluster, raised }) => {
    expect(raisedByHand(lookAt(cluster), { cluster, most })).toBe(raised);
  });

  test("counts once: a count that stays after less is asked for is none", () => {
    const cluster = eight(kubectl);
    const followed = afterLooking(noWorkloadMemory, { asked: 8, cluster, now, most });
    expect(raisedByHand(lookAt(cluster, followed), { cluster, most })).toBeNull();
    const again = eight({ ...kubectl, at: start + 180 });
    expect(raisedByHand(lookAt(again, followed), { cluster: again, most })).toBe(8);
  });
});

describe("the time that a workload asks for another count", () => {
  const look = (memory: WorkloadMemory, asked: number, replicas: number, at: number) =>
    afterLooking(memory, { asked, cluster: clusterScaling(workloadAsking(replicas)), now: at, most: 30 });

  test("goes on while more and more is asked for", () => {
    const first = look(noWorkloadMemory, 5, 4, 0);
    expect(first.other).toEqual({ replicas: 4, since: 0 });
    expect(look(first, 6, 4, 60)).toMatchObject({ asked: { replicas: 6, at: 60 }, other: { replicas: 4, since: 0 } });
  });

  test("begins anew once the workload moves, and ends with the count", () => {
    const moved = look(look(noWorkloadMemory, 6, 4, 0), 6, 5, 60);
    expect(moved.other).toEqual({ replicas: 5, since: 60 });
    expect(look(moved, 6, 6, 120).other).toBeNull();
  });
});
