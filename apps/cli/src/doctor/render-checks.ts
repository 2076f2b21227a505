import { printable } from "../terminal/printable.ts";
import { plural } from "../terminal/quantity-text.ts";
import type { Style } from "../terminal/style.ts";
import { facts } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import type { Check } from "./check.ts";

const mark = ({ state }: Check, style: Style): string => {
  switch (state) {
    case "ok":
      return style.good("ok");
    case "failed":
      return style.bad("FAILED");
    case "not-checked":
      return style.faint("not checked");
  }
};

const checkText = (check: Check, { style }: View): string => {
  if (check.state === "not-checked") return `${mark(check, style)}: ${printable(check.detail)}`;
  const advice = check.advice === null ? "" : ` → ${check.advice}`;
  return `${mark(check, style)}: ${printable(check.detail)}${advice}`;
};

const verdict = (checks: readonly Check[]): string =>
  checks.every(({ state }) => state === "ok") ? "All is well." : "All that was checked is well.";

/** The checks for people, each with what to do. */
export const renderChecks = (checks: readonly Check[], view: View): string => {
  const faults = checks.filter(({ state }) => state === "failed").length;
  return [
    ...facts(
      checks.map((check) => [check.name, checkText(check, view)] as const),
      view,
    ),
    faults === 0 ? verdict(checks) : `${plural(faults, "check")} failed.`,
    "",
  ].join("\n");
};
