// @vitest-environment jsdom
import {
  createTheme,
  dateTime,
  EventBusSrv,
  FieldType,
  LoadingState,
  type PanelProps,
  ThemeContext,
  toDataFrame,
} from "@grafana/data";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { type CapacityOptions, defaultOptions } from "../view-model/options.ts";
import { CapacityPanel } from "./CapacityPanel.tsx";
import type { LineChartProps } from "./chart-hooks.ts";

// jsdom has no canvas; what the charts draw is looked at in a browser.
vi.mock("./LineChart.tsx", () => ({
  LineChart: ({ summary, frame, overlay }: LineChartProps<string>) => (
    <div
      role="img"
      aria-label={summary}
      data-hidden={[...frame.hidden].join(" ")}
      data-now={overlay.nowMs ?? ""}
      data-until={frame.untilMs}
    />
  ),
}));

afterEach(cleanup);

const endMs = 1_700_000_000_000;

const series = (metric: string, value: number, labels: Readonly<Record<string, string>> = {}) =>
  toDataFrame({
    fields: [
      { name: "Time", type: FieldType.time, values: [endMs - 1000, endMs] },
      {
        name: "Value",
        type: FieldType.number,
        labels: { __name__: metric, cluster: "east", deployment: "chat", ...labels },
        values: [value, value],
      },
    ],
  });

type Frames = readonly ReturnType<typeof series>[];

const panelProps = (frames: Frames, options: Partial<CapacityOptions>): PanelProps<CapacityOptions> => {
  const range = { from: dateTime(endMs - 600_000), to: dateTime(endMs) };
  const timeRange = { ...range, raw: range };
  return {
    id: 1,
    title: "",
    transparent: false,
    width: 900,
    height: 600,
    timeRange,
    timeZone: "utc",
    data: { state: LoadingState.Done, series: [...frames], timeRange },
    options: { ...defaultOptions, ...options },
    fieldConfig: { defaults: {}, overrides: [] },
    renderCounter: 0,
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    onOptionsChange: () => undefined,
    onFieldConfigChange: () => undefined,
    onChangeTimeRange: () => undefined,
  };
};

const show = (frames: Frames, options: Partial<CapacityOptions> = {}) =>
  render(
    <ThemeContext.Provider value={createTheme()}>
      <CapacityPanel {...panelProps(frames, options)} />
    </ThemeContext.Provider>,
  );

const chat: Frames = [
  series("loadline_ready_replicas", 6),
  series("loadline_desired_replicas", 8),
  series("loadline_headroom_ratio", -0.04),
  series("loadline_binding_limit", 1, { limit: "kv-cache" }),
  series("loadline_verdict", 1, { verdict: "scale-up", reason: "demand-above-load-line" }),
];

describe("a panel with data", () => {
  test("shows headroom, limit, verdict and reason of a deployment", () => {
    show(chat);
    const cell = within(screen.getByRole("article", { name: "chat" }));
    for (const text of ["−4 %", "KV cache", "forecast demand is above the load line"])
      expect(cell.getByText(text)).toBeTruthy();
  });

  test("has a summary on each chart, and no replica chart when it is switched off", () => {
    show(chat);
    expect(screen.getAllByRole("img").map((chart) => chart.getAttribute("aria-label"))).toEqual([
      expect.stringContaining("Deployment chat in east; headroom −4 %"),
      expect.stringContaining("6 replicas ready, 8 recommended"),
    ]);
    cleanup();
    show(chat, { showReplicas: false });
    expect(screen.getAllByRole("img")).toHaveLength(1);
  });

  test("of several deployments those that need somebody stand first, with what to do", () => {
    const status = (deployment: string, severity: string, code: string) =>
      series("loadline_status_since_timestamp_seconds", 1, { deployment, severity, source: "load", code });
    const frames = [
      status("a", "none", "covered"),
      status("b", "warning", "late-pods"),
      status("c", "critical", "no-engine"),
    ];
    for (const view of ["timeline", "ledger"] as const) {
      show(frames, { view });
      const urgent = within(screen.getByRole("list", { name: "What to do now" })).getAllByRole("listitem");
      expect(urgent.map(({ textContent }) => textContent)).toEqual([
        "✕ c check the agents of its nodes",
        "▲ b add nodes, or free GPUs of other deployments",
      ]);
      cleanup();
    }
    show([status("b", "warning", "late-pods")]);
    expect(screen.queryByRole("list", { name: "What to do now" })).toBeNull();
  });

  test("missing options of a dashboard get their defaults", () => {
    render(
      <ThemeContext.Provider value={createTheme()}>
        <CapacityPanel {...panelProps(chat, {})} options={{} as CapacityOptions} />
      </ThemeContext.Provider>,
    );
    expect(screen.getByRole("article", { name: "chat" })).toBeTruthy();
  });

  test("label text is text, whatever it looks like", () => {
    const name = "<img src=x onerror=alert(1)><script>alert(1)</script>";
    const { container } = show([series("loadline_ready_replicas", 1, { deployment: name })]);
    expect(screen.getByRole("heading", { name })).toBeTruthy();
    expect(container.querySelector("script, img[src], a[href]")).toBeNull();
  });
});

