import { legend } from "../terminal/legend.ts";
import { durationText } from "../terminal/quantity-text.ts";
import { table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import { unservedText } from "./render-backtest.ts";
import type { TunedPolicy, TuneSettings } from "./tune-policy.ts";

const columns = [
  { title: "policy" },
  { title: "cost before", align: "right" as const },
  { title: "unserved", align: "right" as const },
  { title: "cost after", align: "right" as const },
  { title: "unserved", align: "right" as const },
];

/** Tuned policies, the part they were tuned on beside the part they are judged by, in at most 60 columns. */
export const renderTuning = (tuned: readonly TunedPolicy[], settings: TuneSettings, view: View): readonly string[] => [
  ...wrap(`Tuned on the first ${durationText(settings.untilSeconds)}, reported after`, view.columns).map(
    view.style.strong,
  ),
  ...wrap(`cheapest with at most ${unservedText(settings.mostUnserved)} unserved`, view.columns),
  "",
  ...table(
    columns,
    tuned.map(({ policy, kept, fitted, reported }) => [
      `${policy}${kept ? "" : " *"}`,
      `${fitted.ratioToMinimum.toFixed(3)}×`,
      unservedText(fitted.unservedShare),
      `${reported.ratioToMinimum.toFixed(3)}×`,
      unservedText(reported.unservedShare),
    ]),
    view,
  ),
  ...(tuned.every(({ kept }) => kept) ? [] : ["", ...legend("* no value keeps that share; the least is taken", view)]),
  "",
];
