import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { decisionWords, limitText } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { type Formats, formatAge, formatCount, formatUsdPerHour } from "../view-model/format-value.ts";
import { fullnessLevel } from "../view-model/fullness-level.ts";
import { mostRows, replicasThatFit, worstFirst } from "../view-model/ranking.ts";
import { shortened } from "../view-model/shortened.ts";
import { type Column, DeploymentTable, numberColumn, wordsColumn } from "./DeploymentTable.tsx";
import { useFormats } from "./formats-context.ts";
import { VerdictPill } from "./Verdict.tsx";

const costText = ({ ready, desired }: DeploymentView["cost"]): string =>
  desired === null || desired === ready
    ? formatUsdPerHour(ready)
    : `${formatUsdPerHour(ready)} → ${formatUsdPerHour(desired)}`;

const pendingText = ({ current: { readyReplicas, pendingReplicas } }: DeploymentView): string =>
  `${formatCount(readyReplicas)}${(pendingReplicas ?? 0) > 0 ? ` +${pendingReplicas} pending` : ""}`;

/** What asks for action comes first: a narrow panel shows these without scrolling. */
const columns = ({ percent }: Formats): readonly Column[] => [
  numberColumn("Headroom", (view) => <Headroom ratio={view.headroomRatio} text={percent(view.headroomRatio)} />),
  wordsColumn("Verdict", (view) => <VerdictPill view={view} />),
  wordsColumn("Limited by", (view) => limitText(view.bindingLimit)),
  wordsColumn("Reason", (view) => <Reason text={decisionWords(view).reason ?? ""} />),
  numberColumn("Planned", (view) => formatCount(view.current.plannedReplicas)),
  numberColumn("Ready", pendingText),
  numberColumn("Desired", (view) => formatCount(view.current.desiredReplicas)),
  numberColumn("Replicas' load that fits", (view) => formatCount(replicasThatFit(view))),
  numberColumn("Cost per hour", (view) => costText(view.cost)),
  numberColumn("Data age", (view) => `${formatAge(view.dataAgeSeconds)}${view.stale ? " (stale)" : ""}`),
  wordsColumn("Cluster", (view) => shortened(view.cluster)),
];

/** Every deployment in a table, the least headroom first. */
export function RankingView({ views }: { readonly views: readonly DeploymentView[] }) {
  const styles = useStyles2(getStyles);
  const formats = useFormats();
  const ranked = worstFirst(views);
  return (
    <>
      <DeploymentTable
        label="Deployments, the least headroom first"
        views={ranked.slice(0, mostRows)}
        columns={columns(formats)}
      />
      {ranked.length > mostRows && (
        <p className={styles.note}>
          The {mostRows} with the least headroom of {ranked.length} deployments.
        </p>
      )}
    </>
  );
}

const marks = { over: "▲ ", tight: "● ", ample: "", unknown: "" } as const;

function Headroom({ ratio, text }: { readonly ratio: number | null; readonly text: string }) {
  const styles = useStyles2(getStyles);
  const level = fullnessLevel(ratio);
  return (
    <span className={cx(styles.headroom, styles[level])}>
      <span aria-hidden="true">{marks[level]}</span>
      {text}
    </span>
  );
}

function Reason({ text }: { readonly text: string }) {
  const styles = useStyles2(getStyles);
  return (
    <span dir="auto" className={styles.reason}>
      {shortened(text)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ margin: theme.spacing(1, 0), color: theme.colors.text.secondary }),
  headroom: css({ fontWeight: theme.typography.fontWeightMedium }),
  reason: css({ whiteSpace: "normal", display: "inline-block", minWidth: 220, overflowWrap: "anywhere" }),
  over: css({ color: theme.colors.error.text }),
  tight: css({ color: theme.colors.warning.text }),
  ample: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
