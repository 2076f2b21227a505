import { hostname } from "node:os";
import { LoadlineError, reasonOf } from "@loadline/model";
import { readText } from "@loadline/runtime/settings";
import type { AgentConfig } from "../../../settings/config.ts";
import type { Clock } from "../../../system/clock.ts";
import type { Logger } from "../../../system/logger.ts";
import { enginesInList, type FoundEngines } from "./find-engines.ts";
import { podEngines } from "./pod-engines.ts";

const fromFile = (path: string): FoundEngines => {
  const text = readText(path);
  try {
    const engines = enginesInList(JSON.parse(text));
    if (engines !== null) return engines;
  } catch {
    // The same message as for another document.
  }
  throw new LoadlineError("LL_CONFIG_INVALID", {
    key: "podsFile",
    value: path,
    expected: "a list of pods, as kubectl get pods -o json prints it",
  });
};

const fromKubernetes = async (config: AgentConfig, podSource: string, deps: { clock: Clock; logger: Logger }) => {
  const pods = podEngines({ ...config, ...deps, podSource, node: config.host ?? hostname() });
  try {
    await pods.load();
    return pods.state().engines;
  } catch (cause) {
    throw new LoadlineError("LL_KUBERNETES_UNREADABLE", { detail: reasonOf(cause) }, { cause });
  } finally {
    await pods.close();
  }
};

const printed = ({ found, left }: FoundEngines): string =>
  [
    `${found.length} found`,
    ...found.map(({ target, by }) => {
      const deployment = target.deployment === null ? "no deployment" : `deployment ${target.deployment} (${by})`;
      const kind =
        target.probe === true ? "counted once its metrics page shows an engine" : (target.engine ?? "any engine");
      return `  ${target.id}  ${target.url}  ${deployment}  ${kind}${target.draining === true ? "  draining" : ""}`;
    }),
    `${left.length} left out`,
    ...left.map(({ pod, container, reason }) => `  ${pod}${container === null ? "" : `/${container}`}: ${reason}`),
    "",
  ].join("\n");

/**
 * What would be read in the pods of the file and of Kubernetes, and why the rest would not.
 * @throws LL_CONFIG_INVALID, LL_FILE_UNREADABLE, LL_KUBERNETES_UNREADABLE
 */
export const listEngines = async (config: AgentConfig, deps: { clock: Clock; logger: Logger }): Promise<string> => {
  const { podsFile, podSource } = config;
  if (podsFile !== null) return printed(fromFile(podsFile));
  if (podSource !== null) return printed(await fromKubernetes(config, podSource, deps));
  const expected = "podSource or podsFile, which name the pods to look at";
  throw new LoadlineError("LL_CONFIG_INVALID", { key: "--list-engines", value: "without pods", expected });
};
