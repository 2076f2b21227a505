import type { EngineReport, EngineTarget } from "../../engine-report/engine-report.ts";
import type { Source } from "../../source/source.ts";
import type { Clock } from "../../system/clock.ts";
import { localPorts } from "./local-ports.ts";
import { parsePodsFile } from "./pods/find-engines.ts";
import type { PodEngines } from "./pods/pod-engines.ts";
import { type EngineOutcome, EngineReader, summarise } from "./read-engines.ts";
import { followEnginesFile, parseEnginesFile } from "./targets/engines-file.ts";

interface EngineSettings {
  readonly targets: readonly EngineTarget[];
  readonly enginesFile: string | null;
  /** A list of pods in which engines run. */
  readonly podsFile?: string | null;
  /** Engines in the pods that Kubernetes reports for this node. */
  readonly pods?: PodEngines | null;
  /** Clock for the search on well-known ports of this host; null leaves it out. */
  readonly searchLocalPorts?: Clock | null;
  readonly deadlineSeconds: number;
  /** Files with secrets of the agent, which no engine is sent. */
  readonly secrets?: readonly string[];
  /** Files with tokens for others, which an engine is sent only where the settings name it. */
  readonly tokens?: readonly string[];
}

/** The endpoints have their own deadlines; the read as a whole may take this much longer. */
const collectionSeconds = 2;

export const engineSource = (settings: EngineSettings): Source<EngineReport> => {
  const { targets, enginesFile, podsFile, pods = null, searchLocalPorts, deadlineSeconds } = settings;
  const files = [
    ...(enginesFile === null ? [] : [followEnginesFile(enginesFile, parseEnginesFile)]),
    ...(podsFile == null ? [] : [followEnginesFile(podsFile, parsePodsFile)]),
  ];
  const search = searchLocalPorts == null ? null : localPorts(searchLocalPorts);
  const { secrets = [], tokens = [] } = settings;
  const reader = new EngineReader((target) => (targets.includes(target) ? secrets : [...secrets, ...tokens]));
  const proven = provenEngines();
  return {
    name: "engines",
    deadlineSeconds: deadlineSeconds + collectionSeconds,
    firstDeadlineSeconds: deadlineSeconds + collectionSeconds,
    read: async (signal) => {
      const lists = await Promise.all(files.map((follow) => follow()));
      const ofPods = pods?.state() ?? { engines: { found: [] }, isRead: true, problem: null };
      const inPods = ofPods.engines.found.map(({ target }) => target);
      const listed = uniqueById([...targets, ...lists.flatMap((list) => list.targets), ...inPods]);
      const found = search === null ? [] : await search(listed, signal);
      const outcomes = await reader.read([...listed, ...found], deadlineSeconds, signal);
      return summarise(proven(outcomes), [...lists, ofPods]);
    },
    close: async () => pods?.close(),
  };
};

/** The id is the key of the row; of two targets with one id the first counts. */
const uniqueById = (targets: readonly EngineTarget[]): readonly EngineTarget[] =>
  [...new Map(targets.toReversed().map((target) => [target.id, target])).values()].toReversed();

/** Leaves out what was only perhaps an engine, until its page has once had the metrics of one. */
const provenEngines = () => {
  const seen = new Set<string>();
  return (outcomes: readonly EngineOutcome[]): readonly EngineOutcome[] =>
    outcomes.filter(({ row: { target, detected } }) => {
      if (target.probe !== true) return true;
      if (detected !== undefined) seen.add(target.id);
      return seen.has(target.id);
    });
};
