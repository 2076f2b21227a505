import { type Gpu, type ReplicaSpec, replicaCapacity, requestForm } from "@loadline/model";
import {
  gpusOf,
  type Plan,
  type PlanDeployment,
  type PlanPool,
  plannedShape,
  plannedSlo,
  poolOf,
  replicaOf,
} from "@loadline/plan";
import { stringify } from "yaml";
import { assertKnown, checkpointName, launchFlags, launchOf, optionsText } from "./launch.ts";
import { messages, UserError } from "./messages.ts";
import { sizePlan } from "./size-plan.ts";
import { numberText, plural, printable } from "./text.ts";

/** One deployment of a plan that can be started. */
interface Launched {
  readonly deployment: PlanDeployment;
  readonly pool: PlanPool;
  readonly spec: ReplicaSpec;
}

const notStarted = "models that answer in one piece, or that are not known, have launchers of their own";

const launchedOf = (plan: Plan): readonly Launched[] =>
  plan.deployments.flatMap((deployment) => {
    const pool = poolOf(plan, deployment);
    const { spec } = replicaOf(deployment, pool);
    // What answers in one piece is started by other programs, each in its own way.
    return spec === null || requestForm(spec.model).inOnePiece ? [] : [{ deployment, pool, spec }];
  });

const joined = (parts: readonly string[]): string => parts.join(" \\\n  ");
const comment = (lines: readonly string[]): string => lines.map((line) => `# ${printable(line)}\n`).join("");

/** A name from a plan as one word of a shell, of which nothing is expanded or run. */
const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What the limits of a step are chosen against. */
const limitAdvice = (deployment: PlanDeployment, spec: ReplicaSpec): readonly string[] => {
  const { expected } = deployment;
  const result = replicaCapacity(spec, plannedShape(deployment), plannedSlo(deployment));
  if (result.kind === "infeasible") return [];
  const { concurrency } = result.capacity;
  const { maxSequences, maxBatchedTokens } = spec.engineConfig;
  return [
    `about ${Math.round(concurrency)} requests run at once at the load that it carries; ${maxSequences} sequences let bursts in`,
    `a step takes ${numberText(maxBatchedTokens / expected.inputTokens)} mean prompts; fewer tokens shorten the gaps between tokens, more the first token`,
  ];
};

const optionsFile = (name: string): string => `${name}-options.yaml`;

/** Shell lines that start one replica of each deployment. */
const launchText = ({ deployment, spec }: Launched): string => {
  const { program, modelFlag, file, source } = launchOf(spec);
  const { flags, options, remarks } = launchFlags(deployment, spec);
  const { name, replicas } = deployment;
  const gpus = gpusOf(deployment);
  const model = checkpointName(deployment, spec);
  const hasFile = file !== undefined && Object.keys(options).length > 0;
  const head = [
    `${name}: ${plural(replicas.planned, "replica")} of ${plural(gpus, "GPU")} (${spec.gpu.id}), started one by one like this`,
    ...limitAdvice(deployment, spec),
    ...remarks,
    `flags: ${source}`,
  ];
  const written = hasFile ? `cat > ${optionsFile(name)} <<'END'\n${optionsText(options)}\nEND\n` : "";
  const start = [...program, ...(modelFlag === undefined ? [] : [modelFlag]), shellWord(model)].join(" ");
  return `${comment(head)}${written}${joined([start, ...flags, ...(hasFile ? [`${file.flag} ${optionsFile(name)}`] : [])])}\n`;
};

// Two minutes of arrivals, and enough of them for a 95th percentile.
const benchSeconds = 120;
const leastRequests = 200;

