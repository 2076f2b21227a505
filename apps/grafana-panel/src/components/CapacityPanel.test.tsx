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
import { type CapacityOptions, defaultOptions } from "../options.ts";
import { CapacityPanel } from "./CapacityPanel.tsx";

// jsdom has no canvas; what the charts draw is looked at in a browser.
vi.mock("./LineChart.tsx", () => ({
  LineChart: ({ summary }: { readonly summary: string }) => <div role="img" aria-label={summary} />,
}));

/** A browser in which nothing was scrolled to. */
class NothingSeen {
  observe(): void {}
  disconnect(): void {}
}

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

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

  test("the table comes and goes with its button", () => {
    show(chat);
    expect(screen.queryByRole("table")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Show table" }));
    expect(screen.getByRole("rowheader", { name: "chat" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Hide table" }));
    expect(screen.queryByRole("table")).toBeNull();
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
    const { container } = show([series("loadline_ready_replicas", 1, { deployment: name })], { showTable: true });
    expect(screen.getByRole("heading", { name })).toBeTruthy();
    expect(container.querySelector("script, img[src], a[href]")).toBeNull();
  });
});

describe("the views", () => {
  const gpus: Frames = [
    series("loadline_gpu_memory_total_bytes", 80, { node: "n1", gpu: "0", gpu_uuid: "a" }),
    series("loadline_gpu_memory_used_bytes", 60, { node: "n1", gpu: "0", gpu_uuid: "a" }),
  ];
  const other = series("loadline_headroom_ratio", 0.5, { deployment: "assist" });

  test("tabs switch by keyboard, and one of them is in the order of focus", () => {
    show([...chat, ...gpus]);
    const tabs = () => screen.getAllByRole("tab");
    expect(tabs().map((tab) => tab.tabIndex)).toEqual([0, -1, -1, -1, -1, -1]);
    fireEvent.keyDown(tabs()[0] as HTMLElement, { key: "ArrowRight" });
    expect(document.activeElement?.textContent).toBe("Ledger");
    expect(screen.getByRole("tabpanel", { name: "Ledger" })).toBeTruthy();
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: "End" });
    expect(screen.getByRole("tab", { selected: true }).textContent).toBe("Fleet map");
    fireEvent.keyDown(document.activeElement as HTMLElement, { key: "ArrowRight" });
    expect(screen.getByRole("tabpanel", { name: "Timeline" })).toBeTruthy();
  });

  test("the ranking is a table with the worst deployment first and headers on both sides", () => {
    show([other, ...chat], { view: "ranking" });
    expect(screen.getAllByRole("rowheader").map((header) => header.textContent)).toEqual(["chat", "assist"]);
    const row = within(screen.getByRole("row", { name: /chat/ }));
    for (const text of ["−4 %", "KV cache", "forecast demand is above the load line", "unknown"])
      expect(row.getAllByText(text).length).toBeGreaterThan(0);
    expect(screen.getAllByRole("columnheader").length).toBe(12);
  });

  test("the summary has one tile per deployment with its values and age", () => {
    show([other, ...chat], { view: "summary" });
    const tiles = screen.getAllByRole("article");
    expect(tiles.map((tile) => tile.getAttribute("aria-label"))).toEqual(["chat", "assist"]);
    expect(tiles[0]?.textContent).toContain("−4 %above the load line");
    expect(tiles[0]?.textContent).toContain("0 s old");
  });

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
        series("loadline_capacity_needed_requests_per_second", 90, { at: "now" }),
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

  test("the league states what switching saves, for the days that the reader chooses, and how good the warranty was", () => {
    const evil = "<img src=x onerror=alert(1)>";
    const row = (window: string, policy: string, hours: number, minutes: number) => [
      series("loadline_league_replica_hours", hours, { window, policy }),
      series("loadline_league_cost_usd", 10 * hours, { window, policy }),
      series("loadline_league_violation_minutes", minutes, { window, policy }),
    ];
    const { container } = show(
      [
        ...[row("7d", "loadline", 80, 4), row("7d", "actual", 100, 12), row("7d", evil, 90, 1)].flat(),
        ...[row("28d", "loadline", 300, 9), row("28d", "actual", 200, 30)].flat(),
        series("loadline_league_observed_hours", 160, { window: "7d" }),
        series("loadline_warranty_brier_score", 0.012),
        series("loadline_warranty_graded", 40, { bin: "0.9" }),
        series("loadline_warranty_reliability_ratio", 0.93, { bin: "0.9", of: "promised" }),
        series("loadline_warranty_reliability_ratio", 0.9, { bin: "0.9", of: "came" }),
      ],
      { view: "league" },
    );
    expect(container.textContent).toContain(
      "saved $200, with 4 minutes of SLO violation instead of 12. 160 hours were",
    );
    const [, ...rows] = within(screen.getByRole("region", { name: /policies/ })).getAllByRole("row");
    expect(rows.map((one) => one.textContent)).toEqual([
      "what ran100$1kunknown12",
      "loadline80$800$200unknown4",
      `${evil}90$900$100unknown1`,
    ]);
    expect(container.querySelector("img")).toBeNull();
    expect(container.textContent).toContain("Brier score 0.012 (0 is perfect), skill unknown");
    const bin = within(screen.getByRole("region", { name: /Reliability/ })).getAllByRole("row")[1];
    expect(bin?.textContent).toBe("from 90 %93.0 %90.0 %40");
    fireEvent.click(screen.getByRole("radio", { name: "Last 28 days" }));
    expect(container.textContent).toContain("saved −$1k, with 9 minutes of SLO violation instead of 30");
    fireEvent.click(screen.getByRole("radio", { name: "Last day" }));
    expect(container.textContent).toContain("what ranunknownunknownunknownunknown");
  });

  test("a league without its series gives the query of its own", () => {
    expect(show(chat, { view: "league" }).container.textContent).toContain("loadline_league_observed_hours|");
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

  test("the sentence names the worst deployment in every view", () => {
    for (const view of ["timeline", "ranking", "summary"] as const) {
      show([other, ...chat], { view });
      expect(
        screen.getByText(/^Least headroom of 2 deployments: chat in east, −4 %, limited by KV cache/),
      ).toBeTruthy();
      cleanup();
    }
  });

  test.each(["ledger", "league", "ranking", "summary", "fleet-map"] as const)(
    "hostile labels are text in the %s",
    (view) => {
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
    },
  );

  test("20,100 deployments: a bounded number of charts and rows, a message for charts left out, rows when they are scrolled to", () => {
    const many = Array.from({ length: 20_100 }, (_, index) =>
      series("loadline_headroom_ratio", (index % 97) / 97, { deployment: `d${index}` }),
    );
    const { container } = show(many);
    expect(container.querySelectorAll("article")).toHaveLength(24);
    expect(container.textContent).toContain("Charts of the 24 fullest of 20000 deployments");
    expect(container.textContent).toContain("100 series left out or partly unknown");
    vi.stubGlobal("IntersectionObserver", NothingSeen);
    fireEvent.click(screen.getByText("Ranking"));
    expect(container.querySelectorAll('tbody th[scope="row"]')).toHaveLength(40);
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

  test("annotations are listed beside the table", () => {
    const props = panelProps([series("loadline_headroom_ratio", 0.5)], { showTable: true });
    const fields = [
      { name: "time", type: FieldType.time, values: [endMs - 1000] },
      { name: "text", type: FieldType.string, values: ["<b>Rollout</b> of v2"] },
    ];
    render(
      <ThemeContext.Provider value={createTheme()}>
        <CapacityPanel {...props} data={{ ...props.data, annotations: [toDataFrame({ fields })] }} />
      </ThemeContext.Provider>,
    );
    const list = within(screen.getByRole("list", { name: "Annotations" }));
    expect(list.getByRole("listitem").textContent).toMatch(/2023-11-14 22:13:19: <b>Rollout<\/b> of v2$/);
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

describe("a table of 500 deployments", () => {
  const fleet: Frames = Array.from({ length: 500 }, (_, index) =>
    series("loadline_headroom_ratio", index / 500, {
      deployment: `service-${String(index).padStart(3, "0")}`,
      cluster: index % 2 === 0 ? "east" : "west",
      team: `team-${index % 4}`,
    }),
  );
  const texts = (selector: string) => [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);
  const click = (selector: string, text: string): void => {
    const found = [...document.querySelectorAll(selector)].find(({ textContent }) => textContent?.startsWith(text));
    if (found !== undefined) fireEvent.click(found);
  };

  test("makes the rows that are in sight, sorted by a heading, grouped by a label and searched", () => {
    vi.stubGlobal("IntersectionObserver", NothingSeen);
    show(fleet, { view: "ranking" });
    const names = () => texts('th[scope="row"]');
    expect(names().length).toBe(40);
    expect(names()[0]).toBe("service-000");
    click("thead button", "Headroom");
    click("thead button", "Headroom");
    expect(names()[0]).toBe("service-499");
    expect(document.querySelector('th[aria-sort="descending"]')?.textContent).toBe("Headroom ▼");
    click("label", "team");
    expect(texts('th[scope="rowgroup"]')).toEqual([3, 2, 1, 0].map((team) => `team team-${team}: 125 deployments`));
    expect(names().length).toBe(40);
    const search = document.querySelector('input[aria-label="Search deployments and labels"]');
    if (search !== null) fireEvent.change(search, { target: { value: "team-2" } });
    expect(texts('th[scope="rowgroup"]')).toEqual(["team team-2: 125 deployments"]);
  });
});
