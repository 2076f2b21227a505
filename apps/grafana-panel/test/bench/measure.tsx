import { createTheme, type DataFrame, LoadingState, type PanelData } from "@grafana/data";
import type { ReactElement } from "react";
import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import type { LoadedPlugin } from "../../host/load-plugin.ts";
import { nodesOf } from "./cases.ts";
import { frameOf, timesUntil } from "./frames.ts";
import { MeasuredPanel, MeasuredTimeSeries } from "./Measured.tsx";
import { panelDataOf, streamed } from "./use-bench-data.ts";

/** Ten deployments with five series each. */
const deployments = 10;
const points = 1000;
const stepMs = 500;

const metrics = ["demand", "load_line", "capacity", "planned_capacity"].map(
  (name) => `loadline_${name}_tokens_per_second`,
);

const fiftySeries = (nowMs: number): readonly DataFrame[] => {
  const timesMs = timesUntil(nowMs, points, stepMs);
  return Array.from({ length: deployments }, (_, at) =>
    [...metrics, "loadline_headroom_ratio"].map((metric, line) =>
      frameOf({
        metric,
        labels: { cluster: "eu-west", deployment: `deployment-${at}`, ...(line < 4 ? { phase: "decode" } : {}) },
        timesMs,
        values: timesMs.map((_time, index) => (line < 4 ? 1000 * (line + 1) : 1 / 2) + Math.sin(index / 20 + at) / 4),
      }),
    ),
  ).flat();
};

interface Subject {
  readonly name: "panel" | "time series" | "bare time series" | "nothing";
  readonly element: (data: PanelData) => ReactElement;
  /** Charts that are in sight at this size. */
  readonly charts: number;
}

const frame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** uPlot draws in a microtask after its data were set. */
const drawn = async (): Promise<void> => {
  await Promise.resolve();
  await Promise.resolve();
};

const place = (): { readonly root: Root; readonly box: HTMLElement; readonly remove: () => void } => {
  const box = document.createElement("div");
  document.body.prepend(box);
  const root = createRoot(box);
  const remove = (): void => {
    root.unmount();
    box.remove();
  };
  return { root, box, remove };
};

interface Render {
  /** Milliseconds from the call until the first charts have been drawn. */
  readonly firstMs: number;
  /** Until all that are in sight have been. */
  readonly inSightMs: number;
}

interface HeapWindow {
  readonly gc?: () => void;
  readonly performance: Performance & { readonly memory?: { readonly usedJSHeapSize: number } };
}

const heapWindow = (): HeapWindow => window as unknown as HeapWindow;

const collectGarbage = (): void => heapWindow().gc?.();

const firstRender = async ({ element, charts }: Subject, data: PanelData): Promise<Render> => {
  const { root, box, remove } = place();
  await frame();
  const start = performance.now();
  flushSync(() => root.render(element(data)));
  await drawn();
  while (box.querySelector("canvas") === null) await frame();
  await drawn();
  const firstMs = performance.now() - start;
  while (box.querySelectorAll("canvas").length < charts) await frame();
  await drawn();
  const inSightMs = performance.now() - start;
  await frame();
  remove();
  await frame();
  return { firstMs, inSightMs };
};

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

const heapBytes = (): number | null => {
  const page = heapWindow();
  collectGarbage();
  return page.gc === undefined ? null : (page.performance.memory?.usedJSHeapSize ?? null);
};

interface Streaming {
  readonly updateMs: number;
  /** Heap after the collection of garbage, every so many updates. */
  readonly heapBytes: readonly (number | null)[];
}

const updatesBetweenHeaps = 250;

/** Charts that are in sight; of nothing there is only what makes the data. */
const subjectsOf = (loaded: LoadedPlugin): readonly Subject[] => [
  { name: "panel", charts: 4, element: (data) => <MeasuredPanel loaded={loaded} data={data} /> },
  { name: "time series", charts: 1, element: (data) => <MeasuredTimeSeries data={data} tooltip /> },
  { name: "bare time series", charts: 1, element: (data) => <MeasuredTimeSeries data={data} tooltip={false} /> },
  { name: "nothing", charts: 0, element: () => <p /> },
];