describe("the views", () => {
  const gpus: Frames = [
    series("loadline_gpu_memory_total_bytes", 80, { node: "n1", gpu: "0", gpu_uuid: "a" }),
    series("loadline_gpu_memory_used_bytes", 60, { node: "n1", gpu: "0", gpu_uuid: "a" }),
  ];
  test("the ledger is a waterfall whose rows say the cause and what to do, and hostile causes are text", () => {
    const evil = "<img src=x onerror=alert(1)>";
    const ledger = (step: string, cause: string, value: number) =>
      series("loadline_capacity_ledger_requests_per_second", value, { step, cause });
    const { container } = show(
      [
        ...["planned", "asked"].map((step) => ledger(step, "total", 100)),
        ...["seen", "usable", "effective"].map((step) => ledger(step, "total", 80)),
        ledger("seen", "no-capacity", -15),
        ledger("seen", evil, -5),
        series("loadline_demand_requests_per_second", 90),
      ],
      { view: "ledger" },
    );
    expect(container.textContent).toContain(
      "80 of 100 planned requests/s are effective, 90 needed now; largest loss −15",
    );
    const row = screen.getByRole("row", { name: /the pool has no free GPUs for them/ });
    expect(row.textContent).toContain("add nodes to the pool");
    expect(row.textContent).toContain("−15");
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toContain(evil);
  });

  test("a ledger without its series says which one is missing", () => {
    expect(show(chat, { view: "ledger" }).container.textContent).toContain(
      "loadline_capacity_ledger_requests_per_second",
    );
  });

  test("every cell of the fleet map has a text", () => {
    show(gpus, { view: "fleet-map" });
    const node = within(screen.getByRole("region", { name: "Node n1" }));
    expect(node.getByRole("listitem").textContent).toContain("GPU 0 on n1; memory 75 % full");
  });

  test("a fleet map without GPUs names the query of its own", () => {
    show(chat, { view: "fleet-map" });
    expect(screen.getByRole("status").textContent).toContain("loadline_gpu_memory_used_bytes");
  });

  test.each(["ledger", "timeline", "fleet-map"] as const)("hostile labels are text in the %s", (view) => {
    const evil = '"><img src=x onerror=alert(1)><a href="javascript:alert(1)">';
    const labels = {
      deployment: evil,
      cluster: evil,
      node: evil,
      gpu: evil,
      gpu_uuid: evil,
      verdict: evil,
      reason: evil,
    };
    const { container } = show(
      [series("loadline_verdict", 1, labels), series("loadline_gpu_utilization_ratio", 1, labels)],
      { view },
    );
    expect(container.querySelector("script, img, a, iframe, object")).toBeNull();
    expect(container.textContent).toContain(evil);
  });

  test("20,100 deployments: a bounded number of charts, and a message for what was left out", () => {
    const many = Array.from({ length: 20_100 }, (_, index) =>
      series("loadline_headroom_ratio", (index % 97) / 97, { deployment: `d${index}` }),
    );
    const { container } = show(many);
    expect(container.querySelectorAll("article")).toHaveLength(24);
    expect(container.textContent).toContain("Charts of the 24 with the least headroom of 20000 deployments");
    expect(container.textContent).toContain("100 series left out or partly unknown");
  });
});

