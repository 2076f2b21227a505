import { LoadlineError } from "@loadline/core";
import type { Trace } from "@loadline/simulation";
import type { Scenario } from "./scenario-schema.ts";

/** Beyond these a value is a slip in the unit, and its answer would be one about nothing. */
const mostRequests = 5_000_000;
/** Steps below which there is no load to scale with. */
const leastSteps = 4;

const fault = (key: string, value: unknown, expected: string): LoadlineError =>
  new LoadlineError("LL_CONFIG_INVALID", { key, value, expected });

const assertFleet = ({ fleet: { minimum, maximum, initial } }: Scenario): void => {
  if (minimum > maximum) throw fault("fleet.maximum", maximum, `at least the ${minimum} of fleet.minimum`);
  if (initial !== undefined && (initial < minimum || initial > maximum)) {
    throw fault("fleet.initial", initial, `from the ${minimum} of fleet.minimum to the ${maximum} of fleet.maximum`);
  }
};

const assertSchedule = ({ schedule = [] }: Scenario): void => {
  for (const [index, { from }] of schedule.entries()) {
    const first = schedule.findIndex((entry) => entry.from === from);
    if (first < index)
      throw fault(`schedule.${index}.from`, from, `a time that schedule.${first} does not have already`);
  }
};

const assertSize = ({ load }: Scenario): void => {
  if (!("shape" in load)) return;
  const requests = load.requestsPerSecond * load.duration;
  if (requests <= mostRequests) return;
  const expected = `a load of at most ${mostRequests} requests; these are about ${requests.toPrecision(2)}`;
  throw fault("load.requestsPerSecond", load.requestsPerSecond, expected);
};

/** What a scenario says that contradicts itself or no machine could answer. @throws LL_CONFIG_INVALID naming the key */
export const assertScenario = (scenario: Scenario): void => {
  if (!(scenario.step >= 1)) throw fault("step", scenario.step, "at least 1 s");
  assertFleet(scenario);
  assertSchedule(scenario);
  assertSize(scenario);
};

/** Whether its requests are a load that policies can be judged by. @throws LL_TRACE_EMPTY, LL_CONFIG_INVALID */
export const assertRequests = (trace: Trace, { step, scoreFrom }: Scenario): void => {
  const last = trace.at(-1);
  if (last === undefined) throw new LoadlineError("LL_TRACE_EMPTY", { source: "of this load" });
  if (last.at < leastSteps * step) {
    const found = `${trace.length} ${trace.length === 1 ? "request" : "requests"} in ${Number(last.at.toPrecision(3))} s`;
    throw fault("load", found, `requests over at least ${leastSteps * step} s, which are ${leastSteps} steps`);
  }
  if (scoreFrom >= last.at) {
    throw fault("scoreFrom", scoreFrom, `less than the ${Number(last.at.toPrecision(4))} s that the load lasts`);
  }
};
