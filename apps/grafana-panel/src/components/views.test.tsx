// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { chat, type Frames, series, show } from "../../test/show-panel.tsx";

// jsdom has no canvas.
vi.mock("./LineChart.tsx", () => ({ LineChart: () => null }));

afterEach(cleanup);

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
