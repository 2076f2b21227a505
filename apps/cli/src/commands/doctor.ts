import { isLoadlineError } from "@loadline/model";
import { type Plan, parsePlanText } from "@loadline/plan";
import { connectionOptions, optionSet } from "@loadline/planner/options";
import type { CliCommand } from "../command.ts";
import { type Check, failed, renderChecks } from "../doctor/checks.ts";
import { examine, examinePrometheus } from "../doctor/examine.ts";
import { examineKubernetes } from "../doctor/examine-kubernetes.ts";
import { readText, userPath } from "../files.ts";
import { connectPrometheus } from "../prometheus/client.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet(
  [...connectionOptions, "plan", "fromPrometheus", "freshSeconds", "preflight", "json"],
  { freshSeconds: "30" },
  { fromPrometheus: "check this Prometheus too: does it answer, and does it scrape engines?" },
);

/** The plan of a file, or what is wrong with it: the other checks are made all the same. */
const planIn = (text: string | null): { readonly plan: Plan | null; readonly faults: readonly Check[] } => {
  try {
    return { plan: text === null ? null : parsePlanText(text), faults: [] };
  } catch (error) {
    if (!isLoadlineError(error)) throw error;
    return { plan: null, faults: [failed("plan file", error.message, "correct it, and check it: loadline plan FILE")] };
  }
};

export const doctor: CliCommand = {
  options,
  examples: {
    "loadline doctor": "Check the running demo; exit code 1 when a check fails.",
    "loadline doctor --preflight loadline":
      "Before an installation: what the namespace and the cluster lack, with the setting that helps.",
    "loadline doctor --server nats://broker:4222 --fresh-seconds 60 --json": "The same elsewhere, as JSON.",
  },
  run: async (context, given) => {
    const {
      freshSeconds,
      json,
      plan: file,
      fromPrometheus: url,
      preflight,
      ...connection
    } = options.read(given.options);
    const { plan, faults } = planIn(file === undefined ? null : await readText(userPath(file, context)));
    const prometheus = url === undefined ? null : connectPrometheus(url, context);
    const checks = [
      ...faults,
      ...(preflight === undefined
        ? await examine(context, connection, { freshSeconds, plan })
        : await examineKubernetes(context, preflight)),
      ...(prometheus === null ? [] : [await examinePrometheus(prometheus)]),
    ];
    await writeAnswer(context.stdout, json, checks, (view) => renderChecks(checks, view));
    return checks.some(({ state }) => state === "failed") ? 1 : 0;
  },
};
