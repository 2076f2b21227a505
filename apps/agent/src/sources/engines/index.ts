import type { Clock } from "../../clock.ts";
import type { Source } from "../source.ts";
import type { EngineReport, EngineTarget } from "./engine-report.ts";
import { followEnginesFile, parseEnginesFile } from "./engines-file.ts";
import { localPorts } from "./local-ports.ts";
import { EngineReader, summarise } from "./read-engines.ts";

export interface EngineSettings {
  readonly targets: readonly EngineTarget[];
  readonly enginesFile: string | null;
  /** A list of pods, whose annotations name endpoints. */
  readonly podsFile?: string | null;
  /** Clock for the search on well-known ports of this host; null leaves it out. */
  readonly searchLocalPorts?: Clock | null;
  readonly deadlineSeconds: number;
}

/** The endpoints have their own deadlines; the read as a whole may take this much longer. */
const collectionSeconds = 2;

/** Loaded only where there is such a file: the validation of a list of pods is large. */
const parsePods = async (text: string) => (await import("./pods-file.ts")).parsePodsFile(text);

/** Engines by their `/metrics`. */
export const engineSource = (settings: EngineSettings): Source<EngineReport> => {
  const { targets, enginesFile, podsFile, searchLocalPorts, deadlineSeconds } = settings;
  const files = [
    ...(enginesFile === null ? [] : [followEnginesFile(enginesFile, parseEnginesFile)]),
    ...(podsFile == null ? [] : [followEnginesFile(podsFile, parsePods)]),
  ];
  const search = searchLocalPorts == null ? null : localPorts(searchLocalPorts);
  const reader = new EngineReader();
  return {
    name: "engines",
    deadlineSeconds: deadlineSeconds + collectionSeconds,
    firstDeadlineSeconds: deadlineSeconds + collectionSeconds,
    read: async (signal) => {
      const lists = await Promise.all(files.map((follow) => follow()));
      const listed = uniqueById([...targets, ...lists.flatMap((list) => list.targets)]);
      const found = search === null ? [] : await search(listed, signal);
      const outcomes = await reader.read([...listed, ...found], deadlineSeconds, signal);
      return summarise(outcomes, lists.find(({ problem }) => problem !== null)?.problem ?? null);
    },
  };
};

/** The id is the key of the row; of two targets with one id the first counts. */
const uniqueById = (targets: readonly EngineTarget[]): readonly EngineTarget[] =>
  [...new Map(targets.toReversed().map((target) => [target.id, target])).values()].toReversed();
