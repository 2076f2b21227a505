import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { t } from "../text/text.ts";
import type { FleetMap, FleetNode, GpuCell } from "../view-model/fleet-map.ts";
import { cellText, fleetText, freeGpus, isFree } from "../view-model/fleet-text.ts";
import { formatPercent, shortened } from "../view-model/format-value.ts";
import { useSeen } from "./chart-hooks.ts";
import { sharedStyles } from "./styles.ts";

/** Nodes and their GPUs: how full the memory is, how busy the GPU, and what is wrong. */
export function FleetMapView({ fleet }: { readonly fleet: FleetMap }) {
  const styles = useStyles2(getStyles);
  const { note } = useStyles2(sharedStyles);
  return (
    <>
      <p className={styles.sentence}>
        {fleetText(fleet)} <span className={note}>{t("fleet.key")}</span>
      </p>
      {chunksOf(fleet.nodes, chunkSize).map((chunk, index) => (
        // By place: a node that comes or goes shifts the others by one.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <NodeRows key={index} chunk={chunk} inSight={index === 0} />
      ))}
      {fleet.leftOut > 0 && <p className={styles.sentence}>{t("fleet.more", { count: fleet.leftOut })}</p>}
    </>
  );
}

/** Parts of a list that come into sight together. */
const chunksOf = <T,>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Rows that come into sight together. */
const chunkSize = 100;

/** Height of a row of one line: what rows that were never in sight take. */
const rowPixels = 73;

/** Nodes, drawn when they are scrolled to: a fleet of thousands has a few of them in sight. */
function NodeRows({ chunk, inSight }: { readonly chunk: readonly FleetNode[]; readonly inSight: boolean }) {
  const styles = useStyles2(getStyles);
  const [rows, seen] = useSeen<HTMLDivElement>(inSight);
  if (!seen) return <div ref={rows} style={{ height: chunk.length * rowPixels }} />;
  return (
    <div ref={rows} className={styles.nodes}>
      {chunk.map((node) => (
        <NodeRow key={node.node} node={node} />
      ))}
    </div>
  );
}

function NodeRow({ node }: { readonly node: FleetNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.row} aria-label={t("fleet.node", { node: shortened(node.node) })}>
      <h3 className={styles.node} dir="auto">
        {shortened(node.node)}
        <NodeFacts node={node} />
        {(node.missing ?? 0) > 0 && (
          <span className={styles.missing}> ✕ {t("fleet.missing", { count: node.missing ?? 0 })}</span>
        )}
      </h3>
      <ul className={styles.cells}>
        {node.cells.map((cell) => (
          <Cell key={cell.key} cell={cell} />
        ))}
      </ul>
    </section>
  );
}

/** Purchase class and model of a node, from its labels, and how many of its GPUs are free. */
function NodeFacts({ node }: { readonly node: FleetNode }) {
  const { note } = useStyles2(sharedStyles);
  const free = freeGpus(node);
  const facts = [node.purchase, node.model].filter((fact) => fact !== null).map(shortened);
  if (free > 0) facts.push(t("fleet.node-free", { count: free }));
  return facts.length === 0 ? null : <div className={note}>{facts.join(", ")}</div>;
}

const signs = { ok: null, fault: "✕", stale: "◌", unknown: "?" } as const;

const percentOf = (ratio: number | null): string => (ratio === null ? "?" : formatPercent(ratio).replace(" ", ""));

function Cell({ cell }: { readonly cell: GpuCell }) {
  const styles = useStyles2(getStyles);
  const { hidden } = useStyles2(sharedStyles);
  const theme = useTheme2();
  const text = cellText(cell);
  const filled = Math.min(1, Math.max(0, cell.memoryRatio ?? 0));
  // Text on the darkest shade still stands out in both themes.
  const shade = filled * (theme.isDark ? 0.42 : 0.4);
  return (
    <li className={cx(styles.cell, styles[cell.health])} title={text}>
      <span className={hidden}>{text}</span>
      <span aria-hidden="true" className={styles.shade} style={{ opacity: shade }} />
      <span aria-hidden="true" className={styles.bar} style={{ width: `${filled * 100}%` }} />
      <span aria-hidden="true" className={styles.face}>
        <span className={styles.number}>
          {isFree(cell) ? "○" : signs[cell.health]} {shortened(cell.gpu)}
        </span>
        <span className={styles.memory}>{percentOf(cell.memoryRatio)}</span>
        <span className={styles.number}>{percentOf(cell.utilizationRatio)}</span>
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({ margin: theme.spacing(0, 0, 1), fontSize: theme.typography.bodySmall.fontSize }),
  // As many nodes beside each other as have space for eight GPUs.
  nodes: css({
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 740px), 1fr))",
    columnGap: theme.spacing(3),
  }),
  row: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(0.75, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  node: css({
    flex: "0 0 160px",
    margin: 0,
    overflowWrap: "anywhere",
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  missing: css({ color: theme.colors.error.text }),
  cells: css({
    flex: "1 1 300px",
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, 66px)",
    gap: theme.spacing(0.5),
    margin: 0,
    padding: 0,
    listStyle: "none",
  }),
  cell: css({
    position: "relative",
    height: 60,
    overflow: "hidden",
    border: `1px solid ${theme.colors.border.strong}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  shade: css({ position: "absolute", inset: 0, background: theme.visualization.getColorByName("blue") }),
  bar: css({
    position: "absolute",
    insetInlineStart: 0,
    bottom: 0,
    height: 4,
    background: theme.visualization.getColorByName("blue"),
  }),
  face: css({
    position: "relative",
    display: "grid",
    justifyItems: "center",
    lineHeight: 1.25,
    paddingTop: 4,
    color: theme.colors.text.primary,
    fontVariantNumeric: "tabular-nums",
  }),
  number: css({ fontSize: 11 }),
  memory: css({ fontSize: 14, fontWeight: theme.typography.fontWeightMedium }),
  ok: css({}),
  fault: css({ borderColor: theme.colors.error.border, borderWidth: 2 }),
  stale: css({ borderStyle: "dashed" }),
  unknown: css({ borderStyle: "dotted" }),
});
