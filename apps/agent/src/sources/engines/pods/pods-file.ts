import { reasonOf } from "@loadline/core";
import type { ParsedEnginesFile } from "../engines-file.ts";
import { enginesInPod, type FoundEngines, merged } from "./find-engines.ts";

/** Engines in a list of pods, as `kubectl get pods -o json` and the kubelet's `/pods` write it; null for what is no list. */
export const enginesInList = (value: unknown): FoundEngines | null => {
  const items = typeof value === "object" && value !== null ? (value as { readonly items?: unknown }).items : undefined;
  return Array.isArray(items) ? merged(items.map(enginesInPod)) : null;
};

/** Endpoints of the pods in a list. A pod that cannot be read costs itself. Never throws. */
export const parsePodsFile = (text: string): ParsedEnginesFile => {
  try {
    const engines = enginesInList(JSON.parse(text));
    if (engines === null) return { kind: "rejected", detail: "it has no list of pods" };
    return { kind: "ok", targets: engines.found.map(({ target }) => target) };
  } catch (error) {
    return { kind: "rejected", detail: reasonOf(error) };
  }
};
