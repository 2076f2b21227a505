import { LoadlineError } from "@loadline/core";
import { checkPlan, type Plan } from "@loadline/wire";
import { parse } from "yaml";

const parseYaml = (text: string): unknown => {
  try {
    return parse(text);
  } catch (cause) {
    const [first = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    throw new LoadlineError(
      "LL_PLAN_INVALID",
      { path: "the top", detail: `neither YAML nor JSON: ${first}` },
      { cause },
    );
  }
};

/** A checked plan from YAML, of which JSON is a part. @throws LL_PLAN_INVALID */
export const parsePlanText = (text: string): Plan => checkPlan(parseYaml(text));
