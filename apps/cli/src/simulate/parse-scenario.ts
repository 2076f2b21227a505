import { LoadlineError } from "@loadline/model";
import { checked, parseYaml } from "@loadline/planner/checked";
import { messages, UserError } from "@loadline/planner/messages";
import type { Trace } from "@loadline/simulation";
import { type Scenario, scenarioSchema } from "./scenario-schema.ts";

const code = "LL_CONFIG_INVALID";

const invalid = (key: string, value: unknown, expected: string): UserError =>
  new UserError(messages.invalid(key, value, expected), code);

/** More is a slip in the unit, and no machine could simulate it. */
const mostRequests = 5_000_000;

const assertFleet = ({ fleet: { minimum, maximum, initial, nodes }, replica: { tensor } }: Scenario): void => {
  if (minimum > maximum) throw invalid("fleet.maximum", maximum, `at least the ${minimum} of fleet.minimum`);
  if (initial !== undefined && (initial < minimum || initial > maximum))
    throw invalid("fleet.initial", initial, `from the ${minimum} of fleet.minimum to the ${maximum} of fleet.maximum`);
  for (const [index, { gpusPerNode, replicasPerNode }] of (nodes?.groups ?? []).entries()) {
    const least = replicasPerNode * tensor;
    if (gpusPerNode === undefined || gpusPerNode >= least) continue;
    const expected = `at least the ${least} that ${replicasPerNode} replicas of ${tensor} take`;
    throw invalid(`fleet.nodes.groups.${index}.gpusPerNode`, gpusPerNode, expected);
  }
};

const assertSize = ({ load }: Scenario): void => {
  if (!("shape" in load)) return;
  const requests = load.requestsPerSecond * load.duration;
  if (requests <= mostRequests) return;
  const expected = `a load of at most ${mostRequests} requests; these are about ${requests.toPrecision(2)}`;
  throw invalid("load.requestsPerSecond", load.requestsPerSecond, expected);
};

/** A scenario from YAML, of which JSON is a part. @throws LL_CONFIG_INVALID naming the key */
export const parseScenario = (text: string): Scenario => {
  const root = parseYaml(text, (reason) => invalid("the scenario", reason, "YAML or JSON"));
  const scenario = checked(scenarioSchema, root, {
    nameOf: (path) => path.join(".") || "the scenario",
    code,
    help: "see loadline simulate --scenario-schema",
  });
  if (!(scenario.step >= 1)) throw invalid("step", scenario.step, "at least 1 s");
  assertFleet(scenario);
  assertSize(scenario);
  return scenario;
};

/** Steps below which there is no load to scale with. */
const leastSteps = 4;

/** Are its requests a load that policies can be scored on? @throws LL_TRACE_EMPTY, LL_CONFIG_INVALID */
export const assertRequests = (trace: Trace, { step, scoreFrom }: Scenario): void => {
  const last = trace.at(-1);
  if (last === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: "of this load" });
  if (last.at < leastSteps * step) {
    const found = `${trace.length} ${trace.length === 1 ? "request" : "requests"} in ${Number(last.at.toPrecision(3))} s`;
    throw invalid("load", found, `requests over at least ${leastSteps * step} s, which are ${leastSteps} steps`);
  }
  if (scoreFrom >= last.at)
    throw invalid("scoreFrom", scoreFrom, `less than the ${Number(last.at.toPrecision(4))} s that the load lasts`);
};