describe("the range", () => {
  const forecast = (quantile: string) =>
    series("loadline_demand_forecast_tokens_per_second", 9, { phase: "decode", quantile });
  const frames = [
    series("loadline_demand_tokens_per_second", 5, { phase: "decode" }),
    series("loadline_load_line_tokens_per_second", 8, { phase: "decode" }),
    series("loadline_lead_time_seconds", 300),
    forecast("0.1"),
    forecast("0.9"),
  ];
  const chartOf = (raw: { readonly from: string; readonly to: string }) => {
    const props = panelProps(frames, { showReplicas: false });
    vi.setSystemTime(raw.to === "now" ? endMs : endMs + 86_400_000);
    render(
      <ThemeContext.Provider value={createTheme()}>
        <CapacityPanel {...props} timeRange={{ ...props.timeRange, raw }} />
      </ThemeContext.Provider>,
    );
    return screen.getByRole("img").dataset;
  };
  afterEach(() => vi.useRealTimers());

  test("that ends now shows it, and the forecast beyond it", () => {
    expect(chartOf({ from: "now-10m", to: "now" })).toMatchObject({
      now: String(endMs),
      until: String(endMs + 300_000),
    });
    expect(screen.getByText("Load line reached")).toBeTruthy();
  });

  test("that ends in the past has neither", () => {
    expect(chartOf({ from: "now-25h", to: "now-1d" })).toMatchObject({ now: "", until: String(endMs) });
    expect(screen.queryByText("Load line reached")).toBeNull();
  });
});

describe("the legend", () => {
  const rate = (name: string) => series(`loadline_${name}_tokens_per_second`, 5, { phase: "decode" });
  const drawn = (): readonly string[] => (screen.getByRole("img").getAttribute("data-hidden") ?? "").split(" ");
  const click = (label: string, keys = {}): void => {
    fireEvent.click(screen.getByText(label), keys);
  };

  test("a click shows one line alone, another one all again; with Ctrl it hides one", () => {
    show([rate("demand"), rate("load_line")], { showReplicas: false });
    expect(drawn()).toEqual([""]);
    click("Demand");
    expect(drawn()).toEqual(["plannedCapacity", "recommended", "capacity", "loadLine"]);
    click("Demand");
    expect(drawn()).toEqual([""]);
    click("Load line", { ctrlKey: true });
    expect(drawn()).toEqual(["loadLine"]);
  });
});

describe("data links and annotations of the dashboard", () => {
  test("a link of a field is in the header of its deployment, a script is not", () => {
    const frame = series("loadline_headroom_ratio", 0.5);
    const [, value] = frame.fields;
    if (value === undefined) throw new Error("expected a value");
    const link = (title: string, href: string) => ({ title, href, target: "_blank" as const, origin: value });
    value.getLinks = () => [link("Logs", "/explore?q=chat"), link("Evil", "javascript:alert(1)")];
    show([frame]);
    expect(screen.getAllByRole("link").map((one) => [one.textContent, one.getAttribute("href")])).toEqual([
      ["Logs", "/explore?q=chat"],
    ]);
  });
});

describe("a panel without data", () => {
  test.each([
    { name: "no answer", frames: [], text: /return no data/ },
    { name: "series of something else", frames: [series("up", 1)], text: /No series of the Loadline recommender/ },
  ])("$name: names the query to use", ({ frames, text }) => {
    show(frames);
    expect(screen.getByRole("status").textContent).toMatch(text);
    expect(screen.getByRole("status").textContent).toContain("loadline_headroom_ratio");
  });

  test("what was left out is named", () => {
    show([series("up", 1)]);
    expect(
      screen.getByText("up: is not a metric that this panel shows; keep its name, or set the field override Role"),
    ).toBeTruthy();
  });
});
