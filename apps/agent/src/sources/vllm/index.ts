import type { Source } from "../source.ts";
import type { EngineReport, EngineTarget } from "./engine-report.ts";
import { followEnginesFile } from "./engines-file.ts";
import { readEngines, summarise } from "./read-engines.ts";

export interface EngineSettings {
  readonly targets: readonly EngineTarget[];
  readonly enginesFile: string | null;
  readonly deadlineSeconds: number;
}

/** The endpoints have their own deadlines; the read as a whole gets this much more to collect them. */
const collectionSeconds = 1;

/** Engines by their `/metrics`. The source keeps the name of the first of them. */
export const vllmSource = ({ targets, enginesFile, deadlineSeconds }: EngineSettings): Source<EngineReport> => {
  const follow = enginesFile === null ? null : followEnginesFile(enginesFile);
  return {
    name: "vllm",
    deadlineSeconds: deadlineSeconds + collectionSeconds,
    firstDeadlineSeconds: deadlineSeconds + collectionSeconds,
    read: async (signal) => {
      const listed = follow === null ? null : await follow();
      const all = uniqueById([...targets, ...(listed?.targets ?? [])]);
      return summarise(await readEngines(all, deadlineSeconds, signal), listed?.problem ?? null);
    },
  };
};

/** The id is the key of the row; of two targets with one id the first counts. */
const uniqueById = (targets: readonly EngineTarget[]): readonly EngineTarget[] =>
  [...new Map(targets.toReversed().map((target) => [target.id, target])).values()].toReversed();
