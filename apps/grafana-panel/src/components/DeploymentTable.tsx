import { css } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { Button, ClipboardButton, InlineField, Input, RadioButtonGroup, useStyles2 } from "@grafana/ui";
import { type ReactNode, useState } from "react";
import { t } from "../text/text.ts";
import { type Group, groupedBy, groupingLabels, sortedBy } from "../view-model/capacity-view-model.ts";
import { csvOf } from "../view-model/csv.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { type Formats, shortened, unknownText } from "../view-model/format-value.ts";
import { markdownText } from "../view-model/summary-text.ts";
import { useSeen } from "./chart-hooks.ts";
import { useFormats } from "./formats-context.ts";
import { sharedStyles } from "./styles.ts";

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

interface DeploymentTableProps {
  readonly label: string;
  readonly views: readonly DeploymentView[];
  readonly columns: readonly Column[];
}

/** From so many deployments on they are searched rather than read. */
const searchedFrom = 12;

/** What the reader searches, sorts and groups by. */
interface Arrangement {
  readonly search: string;
  readonly label: string | null;
  readonly sort: { readonly title: string; readonly direction: 1 | -1 } | null;
}

const nameColumn = (): Column => ({
  ...{ title: t("column.deployment"), kind: "text", text: (view) => shortened(view.deployment) },
});

const textToSearch = ({ deployment, cluster, groupLabels }: DeploymentView): string =>
  [deployment, cluster, ...Object.values(groupLabels)].join(" ").toLowerCase();

/** A table with one row per deployment of those that a reader searches, in the order given or chosen, and a download. */
export function DeploymentTable({ label, views: all, columns: possible }: DeploymentTableProps) {
  const styles = useStyles2(getStyles);
  const [arrangement, setArrangement] = useState<Arrangement>({ search: "", label: null, sort: null });
  const { search, sort } = arrangement;
  const columns = [
    nameColumn(),
    ...possible.filter(({ optional, text }) => !optional || all.some((view) => text(view) !== unknownText())),
  ];
  const found = all.filter((view) => textToSearch(view).includes(search.toLowerCase()));
  const sorted = columns.find(({ title }) => title === sort?.title);
  const views = sort && sorted ? sortedBy(found, sorted.value ?? sorted.text, sort.direction) : found;
  return (
    <>
      {all.length >= searchedFrom && <Arranging {...{ all, arrangement }} onChange={setArrangement} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={label} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <HeadCell
                  key={column.title}
                  {...{ column, isFirst: index === 0, sort }}
                  onSort={(next) => setArrangement({ ...arrangement, sort: next })}
                />
              ))}
              <td />
            </tr>
          </thead>
          {groupedBy(views, arrangement.label).flatMap((group, at) => [
            ...(arrangement.label === null
              ? []
              : [<GroupHead key={`group ${group.name}`} label={arrangement.label} {...{ group, columns }} />]),
            ...chunksOf(group.views).map((chunk, index) => (
              <Rows key={`${group.name} ${chunk[0]?.key}`} {...{ columns, chunk }} inSight={at + index === 0} />
            )),
          ])}
        </table>
      </section>
      <div className={styles.below}>
        <Button size="sm" variant="secondary" fill="text" onClick={() => download(columns, views)}>
          {t("table.download")}
        </Button>
      </div>
    </>
  );
}

interface ArrangingProps {
  readonly all: readonly DeploymentView[];
  readonly arrangement: Arrangement;
  readonly onChange: (arrangement: Arrangement) => void;
}

/** The search, and the labels that divide the deployments into groups. */
function Arranging({ all, arrangement, onChange }: ArrangingProps) {
  const { row } = useStyles2(sharedStyles);
  const labels = groupingLabels(all);
  const options = [null, ...labels].map((value) => ({ value, label: value ?? t("table.no-group") }));
  return (
    <div className={row}>
      <Input
        {...{ value: arrangement.search, width: 32, "aria-label": t("table.search"), placeholder: t("table.search") }}
        onChange={({ currentTarget }) => onChange({ ...arrangement, search: currentTarget.value })}
      />
      {labels.length > 0 && (
        <InlineField label={t("table.group")}>
          <RadioButtonGroup
            {...{ options, value: arrangement.label, size: "sm", "aria-label": t("table.group") }}
            onChange={(label) => onChange({ ...arrangement, label })}
          />
        </InlineField>
      )}
    </div>
  );
}

