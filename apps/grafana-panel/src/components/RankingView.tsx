import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { worstFirst } from "../view-model/capacity-view-model.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { headroomText } from "../view-model/summary-text.ts";
import { type Column, DeploymentTable, decisionText, rankingColumns } from "./DeploymentTable.tsx";
import { useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";
import { Verdict } from "./Verdict.tsx";
import { useWhatIfText } from "./WhatIf.tsx";

/** Every deployment in a table, the least headroom first. */
export function RankingView({ views }: { readonly views: readonly DeploymentView[] }) {
  const formats = useFormats();
  const whatIf = useWhatIfText();
  const ranked = worstFirst(views);
  const tried = ranked.slice(0, 1).some((view) => whatIf(view) !== null);
  // What asks for action comes first: a narrow panel shows these columns without scrolling.
  const columns: readonly Column[] = [
    {
      ...{
        title: t("fact.headroom"),
        kind: "number",
        text: (view) => headroomText(view, formats),
        value: (view) => view.leastHeadroomRatio,
      },
      show: (view) => <Headroom view={view} />,
    },
    {
      ...{ title: t("column.decision"), kind: "sentence", text: (view) => decisionText(view, formats) },
      show: (view) => <Verdict view={view} />,
    },
    ...(tried ? [{ title: t("column.what-if"), kind: "sentence", text: (view) => whatIf(view) ?? "" } as Column] : []),
    ...rankingColumns(formats),
  ];
  return <DeploymentTable label={t("table.ranking")} views={ranked} columns={columns} />;
}

const marks = { over: "▲ ", tight: "● ", ample: "", unknown: "" } as const;

function Headroom({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const shared = useStyles2(sharedStyles);
  const formats = useFormats();
  const level = formats.level(view.leastHeadroomRatio);
  return (
    <span className={cx(styles.headroom, shared[level])}>
      <span aria-hidden="true">{marks[level]}</span>
      {headroomText(view, formats)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  headroom: css({ fontWeight: theme.typography.fontWeightMedium }),
});
