import { css, cx } from "@emotion/css";
import type { GrafanaTheme2 } from "@grafana/data";
import { useStyles2 } from "@grafana/ui";
import type { FleetMap, FleetNode, GpuCell } from "../view-model/fleet-map.ts";
import { cellText, fleetText } from "../view-model/fleet-words.ts";
import { formatPercent } from "../view-model/format-value.ts";
import { shortened } from "../view-model/shortened.ts";

/** Nodes and their GPUs: how full the memory is, how busy the GPU, and what is wrong. */
export function FleetMapView({ fleet }: { readonly fleet: FleetMap }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <p className={styles.note}>
        {fleetText(fleet)} Fill and first number: memory in use; second: utilisation; ✕ fault, ◌ stale.
      </p>
      {fleet.nodes.map((node) => (
        <NodeRow key={node.node} node={node} />
      ))}
      {fleet.leftOut > 0 && (
        <p className={styles.note}>{fleet.leftOut} more GPUs are not drawn: narrow the query by node or cluster.</p>
      )}
    </>
  );
}

function NodeRow({ node }: { readonly node: FleetNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.row} aria-label={`Node ${shortened(node.node)}`}>
      <h3 className={styles.node} dir="auto">
        {shortened(node.node)}
        {(node.missing ?? 0) > 0 && <span className={styles.missing}> ✕ {node.missing} missing</span>}
      </h3>
      <ul className={styles.cells}>
        {node.cells.map((cell) => (
          <Cell key={cell.key} cell={cell} />
        ))}
      </ul>
    </section>
  );
}

const signs = { ok: null, fault: "✕", stale: "◌", unknown: "?" } as const;

const short = (ratio: number | null): string => (ratio === null ? "?" : formatPercent(ratio).replace(" ", ""));

function Cell({ cell }: { readonly cell: GpuCell }) {
  const styles = useStyles2(getStyles);
  const text = cellText(cell);
  const filled = Math.min(1, Math.max(0, cell.memoryRatio ?? 0));
  return (
    <li className={cx(styles.cell, cell.health !== "ok" && styles[cell.health])} title={text}>
      <span className={styles.hidden}>{text}</span>
      <span aria-hidden="true" className={styles.fill} style={{ height: `${filled * 100}%` }} />
      <span aria-hidden="true" className={styles.face}>
        <span className={styles.number}>
          {signs[cell.health]} {shortened(cell.gpu)}
        </span>
        <span className={styles.memory}>{short(cell.memoryRatio)}</span>
        <span className={styles.number}>{short(cell.utilizationRatio)}</span>
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ margin: theme.spacing(0, 0, 1), color: theme.colors.text.secondary }),
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
    flex: "1 1 220px",
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
  fill: css({
    position: "absolute",
    insetInline: 0,
    bottom: 0,
    background: theme.visualization.getColorByName("blue"),
    opacity: theme.isDark ? 0.4 : 0.3,
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
  hidden: css({ position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)" }),
  fault: css({ borderColor: theme.colors.error.border, borderWidth: 2 }),
  stale: css({ borderStyle: "dashed" }),
  unknown: css({ borderStyle: "dotted" }),
});
