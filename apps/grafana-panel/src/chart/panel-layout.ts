/** The tabs and the sentence beside or, in a narrow panel, under them, in pixels. */
const headHeight = { wide: 44, narrow: 112 } as const;

export const panelHeadHeight = (width: number): number =>
  width < sizes.narrowBelow ? headHeight.narrow : headHeight.wide;

export interface PanelSize {
  readonly width: number;
  readonly height: number;
}

export interface LayoutContent {
  readonly deployments: number;
  readonly showReplicas: boolean;
  readonly showTable: boolean;
}

export interface PanelLayout {
  readonly columns: 1 | 2;
  /** Width of the charts of one deployment. */
  readonly chartWidth: number;
  readonly rateHeight: number;
  /** 0: not shown. */
  readonly replicasHeight: number;
  /** Deployments that are in sight before anybody scrolls, and how many of them wholly; at least one row. */
  readonly cellsInSight: number;
  readonly cellsWholly: number;
}

/** Pixels. */
const sizes = {
  twoColumnsFrom: 1200,
  columnGap: 32,
  scrollbar: 10,
  toolbar: { narrow: 112, twoLines: 68, oneLine: 44 },
  toolbarOneLineFrom: 1000,
  cellHead: 104,
  cellHeadNarrow: 168,
  captions: 36,
  narrowBelow: 640,
  rowGap: 24,
  tableHead: 56,
  tableRow: 36,
  rateLeast: 150,
  rateMost: 420,
  replicas: 76,
} as const;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The legend wraps where it is wider than the panel. */
const toolbarHeight = (width: number): number => {
  if (width < sizes.narrowBelow) return sizes.toolbar.narrow;
  return width < sizes.toolbarOneLineFrom ? sizes.toolbar.twoLines : sizes.toolbar.oneLine;
};

/** Sizes of the charts: they share the height there is, and scroll where it is too little to read them. */
export const panelLayout = ({ width, height }: PanelSize, content: LayoutContent): PanelLayout => {
  const columns = width >= sizes.twoColumnsFrom && content.deployments > 1 ? 2 : 1;
  const rows = Math.max(1, Math.ceil(content.deployments / columns));
  const chartWidth = Math.max(0, Math.floor((width - sizes.scrollbar - (columns - 1) * sizes.columnGap) / columns));
  const replicasHeight = content.showReplicas ? sizes.replicas : 0;
  const table = content.showTable ? sizes.tableHead + content.deployments * sizes.tableRow : 0;
  const narrow = chartWidth < sizes.narrowBelow;
  const head = (narrow ? sizes.cellHeadNarrow : sizes.cellHead) + sizes.captions;
  const cell = (height - toolbarHeight(width) - table - (rows - 1) * sizes.rowGap) / rows;
  const rateHeight = clamp(Math.floor(cell - head - replicasHeight), sizes.rateLeast, sizes.rateMost);
  const cellHeight = head + rateHeight + replicasHeight + sizes.rowGap;
  const rowsInSight = (height - toolbarHeight(width)) / cellHeight;
  const cellsInSight = columns * Math.max(1, Math.ceil(rowsInSight));
  const cellsWholly = columns * Math.max(1, Math.floor(rowsInSight));
  return { columns, chartWidth, rateHeight, replicasHeight, cellsInSight, cellsWholly };
};
