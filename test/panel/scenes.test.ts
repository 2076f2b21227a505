import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type RecordedPrometheus, startRecordedPrometheus } from "@loadline/servers/testing/recorded-prometheus";
import { repositoryRoot } from "@loadline/tools/repository";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatCompact } from "../../apps/grafana-panel/src/view-model/format-value.ts";
import { type Dashboard, dashboards } from "../dashboards.ts";
import { launchBrowser, openPage, type WatchedPage } from "../e2e/browser.ts";
import { breaches, isFull, themes } from "./bench.ts";
import { buildPages, dataSourceBackend, type Stack, servePage, stacks } from "./bench-server.ts";
import { recordSituations, situationRange } from "./situations.ts";

const artifacts = join(repositoryRoot, "test/artifacts/scenes");
const widths = [320, 800, 1280, 1920] as const;

/** One panel of a scene, as the page reports it. */
interface Reported {
  readonly title: string;
  readonly plugin: string;
  readonly error: string | null;
  readonly series: number;
}

let browser: Browser;
let recorded: string;
let prometheus: RecordedPrometheus;
const closing: (() => void)[] = [];
const opened = new Map<Stack, WatchedPage>();

beforeAll(async () => {
  mkdirSync(artifacts, { recursive: true });
  buildPages("scenes");
  recorded = await recordSituations();
  prometheus = await startRecordedPrometheus(recorded, "75s");
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const close of closing) close();
  await prometheus?.stop();
});

const pageOf = async (stack: Stack): Promise<WatchedPage> => {
  const before = opened.get(stack);
  if (before !== undefined) return before;
  const server = await servePage("scenes", stack, dataSourceBackend(prometheus.url));
  closing.push(server.close);
  const watched = await openPage(browser, server.url, 1280);
  await watched.page.waitForSelector('body:not([data-loadline-state="loading"])', { timeout: 120_000 });
  const state = await watched.page.evaluate("document.body.dataset.loadlineState");
  if (state !== "live") throw new Error(String(await watched.page.evaluate("document.body.innerText")));
  opened.set(stack, watched);
  return watched;
};

/** Grafana's rows are 30 pixels with a gap of 8; below its tablet width one panel stands below the other. */
const heightOf = ({ panels }: Dashboard, width: number): number => {
  const rows =
    width < 769
      ? panels.reduce((sum, { gridPos }) => sum + gridPos.h, 0)
      : Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  return rows * 38 + (width < 769 ? 360 : 160);
};

interface Look {
  readonly theme: string;
  readonly width: number;
  readonly range?: { readonly from: string; readonly to: string };
}

const show = async (page: Page, model: Dashboard, { theme, width, range = situationRange }: Look) => {
  await page.setViewportSize({ width, height: heightOf(model, width) });
  const { from, to } = range;
  return page.evaluate<readonly Reported[]>(`loadlineScene(${JSON.stringify({ dashboard: model, theme, from, to })})`);
};

/**
 * Grafana's own: a button of its refresh picker and the switches of its annotations have no name, and rows of its legends
 * are 19 pixels high.
 */
const notOurs = ['[class*="toolbar-button"]', '[id^="data-layer-"]', '[class*="LegendRow"]'];

/** Two rows of the matrix in a run of every day; all of them in a full one. */
const rows = stacks.flatMap((stack) => themes.map((theme) => ({ stack, theme })));
const represented = rows.filter(({ stack, theme }) => (stack === "13") === (theme === "dark"));

