import { css, cx } from "@emotion/css";
import { colorManipulator, type GrafanaTheme2 } from "@grafana/data";
import { useStyles2, useTheme2 } from "@grafana/ui";
import { type MouseEvent, useEffect, useRef } from "react";
import { t } from "../text/text.ts";
import {
  type FleetMap,
  type FleetNode,
  type GpuCell,
  groupsOf,
  isDown,
  isTroubled,
  shadeOf,
} from "../view-model/fleet-map.ts";
import { cellText, fitText, fleetText, freeGpus, isFree, problemText } from "../view-model/fleet-text.ts";
import { formatPercent, shortened } from "../view-model/format-value.ts";
import type { Grouping, Shading } from "../view-model/options.ts";
import { nodeTodoText } from "../view-model/status.ts";
import { useSeen } from "./chart-hooks.ts";
import { sharedStyles } from "./styles.ts";

interface FleetMapViewProps {
  readonly fleet: FleetMap;
  readonly width: number;
  readonly groupBy: Grouping;
  readonly shadeBy: Shading;
}

/** More nodes than these are squares, but for those that somebody has to look at. */
const mostTiles = 150;

/** Nodes and their GPUs: what is wrong, how full the memory is, how busy the GPU. */
export function FleetMapView({ fleet, width, groupBy, shadeBy }: FleetMapViewProps) {
  const styles = useStyles2(getStyles);
  const { note, name, list } = useStyles2(sharedStyles);
  const { nodes, asOfMs } = fleet;
  const dense = nodes.length > mostTiles;
  const shown = { shadeBy, asOfMs };
  const troubled = dense ? nodes.filter(isTroubled) : [];
  return (
    <>
      <p className={styles.sentence}>
        {fleetText(fleet)}{" "}
        <span className={note}>{t(dense ? "fleet.dense-key" : "fleet.key", { shade: t(`shading.${shadeBy}`) })}</span>
      </p>
      {fleet.fits.length > 0 && (
        <ul className={cx(list, styles.sentence)}>
          {fleet.fits.map((fit) => (
            <li key={fit.deployment}>{fitText(fit)}</li>
          ))}
        </ul>
      )}
      {troubled.length > 0 && <Tiles nodes={troubled.slice(0, mostTiles)} {...shown} />}
      {groupsOf(nodes, groupBy).map((group) => (
        <section key={group.name}>
          {groupBy !== "none" && (
            <h3 className={name} dir="auto">
              {group.name === "" ? t(`group.no-${groupBy}`) : shortened(group.name)}{" "}
              <span className={note}>{t("fleet.nodes", { count: group.nodes.length })}</span>
            </h3>
          )}
          {dense ? <Squares nodes={group.nodes} width={width} {...shown} /> : <Tiles nodes={group.nodes} {...shown} />}
        </section>
      ))}
      {fleet.leftOut > 0 && <p className={styles.sentence}>{t("fleet.more", { count: fleet.leftOut })}</p>}
    </>
  );
}

interface NodesProps {
  readonly nodes: readonly FleetNode[];
  readonly shadeBy: Shading;
  readonly asOfMs: number;
}

/** Pixels of the square of a node, its gap included. */
const square = 12;

type Color = readonly number[];
type Colors = readonly [shade: Color, warning: Color, error: Color];

const rgb = (color: string): Color => colorManipulator.decomposeColor(color).values.slice(0, 3);

const colorOf = (node: FleetNode, [shade, warning, error]: Colors): Color => {
  if (!isTroubled(node)) return shade;
  return isDown(node) || node.problem === null ? error : warning;
};

/** A pixel for each node. */
const pixelsOf = (nodes: readonly FleetNode[], shadeBy: Shading, columns: number, looks: Colors): ImageData => {
  const image = new ImageData(columns, Math.ceil(nodes.length / columns));
  for (const [index, node] of nodes.entries()) {
    const color = colorOf(node, looks);
    const sum = node.cells.reduce((all, cell) => all + shadeOf(cell, shadeBy), 0);
    for (const [at, part] of color.entries()) image.data[4 * index + at] = part;
    image.data[4 * index + 3] = 255 * (color === looks[0] ? 0.2 + (0.8 * sum) / Math.max(1, node.cells.length) : 1);
  }
  return image;
};

/** The pixels made larger: a rectangle for each took three quarters of the time of drawing. */
const drawSquares = (canvas: HTMLCanvasElement, image: ImageData): void => {
  const [context, small] = [canvas.getContext("2d"), document.createElement("canvas")];
  [small.width, small.height] = [image.width, image.height];
  const { width, height } = canvas;
  const [side, gap] = [width / small.width, 2 * devicePixelRatio];
  small.getContext("2d")?.putImageData(image, 0, 0);
  if (!context) return;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width, height);
  for (let column = 1; column <= small.width; column++) context.clearRect(column * side - gap, 0, gap, height);
  for (let row = 1; row <= small.height; row++) context.clearRect(0, row * side - gap, width, gap);
};

/** One square for each node on one canvas: thousands of elements would take a second. */
function Squares({ nodes, width, shadeBy, asOfMs }: NodesProps & { readonly width: number }) {
  const theme = useTheme2();
  const canvas = useRef<HTMLCanvasElement>(null);
  const columns = Math.max(1, Math.floor((width - square) / square));
  const size = { width: columns * square, height: Math.ceil(nodes.length / columns) * square };
  useEffect(() => {
    const { visualization, colors } = theme;
    const looks: Colors = [rgb(visualization.getColorByName("blue")), rgb(colors.warning.main), rgb(colors.error.main)];
    if (canvas.current !== null && nodes.length > 0)
      drawSquares(canvas.current, pixelsOf(nodes, shadeBy, columns, looks));
  });
  const point = ({ currentTarget, nativeEvent: { offsetX, offsetY } }: MouseEvent<HTMLCanvasElement>): void => {
    const node = nodes[Math.floor(offsetY / square) * columns + Math.floor(offsetX / square)];
    currentTarget.title = node === undefined ? "" : [node.node, problemText(node, asOfMs)].filter(Boolean).join(": ");
  };
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t("fleet.nodes", { count: nodes.length })}
      width={size.width * devicePixelRatio}
      height={size.height * devicePixelRatio}
      style={size}
      onMouseMove={point}
    />
  );
}