/** The load of one replica once the reserve is gone, as a benchmark that `calibrate` and `--observations` read. */
const benchText = ({ deployment, spec }: Launched, plan: Plan): string => {
  const { name, expected, responseCache } = deployment;
  const size = sizePlan(plan).deployments.find((one) => one.name === name);
  const loaded = Math.max(1, (size?.required?.replicas ?? deployment.replicas.planned) - (size?.reserveReplicas ?? 0));
  const rate = Number(((expected.requestsPerSecond * (1 - (responseCache?.hitRatio ?? 0))) / loaded).toPrecision(3));
  const { parallel, weights, kvCache, engine, engineVersion, gpu } = spec;
  const facts = {
    gpu: gpu.id,
    engine,
    weights,
    kv_cache_dtype: kvCache,
    tp: parallel.tensor,
    pp: parallel.pipeline,
    ep: parallel.expert,
    dp: parallel.attentionData,
    ...(engineVersion === null ? {} : { engine_version: engineVersion }),
  };
  const requests = Math.max(leastRequests, Math.ceil(rate * benchSeconds));
  const command = joined([
    `vllm bench serve --backend openai --base-url http://localhost:${launchOf(spec).port}`,
    `--model ${shellWord(checkpointName(deployment, spec))}`,
    `--dataset-name random --random-input-len ${Math.round(expected.inputTokens)} --random-output-len ${Math.round(expected.outputTokens)} --ignore-eos`,
    `--request-rate ${rate} --num-prompts ${requests}`,
    "--percentile-metrics ttft,tpot,itl,e2el --metric-percentiles 50,90,95,99",
    `--save-result --result-filename ${name}.json`,
    `--metadata ${Object.entries(facts)
      .map(([key, value]) => shellWord(`${key}=${value}`))
      .join(" ")}`,
  ]);
  const head = [
    `${name}: one replica at the rate that it gets with the reserve gone, ${rate} of ${expected.requestsPerSecond} requests/s`,
    `the result corrects the plan: loadline plan … --observations ${name}.json; or loadline calibrate ${name}.json`,
  ];
  return `${comment(head)}${command}\n`;
};

/** Name under which a device plugin offers a GPU. */
const resourceOf = ({ generation }: Gpu): string =>
  generation.startsWith("cdna") ? "amd.com/gpu" : generation === "xe2" ? "gpu.intel.com/xe" : "nvidia.com/gpu";

/** Flags by which the nodes of one replica find each other. */
const nodesFlags: { readonly [E in ReplicaSpec["engine"]]?: (nodes: number) => readonly string[] } = {
  vllm: (nodes) => [`--nnodes ${nodes}`, "--node-rank $(LWS_WORKER_INDEX)", "--master-addr $(LWS_LEADER_ADDRESS)"],
  sglang: (nodes) => [
    `--nnodes ${nodes}`,
    "--node-rank $(LWS_WORKER_INDEX)",
    "--dist-init-addr $(LWS_LEADER_ADDRESS):20000",
  ],
};

const containerOf = ({ deployment, spec, pool }: Launched, nodes: number, isWorker: boolean): object => {
  const { program, modelFlag, image, tag, port, file } = launchOf(spec);
  const { flags, options } = launchFlags(deployment, spec);
  const hasFile = file !== undefined && Object.keys(options).length > 0;
  const between = nodes > 1 ? (nodesFlags[spec.engine]?.(nodes) ?? []) : [];
  const typed = [
    ...flags,
    ...(hasFile ? [`${file.flag} /etc/engine/options.yaml`] : []),
    ...between,
    ...(isWorker && spec.engine === "vllm" ? ["--headless"] : []),
  ];
  assertKnown(spec, typed);
  const model = checkpointName(deployment, spec);
  const gpu = resourceOf(spec.gpu);
  const count = Math.min(gpusOf(deployment), pool.gpusPerNode);
  return {
    name: "engine",
    image: `${image}:${(spec.engineVersion ?? "latest").replace(/^(?=\d)/, tag)}`,
    command: program,
    args: [...(modelFlag === undefined ? [] : [modelFlag]), model, ...typed.flatMap((flag) => flag.split(" "))],
    ports: [{ name: "http", containerPort: port }],
    ...(isWorker ? {} : { readinessProbe: { httpGet: { path: "/health", port: "http" }, failureThreshold: 3 } }),
    resources: { limits: { [gpu]: count } },
    volumeMounts: [
      { name: "shared-memory", mountPath: "/dev/shm" },
      ...(hasFile ? [{ name: "options", mountPath: "/etc/engine" }] : []),
    ],
  };
};

