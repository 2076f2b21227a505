import { decisionWords, limitText } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { type Formats, formatAge, formatCount } from "../view-model/format-value.ts";
import { shortened } from "../view-model/shortened.ts";
import { type Column, DeploymentTable, numberColumn, wordsColumn } from "./DeploymentTable.tsx";
import { useFormats } from "./formats-context.ts";

const recommendedText = ({ current }: DeploymentView): string => {
  const range = current.desiredLower === null || current.desiredUpper === null;
  return `${formatCount(current.desiredReplicas)}${range ? "" : ` (${current.desiredLower} to ${current.desiredUpper})`}`;
};

const columns = ({ rate, percent }: Formats): readonly Column[] => [
  wordsColumn("Cluster", (view) => shortened(view.cluster)),
  numberColumn("Headroom", (view) => percent(view.headroomRatio)),
  wordsColumn("Limited by", (view) => limitText(view.bindingLimit)),
  wordsColumn("Phase", (view) => view.phase ?? "unknown"),
  numberColumn("Demand", (view) => rate(view.current.demand)),
  numberColumn("Load line", (view) => rate(view.current.loadLine)),
  numberColumn("Actual capacity", (view) => rate(view.current.capacity)),
  numberColumn("Planned capacity", (view) => rate(view.current.plannedCapacity)),
  numberColumn("Ready", (view) => formatCount(view.current.readyReplicas)),
  numberColumn("Pending", (view) => formatCount(view.current.pendingReplicas)),
  numberColumn("Recommended", recommendedText),
  numberColumn("Planned", (view) => formatCount(view.current.plannedReplicas)),
  wordsColumn("Verdict", (view) => decisionWords(view).verdict),
  wordsColumn("Reason", (view) => shortened(decisionWords(view).reason ?? "")),
  numberColumn("Data age", (view) => `${formatAge(view.dataAgeSeconds)}${view.stale ? " (stale)" : ""}`),
];

/** Current values of all deployments, for reading without the charts. */
export function ValuesTable({ views }: { readonly views: readonly DeploymentView[] }) {
  return <DeploymentTable label="Current values" views={views} columns={columns(useFormats())} />;
}