describe.each(isFull ? rows : represented)("Grafana $stack, $theme", ({ stack, theme }) => {
  test.each(dashboards)("$uid: no error, no empty panel, no breach of WCAG AA", async (dashboard) => {
    const { page, faults } = await pageOf(stack);
    for (const width of isFull ? widths : [stack === "13" ? 1280 : 320]) {
      const panels = await show(page, dashboard, { theme, width });
      await page.screenshot({ path: join(artifacts, `${dashboard.uid}-${stack}-${theme}-${width}.png`) });
      expect(panels.flatMap(({ title, error }) => (error === null ? [] : [`${title}: ${error}`]))).toEqual([]);
      expect(panels.flatMap(({ title, series }) => (series === 0 ? [title] : []))).toEqual([]);
      expect(await breaches(page, notOurs), `${width}`).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});

/** The value of a query at the end of the hour; NaN: none. */
const queried = async (query: string): Promise<number> => {
  const search = new URLSearchParams({ query, time: String(situationRange.atSeconds) });
  const answer = (await (await fetch(`${prometheus.url}/api/v1/query?${search}`)).json()) as {
    data: { result: readonly { value: readonly [number, string] }[] };
  };
  return Number(answer.data.result[0]?.value[1]);
};

/** A dashboard and one panel of it. */
const partOf = (dashboard: string, panel: string) => {
  const all = dashboards.find(({ uid }) => uid === dashboard);
  const part = all?.panels.find(({ title }) => title === panel);
  if (all === undefined || part === undefined) throw new Error(`no panel "${panel}"`);
  return { all, part };
};

/** The dashboard of deployments with its ledger alone, of one deployment. */
const ledgerOf = (deployment: string): Dashboard => {
  const { all, part: ledger } = partOf("loadline-deployment", "Where planned capacity goes");
  const targets = (ledger.targets ?? []).map((target) => ({
    ...target,
    expr: target.expr.replace("$deployment", deployment),
  }));
  return { ...all, panels: [{ ...ledger, gridPos: { x: 0, y: 0, w: 24, h: 26 }, targets }] };
};

const amountOf = (step: string, cause: string): string =>
  `sum(loadline_capacity_ledger_requests_per_second{$this, step="${step}", cause="${cause}"})`;
const needed = (at: string): string => `sum(loadline_capacity_needed_requests_per_second{$this, at="${at}"})`;
const [planned, effective] = [amountOf("planned", "total"), amountOf("effective", "total")];
const plannedEach = `${planned} / sum(loadline_planned_replicas{$this})`;
const agents = 'loadline_gpus_seen{node=~"chat-.*"}';
const gap = 'sum(loadline_latency_seconds{$this, part="gap"}';

/** What the sentence says of a cause, and the metrics by which anybody finds the same without the ledger. */
const situations = [
  {
    name: "a failed node",
    deployment: "chat",
    status: /▲ Warning\s*node telemetry stopped: chat-1\s*since 2 min\s*Do: look at the node/,
    cause: "their node stopped reporting: they may serve or not",
    amount: `-${amountOf("usable", "stale")}`,
    atLeast: `2 * ${plannedEach}`,
    confirmed: `count(count_over_time(${agents}[1h])) - count(count_over_time(${agents}[90s])) == bool 1`,
  },
  {
    name: "lost telemetry",
    deployment: "mail",
    status: /▲ Warning\s*node telemetry stopped: mail-1, mail-2, mail-3\s*since 6 min\s*Do: look at the node/,
    cause: "their node stopped reporting: they may serve or not",
    amount: `-${amountOf("usable", "stale")}`,
    confirmed: 'absent(count_over_time(loadline_gpus_seen{node=~"mail-.*"}[90s]))',
  },
  {
    name: "longer prompts",
    deployment: "search",
    status:
      /✕ Critical\s*already at the plan's maximum; requests cost more than the planned ones \(−[\d.]+ requests\/s\)\s*since \d+ min\s*Do: update `expected`.*; else raise replicas.max/,
    cause: "requests differ from the planned ones",
    amount: `-${amountOf("effective", "request-shape")}`,
    confirmed:
      'sum(loadline_demand_tokens_per_second{$this, phase="prefill"}) / sum(loadline_demand_requests_per_second{$this}) > bool 2 * 800',
  },
  {
    name: "a slow engine",
    deployment: "code",
    status:
      /✕ Critical\s*already at the plan's maximum; engines are slower than planned \(−[\d.]+ requests\/s\)\s*since \d+ min\s*Do: compare GPU, flags and version with the plan; else raise replicas.max/,
    cause: "engines are faster or slower than the model",
    amount: `-${amountOf("effective", "measured-speed")}`,
    confirmed: `${gap}) > bool 1.3 * ${gap} offset 25m)`,
  },
  {
    name: "a quota",
    deployment: "digest",
    status: /✕ Critical\s*the budget allows no more\s*since \d+ min\s*Do: raise the budget/,
    cause: "a budget of the plan is used up",
    amount: `-${amountOf("asked", "over-budget")}`,
    atLeast: `sum(loadline_planned_replicas{$this} - loadline_desired_replicas{$this}) * ${plannedEach}`,
    confirmed: "sum(loadline_desired_replicas) == bool 30",
  },
  {
    name: "a forecast above the plan",
    deployment: "voice",
    status:
      /✕ Critical\s*the budget allows no more; more load than planned \(68\.3 of 67\.5 requests\/s\)\s*since \d+ min\s*Do: raise the budget/,
    cause: null,
    amount: needed("lead-time"),
    confirmed: `${needed("lead-time")} > bool ${planned}`,
  },
] as const;

const scrapeSeconds = 15;

/** The nodes of a map whose background is red. */
const reddish = `[...document.querySelectorAll('section[aria-label^="Node "]')]
  .filter((row) => {
    const [red, green, blue] = (getComputedStyle(row).backgroundColor.match(/[\\d.]+/g) ?? []).map(Number);
    return red > 100 && red > 2 * green && red > 1.5 * blue;
  })
  .map((row) => row.getAttribute("aria-label"))`;

describe("what the header says of six situations", () => {
  test.each<(typeof situations)[number] & { readonly atLeast?: string }>(situations)("$name", async (situation) => {
    const { name, deployment, status, cause, amount, atLeast = amount, confirmed } = situation;
    const { page } = await pageOf("13");
    await show(page, ledgerOf(deployment), { theme: "dark", width: 1280 });
    await page.screenshot({ path: join(artifacts, `situation-${name.replaceAll(" ", "-")}.png`) });
    const article = page.getByRole("article", { name: deployment });
    const sentence = (await article.locator("p").first().textContent()) ?? "";
    const is = (query: string): Promise<number> => queried(query.replaceAll("$this", `deployment="${deployment}"`));
    const [reached, intended, now, asked] = await Promise.all(
      [effective, planned, "sum(loadline_demand_requests_per_second{$this})", amount].map(is),
    );
    const text = (value = Number.NaN): string => (Number.isNaN(value) ? "unknown" : formatCompact(value));
    const [begins, loss] = [
      `${text(reached)} of ${text(intended)} planned requests/s are effective, ${text(now)} needed now`,
      cause === null ? `${text(asked)} forecast for the lead time, more than planned` : `−${text(asked)}: ${cause}`,
    ];
    expect(sentence.slice(0, begins.length)).toBe(begins);
    expect(sentence).toContain(loss);
    expect(await is(confirmed)).toBe(1);
    // Of more replicas each carries more: those that go take a little more with them than their share of the plan.
    const excess = (asked ?? Number.NaN) / (await is(atLeast));
    expect(excess >= 1 - 1e-9 && excess < 1.05, `${excess}`).toBe(true);
    expect(await article.textContent()).toMatch(status);
  });

  test.each(themes)(
    "in the theme %s a stale node is red after freshness and one scrape, and no other",
    async (theme) => {
      const problem = /^loadline_node_problem_since\w+\{.*node="chat-1",problem="stale".*\} (\S+) (\d+)$/m;
      const [, last, seen] = (problem.exec(recorded) ?? []).map(Number);
      const freshness = Number(/^loadline_freshness_seconds\{.*\} (\S+) /m.exec(recorded)?.[1]);
      const end = seen ?? Number.NaN;
      expect(end - (last ?? Number.NaN)).toBeGreaterThan(freshness);
      expect(end - (last ?? Number.NaN)).toBeLessThanOrEqual(freshness + scrapeSeconds);
      const { all, part } = partOf("loadline-fleet", "Hosts");
      const hosts = { ...all, panels: [{ ...part, gridPos: { x: 0, y: 0, w: 24, h: 26 } }] };
      const { page } = await pageOf("13");
      const redAt = async (seconds: number) => {
        const [from, to] = [seconds - 1800, seconds].map((at) => new Date(at * 1000).toISOString());
        await show(page, hosts, { theme, width: 1280, range: { from: from ?? "", to: to ?? "" } });
        await page.getByRole("region", { name: "Node chat-1" }).waitFor();
        return page.evaluate<readonly (string | null)[]>(reddish);
      };
      const stale = (await redAt(end)).filter((name) => !name?.includes("mail"));
      expect([await redAt(end - scrapeSeconds), stale]).toEqual([
        ["Node mail-1", "Node mail-2", "Node mail-3"],
        ["Node chat-1"],
      ]);
    },
  );

  test("a deployment whose telemetry is lost is not left out of the fleet's figures", async () => {
    const figureOf = (panel: string): Promise<number> =>
      queried(
        (partOf("loadline-fleet", panel).part.targets?.[0]?.expr ?? "").replaceAll(/"\$(cluster|deployment)"/g, '".*"'),
      );
    const count = 'sum(loadline_ready_replicas or loadline_known_ready_replicas{deployment=~"chat|mail"})';
    expect(await queried("count(loadline_ready_replicas)")).toBe(4);
    expect(await figureOf("Ready of planned")).toBe((await queried(count)) / 31);
    expect(await figureOf("Cost")).toBeCloseTo(await queried('sum(loadline_cost_usd_per_hour{kind="desired"})'), 6);
  });

  test("every ledger of the hour closes: each step is the one before and its causes", () => {
    const steps = ["planned", "asked", "seen", "usable", "effective"];
    const ledgers = new Map<string, Map<string, number>>();
    const line =
      /^loadline_capacity_ledger_requests_per_second\{.*deployment="(\w+)",step="(\w+)",cause="([\w-]+)".*\} (\S+) (\d+)$/gm;
    for (const [, deployment, step = "", cause, value, at] of recorded.matchAll(line)) {
      const ledger = ledgers.get(`${deployment} ${at}`) ?? new Map<string, number>();
      const kind = cause === "total" ? step : `changes of ${step}`;
      ledger.set(kind, (ledger.get(kind) ?? 0) + Number(value));
      ledgers.set(`${deployment} ${at}`, ledger);
    }
    const gaps = [...ledgers.values()].flatMap((ledger) => {
      let reached = ledger.get("planned") ?? Number.NaN;
      return steps.slice(1).map((step) => {
        const expected = reached + (ledger.get(`changes of ${step}`) ?? 0);
        // A step between without causes has no series.
        reached = ledger.get(step) ?? (step === "effective" ? Number.NaN : expected);
        return Math.abs(expected - reached);
      });
    });
    expect(ledgers.size).toBeGreaterThan(1_000);
    expect(Math.max(...gaps)).toBeLessThan(1e-6);
  });
});