/** Nodes that come into sight together. */
const chunkSize = 100;

/** Height of a row of one line: what rows that were never in sight take. */
const rowPixels = 73;

/** Width of the name of a node with its edges, and of a GPU. As many nodes stand beside each other as have space. */
const [namePixels, cellPixels] = [200, 70];

function Tiles({ nodes, ...shown }: NodesProps) {
  const chunks = Array.from({ length: Math.ceil(nodes.length / chunkSize) }, (_, at) =>
    nodes.slice(at * chunkSize, (at + 1) * chunkSize),
  );
  return chunks.map((chunk, index) => (
    // By place: a node that comes or goes shifts the others by one.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <NodeRows key={index} nodes={chunk} {...shown} first={index === 0} />
  ));
}

/** Nodes, drawn when they are scrolled to: a fleet of thousands has a few of them in sight. */
function NodeRows({ nodes, first, ...shown }: NodesProps & { readonly first: boolean }) {
  const styles = useStyles2(getStyles);
  const [rows, seen] = useSeen<HTMLDivElement>(first);
  if (!seen) return <div ref={rows} style={{ height: nodes.length * rowPixels }} />;
  const most = Math.max(1, ...nodes.map(({ cells }) => cells.length));
  const least = namePixels + Math.min(8, most) * cellPixels;
  const columns = { gridTemplateColumns: `repeat(auto-fill, minmax(min(100%, ${least}px), 1fr))` };
  return (
    <div ref={rows} className={styles.nodes} style={columns}>
      {nodes.map((node) => (
        <NodeRow key={node.node} node={node} {...shown} />
      ))}
    </div>
  );
}

function NodeRow({ node, shadeBy, asOfMs }: Omit<NodesProps, "nodes"> & { readonly node: FleetNode }) {
  const styles = useStyles2(getStyles);
  const { note } = useStyles2(sharedStyles);
  const problem = problemText(node, asOfMs);
  const todo = node.problem && nodeTodoText(node.problem);
  const free = freeGpus(node);
  const facts = [node.purchase, node.model].filter((fact) => fact !== null).map(shortened);
  if (free > 0) facts.push(t("fleet.node-free", { count: free }));
  const looks = isDown(node) ? styles.down : isTroubled(node) && styles.troubled;
  return (
    <section className={cx(styles.row, looks)} aria-label={t("fleet.node", { node: shortened(node.node) })}>
      <h4 className={styles.node} dir="auto">
        {shortened(node.node)}
        {facts.length > 0 && <div className={note}>{facts.join(", ")}</div>}
        {problem !== null && <div className={styles.problem}>✕ {problem}</div>}
        {todo !== null && <div className={styles.problem}>{t("status.do", { todo })}</div>}
      </h4>
      <ul className={styles.cells}>
        {node.cells.map((cell) => (
          <Cell key={cell.key} cell={cell} shadeBy={shadeBy} down={isDown(node)} />
        ))}
      </ul>
    </section>
  );
}

const signs = { ok: null, fault: "✕", stale: "◌", unknown: "?" } as const;

const percentOf = (ratio: number | null): string => (ratio === null ? "?" : formatPercent(ratio).replace(" ", ""));

interface CellProps {
  readonly cell: GpuCell;
  readonly shadeBy: Shading;
  readonly down: boolean;
}

function Cell({ cell, shadeBy, down }: CellProps) {
  const styles = useStyles2(getStyles);
  const { hidden } = useStyles2(sharedStyles);
  const theme = useTheme2();
  const text = cellText(cell);
  // Text on the darkest shade still stands out in both themes.
  const opacity = (down ? 1 : shadeOf(cell, shadeBy)) * (theme.isDark ? 0.42 : 0.4);
  return (
    <li className={cx(styles.cell, styles[cell.health])} title={text}>
      <span className={hidden}>{text}</span>
      <span aria-hidden="true" className={cx(styles.shade, down && styles.downShade)} style={{ opacity }} />
      <span aria-hidden="true" className={styles.face}>
        <span className={styles.number}>
          {isFree(cell) && !down ? "○" : signs[cell.health]} {shortened(cell.gpu)}
        </span>
        <span className={styles.memory}>{percentOf(cell.memoryRatio)}</span>
        <span className={styles.number}>{percentOf(cell.utilizationRatio)}</span>
      </span>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  sentence: css({ margin: theme.spacing(0, 0, 1), fontSize: theme.typography.bodySmall.fontSize }),
  nodes: css({ display: "grid", gap: theme.spacing(0.5, 1.5), margin: theme.spacing(0.5, 0, 1) }),
  row: css({
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(0.5, 1),
    borderInlineStart: `4px solid ${theme.colors.border.medium}`,
  }),
  down: css({ borderColor: theme.colors.error.border, background: theme.colors.error.transparent }),
  troubled: css({ borderColor: theme.colors.warning.border }),
  node: css({
    flex: "0 0 160px",
    margin: 0,
    overflowWrap: "anywhere",
    fontSize: theme.typography.body.fontSize,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  problem: css({ color: theme.colors.text.primary }),
  cells: css({
    flex: "1 1 136px",
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
  downShade: css({ background: theme.colors.error.main }),
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
