import type { FrontierComparison } from "@loadline/simulation";
import { legend } from "../terminal/legend.ts";
import { table } from "../terminal/table.ts";
import type { View } from "../terminal/view.ts";
import { wrap } from "../terminal/wrap.ts";
import { unservedText } from "./render-backtest.ts";

const columns = [
  { title: "policy" },
  { title: "cost", align: "right" as const },
  { title: "unserved", align: "right" as const },
  { title: "actions", align: "right" as const },
  { title: "usual", align: "right" as const },
  { title: "best", align: "right" as const },
];
const longestName = 14;

const gapText = (gap: number | null): string => (gap === null ? "—" : `${gap > 0 ? "+" : ""}${gap.toFixed(3)}`);

/** Policies beside the pod autoscaler's frontier, as a table of at most 60 columns. */
export const renderComparison = ({ usual, policies }: FrontierComparison, view: View): readonly string[] => [
  ...wrap("At equal unserved demand, against the pod autoscaler", view.columns).map(view.style.strong),
  ...table(
    columns,
    [
      ...policies.map(({ policy, ratioToMinimum, unservedShare, actions, toDefaults, toHindsight }) => [
        policy.slice(0, longestName),
        `${ratioToMinimum.toFixed(3)}×`,
        unservedText(unservedShare),
        String(actions),
        gapText(toDefaults),
        gapText(toHindsight),
      ]),
      [
        "hpa:0.7",
        `${usual.ratioToMinimum.toFixed(3)}×`,
        unservedText(usual.unservedShare),
        String(usual.actions),
        "",
        "",
      ],
    ],
    view,
  ),
  "",
  ...legend(
    "usual: cost less that of its defaults; best: less that of the window and target picked in hindsight; — none",
    view,
  ),
  "",
];