interface HeadCellProps {
  readonly column: Column;
  readonly isFirst: boolean;
  readonly sort: Arrangement["sort"];
  readonly onSort: (sort: Arrangement["sort"]) => void;
}

const directions = { "1": "ascending", "-1": "descending" } as const;

/** A heading that sorts: ascending, descending, then the order given. */
function HeadCell({ column: { title, kind }, isFirst, sort, onSort }: HeadCellProps) {
  const styles = useStyles2(getStyles);
  const direction = sort?.title === title ? sort.direction : null;
  const next = direction === null ? 1 : direction === 1 ? -1 : null;
  return (
    <th
      scope="col"
      className={isFirst ? styles.sticky : styles[kind]}
      aria-sort={direction === null ? "none" : directions[direction]}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => onSort(next === null ? null : { title, direction: next })}
      >
        {title}
        <span aria-hidden="true">{direction === null ? "" : direction === 1 ? " ▲" : " ▼"}</span>
      </button>
    </th>
  );
}

interface GroupHeadProps {
  readonly label: string;
  readonly group: Group;
  readonly columns: readonly Column[];
}

function GroupHead({ label, group: { name, views }, columns }: GroupHeadProps) {
  const styles = useStyles2(getStyles);
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

/** Rows that come into sight together. */
const chunkSize = 40;

const chunksOf = (views: readonly DeploymentView[]): readonly (readonly DeploymentView[])[] =>
  Array.from({ length: Math.ceil(views.length / chunkSize) }, (_, index) =>
    views.slice(index * chunkSize, (index + 1) * chunkSize),
  );

/** Height of a row of one line: what rows that were never in sight take. */
const rowPixels = 33;

interface RowsProps {
  readonly columns: readonly Column[];
  readonly chunk: readonly DeploymentView[];
  readonly inSight: boolean;
}

/** Rows, made when they are scrolled to: a fleet of thousands has a few of them in sight. */
function Rows({ columns, chunk, inSight }: RowsProps) {
  const styles = useStyles2(getStyles);
  const [body, seen] = useSeen<HTMLTableSectionElement>(inSight);
  const formats = useFormats();
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
            <CopyButton {...{ view, formats }} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}

interface CopyButtonProps {
  readonly view: DeploymentView;
  readonly formats: Formats;
}

/** Copies a deployment as Markdown. */
export function CopyButton({ view, formats }: CopyButtonProps) {
  const name = t("table.copy", { name: shortened(view.deployment) });
  return (
    <ClipboardButton
      {...{ size: "sm", variant: "secondary", fill: "text", "aria-label": name, title: name }}
      getText={() => markdownText(view, formats)}
    >
      {t("table.copy-row")}
    </ClipboardButton>
  );
}

const download = (columns: readonly Column[], views: readonly DeploymentView[]): void => {
  const rows = [columns.map(({ title }) => title), ...views.map((view) => columns.map(({ text }) => text(view)))];
  // By the byte order mark a spreadsheet recognises UTF-8.
  const address = URL.createObjectURL(new Blob([`\ufeff${csvOf(rows)}`], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "loadline-deployments.csv";
  link.click();
  URL.revokeObjectURL(address);
};

const getStyles = (theme: GrafanaTheme2) => ({
  // A shade at the edge beyond which there are more columns; it scrolls out of sight at the end.
  scroll: css({
    overflowX: "auto",
    containerType: "inline-size",
    background: `
      linear-gradient(to left, ${theme.colors.background.primary} 24px, transparent) right / 56px 100% no-repeat local,
      linear-gradient(to left, ${theme.colors.border.medium}, transparent) right / 8px 100% no-repeat scroll`,
  }),
  below: css({ display: "flex", justifyContent: "flex-end", paddingTop: theme.spacing(0.5) }),
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
    "thead th": {
      color: theme.colors.text.secondary,
      fontWeight: theme.typography.fontWeightRegular,
    },
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
