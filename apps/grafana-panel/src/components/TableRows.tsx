import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { ClipboardButton, useStyles2 } from "@grafana/ui";
import type { ReactNode } from "react";
import { t } from "../text/text.ts";
import type { groupedBy } from "../view-model/capacity-view-model.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened } from "../view-model/format-value.ts";
import { markdownText } from "../view-model/summary-text.ts";
import { useSeen } from "./chart-hooks.ts";
import { useFormats } from "./formats-context.ts";

/** One column of a table of deployments: its cells as text, and as they are shown where that differs. */
export interface Column {
  readonly title: string;
  readonly text: (view: DeploymentView) => string;
  /** What the rows are sorted by; the text where that is left out. null: unknown. */
  readonly value?: (view: DeploymentView) => number | string | null;
  readonly show?: (view: DeploymentView) => ReactNode;
  readonly kind: "number" | "text" | "sentence";
  /** Left out where it is unknown for every row: not every fleet has it. */
  readonly optional?: true;
}

interface ScrollTableProps {
  readonly label: string;
  /** Styles of the region, and of the table in it. */
  readonly scroll: string;
  readonly table: string;
  readonly children: ReactNode;
}

/** A table in a region that scrolls sideways. */
export function ScrollTable({ label, scroll, table, children }: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={scroll} aria-label={label} tabIndex={0}>
      <table className={table}>{children}</table>
    </section>
  );
}

interface GroupHeadProps {
  readonly label: string;
  readonly group: ReturnType<typeof groupedBy>[number];
  readonly columns: readonly Column[];
}

export function GroupHead({ label, group: { name, views }, columns }: GroupHeadProps) {
  const styles = useStyles2(tableStyles);
  const text = name === null ? t("table.without", { label }) : shortened(name);
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns.length + 1} className={styles.group} dir="auto">
          {t("table.group-of", { label, name: text, count: views.length })}
        </th>
      </tr>
    </tbody>
  );
}

/** Parts of a list that come into sight together. */
export const chunksOf = <T,>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));

/** Height of a row of one line: what rows that were never in sight take. */
const rowPixels = 33;

interface RowsProps {
  readonly columns: readonly Column[];
  readonly chunk: readonly DeploymentView[];
  readonly inSight: boolean;
}

/** Rows, made when they are scrolled to: a fleet of thousands has a few of them in sight. */
export function Rows({ columns, chunk, inSight }: RowsProps) {
  const styles = useStyles2(tableStyles);
  const [body, seen] = useSeen<HTMLTableSectionElement>(inSight);
  if (!seen)
    return (
      <tbody ref={body}>
        <tr style={{ height: chunk.length * rowPixels }}>
          <td colSpan={columns.length + 1} />
        </tr>
      </tbody>
    );
  const [name, ...others] = columns;
  return (
    <tbody ref={body}>
      {chunk.map((view) => (
        <tr key={view.key}>
          <th scope="row" dir="auto" className={styles.sticky}>
            {name?.text(view)}
          </th>
          {others.map(({ title, text, show = text, kind }) => (
            <td key={title} className={styles[kind]}>
              {show(view)}
            </td>
          ))}
          <td>
            <CopyButton view={view} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

export function CopyButton({ view }: { readonly view: DeploymentView }) {
  const formats = useFormats();
  const name = t("table.copy", { name: shortened(view.deployment) });
  return (
    <ClipboardButton
      size="sm"
      variant="secondary"
      fill="text"
      aria-label={name}
      title={name}
      getText={() => markdownText(view, formats)}
    >
      {t("table.copy-row")}
    </ClipboardButton>
  );
}

export const tableStyles = (theme: GrafanaTheme2) => ({
  below: css({ display: "flex", justifyContent: "flex-end", paddingTop: theme.spacing(0.5) }),
  // A shade at the edge beyond which there are more columns; it scrolls out of sight at the end.
  scroll: css({
    overflowX: "auto",
    containerType: "inline-size",
    background: `
      linear-gradient(to left, ${theme.colors.background.primary} 24px, transparent) right / 56px 100% no-repeat local,
      linear-gradient(to left, ${theme.colors.border.medium}, transparent) right / 8px 100% no-repeat scroll`,
  }),
  table: css({
    borderCollapse: "collapse",
    width: "100%",
    fontSize: theme.typography.bodySmall.fontSize,
    "th, td": {
      padding: theme.spacing(0.75, 1),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      whiteSpace: "nowrap",
      maxWidth: 380,
      overflow: "hidden",
      textOverflow: "ellipsis",
      verticalAlign: "baseline",
    },
    "thead th": { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    "tbody th": { fontWeight: theme.typography.fontWeightMedium },
  }),
  // The name stays in sight while the other columns scroll.
  sticky: css({
    position: "sticky",
    left: 0,
    zIndex: 1,
    background: theme.colors.background.primary,
    "@container (max-width: 640px)": {
      minWidth: 92,
      maxWidth: "108px !important",
      whiteSpace: "normal !important" as "normal",
      overflowWrap: "anywhere",
    },
  }),
  group: css({ textAlign: "left", background: theme.colors.background.secondary }),
  sort: css({
    padding: 0,
    border: "none",
    background: "none",
    minHeight: 24,
    color: "inherit",
    font: "inherit",
    "&:focus-visible": { outline: `2px solid ${theme.colors.primary.border}` },
  }),
  number: css({ textAlign: "right", fontVariantNumeric: "tabular-nums" }),
  text: css({}),
  sentence: css({
    minWidth: 300,
    maxWidth: "520px !important",
    whiteSpace: "normal !important" as "normal",
    overflowWrap: "anywhere",
    "@container (max-width: 1000px)": { minWidth: 220 },
    "@container (max-width: 640px)": { minWidth: 168 },
  }),
});
