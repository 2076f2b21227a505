import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import { type KeyboardEvent, useRef } from "react";
import { type View, views } from "../options.ts";
import { t } from "../text/text.ts";

interface ViewTabsProps {
  /** Prefix of the ids that connect the tabs with their panel. */
  readonly id: string;
  readonly view: View;
  readonly onChange: (view: View) => void;
}

const targets = new Map<string, (at: number) => number>(
  Object.entries({
    ArrowRight: (at: number) => (at + 1) % views.length,
    ArrowLeft: (at: number) => (at + views.length - 1) % views.length,
    Home: () => 0,
    End: () => views.length - 1,
  }),
);

export const tabId = (id: string, view: View): string => `${id}-tab-${view}`;
export const tabPanelId = (id: string): string => `${id}-view`;

/** Switches between the views; arrows, Home and End move as in every list of tabs.
 *  @source https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */
export function ViewTabs({ id, view, onChange }: ViewTabsProps) {
  const styles = useStyles2(getStyles);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = targets.get(event.key)?.(views.indexOf(view));
    const next = target === undefined ? undefined : views[target];
    if (target === undefined || next === undefined) return;
    event.preventDefault();
    onChange(next);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[target]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label={t("view.label")} className={styles.list} onKeyDown={onKeyDown}>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          id={tabId(id, one)}
          aria-selected={one === view}
          aria-controls={tabPanelId(id)}
          tabIndex={one === view ? 0 : -1}
          className={styles.tab}
          onClick={() => onChange(one)}
        >
          {t(`view.${one}`)}
        </button>
      ))}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: "flex", flexShrink: 0, gap: theme.spacing(0.25), height: 32 }),
  tab: css({
    padding: theme.spacing(0, 1.25),
    border: "none",
    borderBottom: "2px solid transparent",
    borderRadius: 0,
    background: "none",
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    whiteSpace: "nowrap",
    "&:hover": { color: theme.colors.text.primary },
    "&[aria-selected=true]": {
      color: theme.colors.text.primary,
      borderBottomColor: theme.colors.primary.border,
      fontWeight: theme.typography.fontWeightMedium,
    },
    "&:focus-visible": { outline: `2px solid ${theme.colors.primary.border}`, outlineOffset: -2 },
  }),
});
