import { Button, InlineField, Input, RadioButtonGroup, useStyles2 } from "@grafana/ui";
import { useState } from "react";
import { t } from "../text/text.ts";
import { groupedBy, groupingLabels, sortedBy } from "../view-model/capacity-view-model.ts";
import { csvOf } from "../view-model/csv.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { shortened, unknownText } from "../view-model/format-value.ts";
import { sharedStyles } from "./styles.ts";
import { type Column, chunksOf, GroupHead, Rows, ScrollTable, tableStyles } from "./TableRows.tsx";

interface DeploymentTableProps {
  readonly label: string;
  readonly views: readonly DeploymentView[];
  readonly columns: readonly Column[];
}

/** From so many deployments on they are searched rather than read. */
const searchedFrom = 12;

/** Rows that come into sight together. */
const chunkSize = 40;

/** What the reader searches, sorts and groups by. */
interface Arrangement {
  readonly search: string;
  readonly label: string | null;
  readonly sort: { readonly title: string; readonly direction: 1 | -1 } | null;
}

const nameColumn = (): Column => ({
  title: t("column.deployment"),
  kind: "text",
  text: (view) => shortened(view.deployment),
});

const textToSearch = ({ deployment, cluster, groupLabels }: DeploymentView): string =>
  [deployment, cluster, ...Object.values(groupLabels)].join(" ").toLowerCase();

/** A table with one row per deployment of those that a reader searches, in the order given or chosen, and a download. */
export function DeploymentTable({ label, views: all, columns: possible }: DeploymentTableProps) {
  const styles = useStyles2(tableStyles);
  const [arrangement, setArrangement] = useState<Arrangement>({ search: "", label: null, sort: null });
  const { search, sort } = arrangement;
  const columns = [
    nameColumn(),
    ...possible.filter(({ optional, text }) => !optional || all.some((view) => text(view) !== unknownText())),
  ];
  const found = search === "" ? all : all.filter((view) => textToSearch(view).includes(search.toLowerCase()));
  const sorted = columns.find(({ title }) => title === sort?.title);
  const views = sort && sorted ? sortedBy(found, sorted.value ?? sorted.text, sort.direction) : found;
  return (
    <>
      {all.length >= searchedFrom && <Arranging all={all} arrangement={arrangement} onChange={setArrangement} />}
      <ScrollTable label={label} scroll={styles.scroll} table={styles.table}>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <HeadCell
                key={column.title}
                column={column}
                isFirst={index === 0}
                sort={sort}
                onSort={(next) => setArrangement({ ...arrangement, sort: next })}
              />
            ))}
            <td />
          </tr>
        </thead>
        {groupedBy(views, arrangement.label).flatMap((group, at) => [
          ...(arrangement.label === null
            ? []
            : [<GroupHead key={`group ${group.name}`} label={arrangement.label} group={group} columns={columns} />]),
          ...chunksOf(group.views, chunkSize).map((chunk, index) => (
            <Rows key={`${group.name} ${chunk[0]?.key}`} columns={columns} chunk={chunk} inSight={at + index === 0} />
          )),
        ])}
      </ScrollTable>
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
        value={arrangement.search}
        width={32}
        aria-label={t("table.search")}
        placeholder={t("table.search")}
        onChange={({ currentTarget }) => onChange({ ...arrangement, search: currentTarget.value })}
      />
      {labels.length > 0 && (
        <InlineField label={t("table.group")}>
          <RadioButtonGroup
            options={options}
            value={arrangement.label}
            size="sm"
            aria-label={t("table.group")}
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
  const styles = useStyles2(tableStyles);
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