/** A replica within a node is a pod of a Deployment; over several nodes it is a group of a LeaderWorkerSet. */
const workloadOf = (launched: Launched, metadata: { readonly name: string }, hasFile: boolean) => {
  const { deployment, pool, spec } = launched;
  const nodes = Math.ceil(gpusOf(deployment) / pool.gpusPerNode);
  if (nodes > 1 && nodesFlags[spec.engine] === undefined)
    throw new UserError(messages.noNodesLaunch(deployment.name, spec.engine, nodes));
  const labels = { app: metadata.name };
  const volumes = [
    { name: "shared-memory", emptyDir: { medium: "Memory" } },
    ...(hasFile ? [{ name: "options", configMap: { name: `${metadata.name}-options` } }] : []),
  ];
  const template = (isWorker: boolean) => ({
    metadata: { labels: { ...labels, ...(isWorker ? {} : { role: "leader" }) } },
    spec: {
      nodeSelector: { "loadline.io/pool": pool.name },
      containers: [containerOf(launched, nodes, isWorker)],
      volumes,
    },
  });
  const replicas = deployment.replicas.planned;
  if (nodes === 1) {
    const set = { replicas, selector: { matchLabels: labels }, template: template(false) };
    return { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: set };
  }
  const leaderWorkerTemplate = { size: nodes, leaderTemplate: template(false), workerTemplate: template(true) };
  const groups = { replicas, leaderWorkerTemplate };
  return { apiVersion: "leaderworkerset.x-k8s.io/v1", kind: "LeaderWorkerSet", metadata, spec: groups };
};

const scalerAddress = "loadline-recommender.loadline.svc:9466";

/** Objects that run a deployment and let the recommender set its count. */
const objectsOf = (launched: Launched): readonly object[] => {
  const { name: deployment, kubernetes, replicas } = launched.deployment;
  const { name = deployment, namespace } = kubernetes ?? {};
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  const { options } = launchFlags(launched.deployment, launched.spec);
  const hasFile = Object.keys(options).length > 0;
  const workload = workloadOf(launched, metadata, hasFile);
  const { apiVersion, kind } = workload;
  const file = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { ...metadata, name: `${name}-options` },
    data: { "options.yaml": `${optionsText(options)}\n` },
  };
  const ports = [{ name: "http", port: 80, targetPort: "http" }];
  const scaling = {
    scaleTargetRef: { apiVersion, kind, name },
    minReplicaCount: replicas.min,
    maxReplicaCount: replicas.max,
    triggers: [{ type: "external-push", metadata: { scalerAddress, deployment } }],
  };
  return [
    ...(hasFile ? [file] : []),
    workload,
    { apiVersion: "v1", kind: "Service", metadata, spec: { selector: { app: name, role: "leader" }, ports } },
    { apiVersion: "keda.sh/v1alpha1", kind: "ScaledObject", metadata, spec: scaling },
  ];
};

const kubernetesText = (launched: Launched): string => {
  const { deployment, pool, spec } = launched;
  const head = [
    `${deployment.name}: ${plural(deployment.replicas.planned, "replica")} of ${plural(gpusOf(deployment), "GPU")} (${spec.gpu.id})`,
    `label the nodes of the pool: kubectl label node NAME loadline.io/pool=${pool.name}`,
    "pin the image to the version that was tested; KEDA reads the count from the recommender",
    ...launchFlags(deployment, spec).remarks,
  ];
  return `${comment(head)}${objectsOf(launched)
    .map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }))
    .join("---\n")}`;
};

/** Engines whose command line can be asked for, by the name of the option. */
export const emittedEngines = { vllm: "vllm", sglang: "sglang", trtllm: "tensorrt-llm" } as const;
export const planEmissions = ["vllm", "sglang", "trtllm", "kubernetes", "bench"] as const;
export type PlanEmission = (typeof planEmissions)[number];

/** What starts, or checks, the deployments of a plan. @throws UserError where none can be started so */
export const emittedText = (plan: Plan, what: PlanEmission): string => {
  const all = launchedOf(plan);
  const left = plan.deployments.filter((one) => all.every(({ deployment }) => deployment !== one));
  if (all.length === 0)
    throw new UserError(
      messages.invalid(
        "--emit",
        what,
        `something else: ${left.map(({ name }) => name).join(", ")} cannot be started so; ${notStarted}`,
      ),
    );
  const rest =
    left.length === 0 ? "" : comment([`left out: ${left.map(({ name }) => name).join(", ")}; ${notStarted}`]);
  if (what === "bench") return all.map((launched) => benchText(launched, plan)).join("\n") + rest;
  if (what === "kubernetes") return all.map(kubernetesText).join("---\n") + rest;
  const asked = all.filter(({ spec }) => spec.engine === emittedEngines[what]);
  if (asked.length === 0)
    throw new UserError(messages.otherEngine(what, [...new Set(plan.deployments.map(({ engine }) => engine))]));
  return asked.map(launchText).join("\n") + rest;
};
