import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { decisionWords } from "../view-model/decision-words.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import type { Formats } from "../view-model/format-value.ts";
import { mostRows, worstFirst } from "../view-model/ranking.ts";
import { shortened } from "../view-model/shortened.ts";
import { DeploymentTable } from "./DeploymentTable.tsx";
import { type Column, decisionText, rankingColumns } from "./deployment-columns.tsx";
import { useFormats } from "./formats-context.ts";
import { VerdictPill } from "./Verdict.tsx";
import { useWhatIfText } from "./WhatIf.tsx";

/** What asks for action comes first: a narrow panel shows these without scrolling. */
const leadingColumns = (formats: Formats): readonly Column[] => [
  {
    ...{ title: t("fact.headroom"), kind: "number", text: (view) => formats.percent(view.headroomRatio) },
    show: (view) => <Headroom view={view} />,
  },
  {
    ...{ title: t("column.decision"), kind: "sentence", text: (view) => decisionText(view, formats) },
    show: (view) => <Decision view={view} />,
  },
];

const whatIfColumn = (text: (view: DeploymentView) => string | null): Column => ({
  ...{ title: t("column.what-if"), kind: "sentence" },
  text: (view) => text(view) ?? "",
});

/** Every deployment in a table, the least headroom first. */
export function RankingView({ views }: { readonly views: readonly DeploymentView[] }) {
  const styles = useStyles2(getStyles);
  const formats = useFormats();
  const ranked = worstFirst(views);
  const whatIf = useWhatIfText();
  const [first] = ranked;
  const tried = first !== undefined && whatIf(first) !== null;
  const columns = [...leadingColumns(formats), ...(tried ? [whatIfColumn(whatIf)] : []), ...rankingColumns(formats)];
  return (
    <>
      <DeploymentTable label={t("table.ranking")} views={ranked.slice(0, mostRows)} columns={columns} />
      {ranked.length > mostRows && (
        <p className={styles.note}>{t("ranking.more", { shown: mostRows, count: ranked.length })}</p>
      )}
    </>
  );
}

const marks = { over: "▲ ", tight: "● ", ample: "", unknown: "" } as const;

function Headroom({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const formats = useFormats();
  const level = formats.level(view.headroomRatio);
  return (
    <span className={cx(styles.headroom, styles[level])}>
      <span aria-hidden="true">{marks[level]}</span>
      {formats.percent(view.headroomRatio)}
    </span>
  );
}

function Decision({ view }: { readonly view: DeploymentView }) {
  const styles = useStyles2(getStyles);
  const { reason } = decisionWords(view);
  return (
    <span className={styles.decision}>
      <VerdictPill view={view} />
      {reason !== null && <span dir="auto">{shortened(reason)}</span>}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ margin: theme.spacing(1, 0), color: theme.colors.text.secondary }),
  headroom: css({ fontWeight: theme.typography.fontWeightMedium }),
  decision: css({ display: "flex", flexWrap: "wrap", alignItems: "baseline", gap: theme.spacing(0.25, 1) }),
  over: css({ color: theme.colors.error.text }),
  tight: css({ color: theme.colors.warning.text }),
  ample: css({ color: theme.colors.success.text }),
  unknown: css({ color: theme.colors.text.secondary }),
});