/** Updates of one of them; whoever drives the page measures the time of the processor meanwhile. */
export const stream = async (loaded: LoadedPlugin, name: Subject["name"], updates: number): Promise<Streaming> => {
  const subject = subjectsOf(loaded).find((one) => one.name === name);
  if (subject === undefined) throw new Error(`nothing to measure is called ${name}`);
  const { element } = subject;
  const { root, remove } = place();
  const theme = createTheme({ colors: { mode: "dark" } });
  let nowMs = Date.now();
  let frames = fiftySeries(nowMs);
  const took: number[] = [];
  const heap: (number | null)[] = [];
  for (let update = 0; update <= updates; update++) {
    nowMs += stepMs;
    frames = streamed(frames, stepMs);
    const data = panelDataOf({ frames, nowMs }, theme, LoadingState.Streaming);
    await frame();
    const start = performance.now();
    flushSync(() => root.render(element(data)));
    await drawn();
    if (update > 0) took.push(performance.now() - start);
    if (update > 0 && update % updatesBetweenHeaps === 0) heap.push(heapBytes());
  }
  remove();
  return { updateMs: middle(took), heapBytes: heap };
};

/** After it other values are there. */
const scrapeMs = 10_000;

/** Nodes of a fleet of 100,000 GPUs. */
const manyNodes = 12_500;

/** Long enough after a collection of garbage for its other threads to be done. */
const sweptMs = 500;

/** The map of a large fleet with what one query by node gives, shown anew or updated. */
export const largeMap = (loaded: LoadedPlugin) => {
  const theme = createTheme({ colors: { mode: "dark" } });
  let shown: ReturnType<typeof place> | null = null;
  let nowMs = Date.now();
  let data: PanelData | null = null;
  return {
    /** Makes new data; whoever drives the page measures the time of the processor from then on. */
    prepare: async (anew: boolean): Promise<void> => {
      if (anew) {
        shown?.remove();
        shown = place();
      }
      nowMs += scrapeMs;
      data = panelDataOf({ frames: nodesOf(manyNodes, nowMs), nowMs }, theme, LoadingState.Done);
      // What making 60,000 frames leaves behind would be collected in the time that is measured: after the collection
      // V8 sweeps for another 90 ms of two other threads, and a machine of two cores then has none for this one.
      collectGarbage();
      await new Promise((resolve) => setTimeout(resolve, sweptMs));
      await frame();
    },
    /** @returns milliseconds until the map is there */
    render: async (): Promise<number> => {
      if (shown === null || data === null) return Number.NaN;
      const [{ root, box }, element] = [
        shown,
        <MeasuredPanel key="map" loaded={loaded} data={data} view="fleet-map" />,
      ];
      const start = performance.now();
      flushSync(() => root.render(element));
      while (box.querySelector("section h3") === null) await frame();
      return performance.now() - start;
    },
  };
};

export interface Measured {
  readonly name: Subject["name"];
  readonly firstRenderMs: number;
  readonly inSightMs: number;
}

/** First render of the panel and of the time series chart of @grafana/ui, turn by turn. */
export const measure = async (loaded: LoadedPlugin, renders: number): Promise<readonly Measured[]> => {
  const theme = createTheme({ colors: { mode: "dark" } });
  const subjects = subjectsOf(loaded).slice(0, 3);
  const rendered = new Map<Subject["name"], Render[]>(subjects.map(({ name }) => [name, []]));
  // Turn by turn, so that what the machine does beside is the same for both. The bare one comes after them.
  for (const turn of [subjects.slice(0, 2), subjects.slice(2)]) {
    for (let round = 0; round < renders; round++) {
      for (const subject of turn) {
        const nowMs = Date.now();
        const data = panelDataOf({ frames: fiftySeries(nowMs), nowMs }, theme, LoadingState.Done);
        const took = await firstRender(subject, data);
        // The first round is that of the browser's compiler.
        if (round > 0) rendered.get(subject.name)?.push(took);
      }
    }
  }
  return [...rendered].map(([name, took]) => ({
    name,
    firstRenderMs: middle(took.map(({ firstMs }) => firstMs)),
    inSightMs: middle(took.map(({ inSightMs }) => inSightMs)),
  }));
};
