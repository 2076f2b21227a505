// @vitest-environment jsdom
import { createTheme, ThemeContext } from "@grafana/data";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { chat, endMs, panelProps, series, show } from "../../test/show-panel.tsx";
import type { CapacityOptions } from "../view-model/options.ts";
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
