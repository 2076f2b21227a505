interface PanelSize {
  readonly width: number;
  readonly height: number;
}

interface LayoutContent {
  readonly deployments: number;
  readonly showReplicas: boolean;
  readonly showLatencies: boolean;
}

export interface PanelLayout {
  readonly columns: 1 | 2;
  readonly chartWidth: number;
  readonly rateHeight: number;
  /** 0: not shown. */
  readonly replicasHeight: number;
  /** 0: not shown. */
  readonly latencyHeight: number;
  /** Deployments that are in sight without scrolling; at least one row. */
  readonly cellsInSight: number;
  /** Too low for a legend and key figures: only the chart is shown. */
  readonly compact: boolean;
}

/** Pixels. */
const sizes = {
  twoColumnsFrom: 1200,
  columnGap: 32,
  scrollbar: 10,
  toolbar: { narrow: 112, twoLines: 68, oneLine: 44 },
  toolbarOneLineFrom: 1000,
  cellHead: 160,
  cellHeadNarrow: 250,
  cellHeadCompact: 28,
  compactBelow: 300,
  captions: 36,
  narrowBelow: 640,
  rowGap: 24,
  rateLeast: 150,
  rateLeastCompact: 96,
  rateMost: 420,
  replicas: 76,
} as const;

/** The legend wraps where it is wider than the panel. */
const toolbarHeight = (width: number, compact: boolean): number => {
  if (compact) return 0;
  if (width < sizes.narrowBelow) return sizes.toolbar.narrow;
  return width < sizes.toolbarOneLineFrom ? sizes.toolbar.twoLines : sizes.toolbar.oneLine;
};

/** Sizes of the charts: they share the height there is, and scroll where it is too little to read them. */
export const panelLayout = ({ width, height }: PanelSize, content: LayoutContent): PanelLayout => {
  const columns = width >= sizes.twoColumnsFrom && content.deployments > 1 ? 2 : 1;
  const rows = Math.max(1, Math.ceil(content.deployments / columns));
  const chartWidth = Math.max(0, Math.floor((width - sizes.scrollbar - (columns - 1) * sizes.columnGap) / columns));
  const compact = height < sizes.compactBelow;
  const replicasHeight = content.showReplicas && !compact ? sizes.replicas : 0;
  const latencyHeight = content.showLatencies && !compact ? sizes.replicas : 0;
  const narrow = chartWidth < sizes.narrowBelow;
  const head = compact
    ? sizes.cellHeadCompact
    : (narrow ? sizes.cellHeadNarrow : sizes.cellHead) + sizes.captions + (latencyHeight > 0 ? sizes.captions / 2 : 0);
  const toolbar = toolbarHeight(width, compact);
  const cell = (height - toolbar - (rows - 1) * sizes.rowGap) / rows;
  const least = compact ? sizes.rateLeastCompact : sizes.rateLeast;
  const rateHeight = Math.min(
    sizes.rateMost,
    Math.max(least, Math.floor(cell - head - replicasHeight - latencyHeight)),
  );
  const cellHeight = head + rateHeight + replicasHeight + latencyHeight + sizes.rowGap;
  const rowsInSight = (height - toolbar) / cellHeight;
  const cellsInSight = columns * Math.max(1, Math.ceil(rowsInSight));
  return { columns, chartWidth, rateHeight, replicasHeight, latencyHeight, cellsInSight, compact };
};
