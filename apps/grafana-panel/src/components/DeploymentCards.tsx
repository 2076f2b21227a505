import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { ReactNode } from "react";
import { t } from "../text/text.ts";
import { worstFirst } from "../view-model/capacity-view-model.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/format-value.ts";
import { sharedStyles } from "./styles.ts";

interface DeploymentCardsProps {
  readonly views: readonly DeploymentView[];
  /** More than so many are not drawn; the ranking has the others. */
  readonly most: number;
  /** Pixels that a card needs to stand beside another. */
  readonly width: number;
  /** Names how many are shown. */
  readonly more: "summary.more" | "ledger.more" | "league.more";
  readonly children: (view: DeploymentView) => ReactNode;
}

/** A card for each deployment, the least headroom first. */
export function DeploymentCards({ views, most, width, more, children }: DeploymentCardsProps) {
  const styles = useStyles2(getStyles);
  const { paragraph } = useStyles2(sharedStyles);
  return (
    <>
      <div
        className={styles.cards}
        style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${width}px), 1fr))` }}
      >
        {worstFirst(views)
          .slice(0, most)
          .map((view) => (
            <article key={view.key} className={styles.card} aria-label={shortened(view.deployment)}>
              {children(view)}
            </article>
          ))}
      </div>
      {views.length > most && <p className={paragraph}>{t(more, { shown: most, count: views.length })}</p>}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({ display: "grid", gap: theme.spacing(2) }),
  card: css({
    minWidth: 0,
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
});
