import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import { type FrameProblem, mostSeries } from "../view-model/read-frames.ts";
import { shortened } from "../view-model/shortened.ts";

/** More of the same helps nobody. */
const mostShown = 5;

const problemText = (problem: FrameProblem): string => {
  if (problem.kind === "too-many-series") {
    return t("problem.too-many-series", { count: problem.count, most: mostSeries });
  }
  if (problem.kind === "no-time-field") return t("problem.no-time-field", { frame: shortened(problem.frame) });
  const count = problem.kind === "impossible-values" ? problem.count : 1;
  return t(`problem.${problem.kind}`, { metric: shortened(problem.metric), count });
};

const leftOut = (problems: readonly FrameProblem[]): number =>
  problems.reduce((sum, problem) => sum + (problem.kind === "too-many-series" ? problem.count : 1), 0);

/** What was left out of the panel, and why. */
export function FrameProblems({ problems }: { readonly problems: readonly FrameProblem[] }) {
  const styles = useStyles2(getStyles);
  const texts = [...new Set(problems.map(problemText))];
  if (texts.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{t("problem.title", { count: leftOut(problems) })}</summary>
      <ul className={styles.list}>
        {texts.slice(0, mostShown).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {texts.length > mostShown && <li>{t("problem.more", { count: texts.length - mostShown })}</li>}
      </ul>
    </details>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    paddingTop: theme.spacing(1),
  }),
  list: css({ paddingLeft: theme.spacing(3), overflowWrap: "anywhere" }),
});
