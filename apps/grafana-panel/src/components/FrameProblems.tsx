import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { type FrameProblem, mostSeries } from "../view-model/read-frames.ts";
import { shortened } from "../view-model/shortened.ts";

/** More of the same helps nobody. */
const mostShown = 5;

const problemText = (problem: FrameProblem): string => {
  switch (problem.kind) {
    case "no-time-field":
      return `${shortened(problem.frame)}: has no time field; choose the query format “Time series”`;
    case "no-deployment-label":
      return `${shortened(problem.metric)}: has no label deployment; do not aggregate it away`;
    case "unknown-metric":
      return `${shortened(problem.metric)}: is not a metric that this panel shows`;
    case "too-many-series":
      return `${problem.count} series beyond the first ${mostSeries}: narrow the query by cluster or deployment`;
  }
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
      <summary>{leftOut(problems)} series left out</summary>
      <ul className={styles.list}>
        {texts.slice(0, mostShown).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {texts.length > mostShown && <li>and {texts.length - mostShown} more</li>}
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
