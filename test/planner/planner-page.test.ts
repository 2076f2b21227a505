import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { recommendationExample } from "@loadline/protocol/testing";
import { connectNats, ensureStreams, publishRecommendation } from "@loadline/runtime/nats";
import { startTestNatsServer } from "@loadline/servers";
import { type RecordedSeries, startRecordedPrometheus } from "@loadline/servers/testing/recorded-prometheus";
import { repositoryRoot } from "@loadline/tools/repository";
import { jetstream } from "@nats-io/jetstream";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "../e2e/browser.ts";
import { breaches } from "../panel/bench.ts";
import {
  addressOf,
  cliProgram,
  flagsOf,
  loadline,
  openPlanner,
  plannerFile,
  quick,
  sameDigits,
  untilAnswered,
  untilOther,
} from "./planner-page.ts";

const ledger = {
  rows: [{ step: "planned", replicas: 4, gpus: 4, requestsPerSecond: 36, causes: [] }],
  needed: { now: 12, atLeadTime: 16, atPlannedPeak: 31 },
};
let browser: Browser;
const artifacts = join(repositoryRoot, "test/artifacts/planner");
const folder = mkdtempSync(join(tmpdir(), "loadline-planner-"));

beforeAll(async () => {
  mkdirSync(artifacts, { recursive: true });
  browser = await launchBrowser();
});
afterAll(async () => browser?.close());

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const downloaded = async (page: Page, name: string): Promise<Buffer> => {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name, exact: true }).click(),
  ]);
  return readFileSync(await file.path());
};
/** Numbers of a text to as many digits as are compared. */
const roundedText = (text: string): string =>
  text.replace(/\d+\.\d{9,}/g, (digits) => String(sameDigits(Number(digits))));
const closed = async ({ page, faults }: WatchedPage): Promise<void> => {
  await page.close();
  expect(faults).toEqual([]);
};

/** The command with its page's address. */
const served = async (...args: readonly string[]) => {
  const command = spawn(process.execPath, [cliProgram, "planner", "--no-open", "--json", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = (await once(command.stdout, "data")) as [Buffer];
  const { url } = JSON.parse(printed.toString()) as { readonly url: string };
  const ended = async (): Promise<unknown> => {
    const exit = once(command, "exit");
    command.kill("SIGINT");
    return exit;
  };
  return { url, ended };
};

test("the command serves the page on this machine alone, and ends with it", async () => {
  const { url, ended } = await served();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  const watched = await openPage(browser, `${url}#${new URLSearchParams(quick)}`);
  expect(await untilAnswered(watched.page)).toMatch(/^6 × H100/);
  expect((await fetch(`${url}other`)).status).toBe(404);
  await closed(watched);
  expect(await ended()).toEqual([0, null]);
});

test("with a broker the page shows planned beside actual, in the recommender's own words, as text", async () => {
  const broker = await startTestNatsServer();
  const connection = await connectNats({ server: broker.url, name: "test", wait: false });
  await ensureStreams(connection);
  const publish = (ready: number) => {
    const { data } = recommendationExample;
    const [reason, replicas] = [
      { ...data.reason, message: "<b>scarce</b>" },
      { ...data.replicas, ready },
    ];
    return publishRecommendation(jetstream(connection), {
      ...recommendationExample,
      id: `ready-${ready}`,
      time: new Date().toISOString(),
      data: { ...data, reason, replicas, ledger },
    });
  };
  await publish(3);
  const { url, ended } = await served("--server", broker.url);
  const watched = await openPage(browser, `${url}#${new URLSearchParams(quick)}`);
  const row = watched.page.locator(".live tbody tr").first();
  await row.getByText("demo/chat").waitFor({ timeout: 0 });
  expect(await row.locator("td").allTextContents()).toEqual(
    expect.arrayContaining(["scale-up", "4", "3", "5", "12", "31"]),
  );
  await watched.page.getByText("<b>scarce</b>").waitFor();
  await watched.page.locator("figcaption", { hasText: "Replicas until now" }).waitFor();
  await publish(5);
  await row.locator("td:nth-child(4)", { hasText: "5" }).waitFor({ timeout: 0 });
  expect(await breaches(watched.page)).toEqual([]);
  const [rebound] = await once(get(`${url}live.json`, { headers: { host: "other.example" } }), "response");
  expect(rebound.statusCode).toBe(404);
  await closed(watched);
  expect(await ended()).toEqual([0, null]);
  await connection.close();
  await broker.stop();
});

test("with the Prometheus that scrapes the recommender it shows the same, and unknown where a series is absent", async () => {
  const gauge = (name: string, value: number, labels: Readonly<Record<string, string>> = {}): RecordedSeries => ({
    name: `loadline_${name}`,
    type: "gauge",
    labels: { cluster: "demo", deployment: "chat", pod: "recommender-0", ...labels },
    value: () => value,
    from: 3600,
    everySeconds: 15,
  });
  const prometheus = await startRecordedPrometheus([
    gauge("planned_replicas", 4),
    gauge("ready_replicas", 3),
    gauge("desired_replicas", 5),
    gauge("desired_replicas", 5, { pod: "recommender-1" }),
    gauge("demand_requests_per_second", 12),
    gauge("capacity_needed_requests_per_second", 31, { at: "planned-peak" }),
    gauge("capacity_ledger_requests_per_second", 27, { step: "effective", cause: "total" }),
    gauge("verdict", 1, { verdict: "scale-up", reason: "demand-above-load-line" }),
    gauge("desired_replicas", 2, { deployment: "mail" }),
    gauge("ready_replicas", 0, { deployment: "mail" }),
    gauge("capacity_ledger_requests_per_second", 5, { deployment: "mail", step: "effective", cause: "total" }),
  ]);
  const { url, ended } = await served("--from-prometheus", prometheus.url);
  const watched = await openPage(browser, `${url}#${new URLSearchParams(quick)}`);
  const rows = watched.page.locator(".live tbody tr");
  await rows.first().getByText("demo/chat").waitFor({ timeout: 0 });
  const cells = await Promise.all((await rows.all()).map((row) => row.locator("td").allTextContents()));
  const scraped = expect.stringMatching(/^scraped \d+ s ago$/);
  expect(cells).toEqual([
    ["scale-up", "4", "3", "5", "12", "31", "9", scraped],
    ["unknown", "unknown", "0", "2", "unknown", "unknown", "unknown", scraped],
  ]);
  await watched.page.getByText("Let the actuator add the replicas.").waitFor();
  await watched.page.locator("figcaption", { hasText: "Replicas until now" }).waitFor();
  await closed(watched);
  expect(await ended()).toEqual([0, null]);
  await prometheus.stop();
});

test("the whole page, its catalogue included, is at most 400 kB packed", () => {
  expect(gzipSync(readFileSync(plannerFile())).length).toBeLessThanOrEqual(400_000);
});

test("a form leads to an answer, and the address holds the question, there and back", async () => {
  const watched = await openPlanner(browser);
  const { page } = watched;
  const first = await untilAnswered(page);
  expect(first).toMatch(/^6 × H100 SXM 80 GB: 6 replicas of 1, \$16\.14\/h, 90 % sure$/);
  await field(page, "Requests per second").fill("80");
  const second = await untilOther(page, first);
  await page.waitForURL(/requests-per-second=80/);
  const address = page.url();
  expect(new URLSearchParams(new URL(address).hash.slice(1)).get("requests-per-second")).toBe("80");
  await page.reload();
  expect(await untilAnswered(page)).toBe(second);
  expect(await field(page, "Requests per second").inputValue()).toBe("80");
  await field(page, "Requests per second, slider").focus();
  await page.keyboard.press("ArrowRight");
  expect(Number(await field(page, "Requests per second").inputValue())).toBeGreaterThan(80);
  await closed(watched);
});

test("bad input is named beside its field, with the nearest valid name", async () => {
  const watched = await openPlanner(browser);
  const { page } = watched;
  await field(page, "Model").fill("llama-3.1-8x");
  await page.locator("#field-model-note.fault").waitFor();
  expect(await page.locator("#field-model-note").textContent()).toContain("llama-3.1-8b");
  expect(await field(page, "Model").getAttribute("aria-invalid")).toBe("true");
  await field(page, "Model").fill("llama-3.1-8b");
  await field(page, "GPUs").fill("h1000");
  await page.locator("#field-gpu-note.fault").waitFor();
  expect(await page.locator("#field-gpu-note").textContent()).toContain("nearest known");
  await field(page, "GPUs").fill("h100");
  await field(page, "Time to first token").fill("soon");
  await page.locator("#field-ttft-note.fault").waitFor();
  expect(await page.locator("#field-ttft-note").textContent()).toMatch(/^Time to first token is "soon"; expected/);
  await closed(watched);
});

test("what the address has wrong is named: keys that are no field, choices that are none, with the nearest", async () => {
  const watched = await openPage(browser, addressOf({ ...quick, rps: "9", "input-token": "5", engine: "vlm" }));
  const { page } = watched;
  await page
    .getByText("The address has rps, which is no field and was left out; did you mean requests-per-second?")
    .waitFor();
  await page.getByText("The address has input-token,").waitFor();
  await page.locator("#field-engine-note.fault").waitFor();
  expect(await page.locator("#field-engine-note").textContent()).toContain("nearest known: vllm");
  expect(await field(page, "Engine").inputValue()).toBe("vlm");
  expect(await page.locator("main").textContent()).not.toMatch(/--[a-z]/);
  await closed(watched);
});

test("own GPUs, prices and a budget are asked for, in the address and by the command that answers the same", async () => {
  const watched = await openPlanner(browser);
  const { page } = watched;
  await field(page, "GPUs you have").fill("h100 2 at 2.5, l40s 4");
  await field(page, "Prices").fill("l40s 0.9");
  await page.locator(".mix h3", { hasText: "Of the GPUs you have: 2 nodes of l40s" }).waitFor();
  await field(page, "Budget").fill("10");
  await page.locator(".mix .warning", { hasText: "what binds is the budget of 10.00 $/h" }).waitFor();
  await page.locator(".headline .warning", { hasText: "over the budget of $10.00/h" }).waitFor();
  await page.waitForURL(/inventory=.*budget=10/);
  const [prices = "", inventory = "", command = ""] = (await page.locator("pre").textContent())?.split("\n") ?? [];
  expect(prices).toMatch(/^echo '\{"prices":.*' > prices.json$/);
  expect(inventory).toContain('"budgetUsdPerHour":10');
  expect(command).toContain("--inventory inventory.json");
  expect(command).not.toContain("budget");
  await field(page, "GPUs you have").fill("h1000 2");
  await page.locator("#field-inventory-note.fault", { hasText: "nearest known: h100" }).waitFor();
  await field(page, "GPUs you have").fill("");
  await field(page, "Prices").fill("h100");
  await page.locator("#field-prices-note.fault", { hasText: "expected a GPU and $ per hour" }).waitFor();
  await closed(watched);
});

test("a trace that is dropped states load, lengths and the course of the day", async () => {
  const lines = Array.from(
    { length: 6000 },
    (_, at) => `${at * 12 + (at % 3)},${200 + (at % 7) * 300},${50 + (at % 5) * 40}`,
  );
  const file = join(folder, "trace.csv.gz");
  writeFileSync(file, gzipSync(`timestamp,input,output\n${lines.join("\n")}\n`));
  const watched = await openPlanner(browser);
  const { page } = watched;
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText(/^csv trace of 20 h, 0.0833 requests\/s in its highest 5 minutes/).waitFor();
  await page.waitForURL(/lengths=1100.*day=1/);
  await page.locator("figcaption", { hasText: "Replicas over a day" }).waitFor();
  expect(await field(page, "Requests per second").inputValue()).toBe("0.0833");
  expect(await page.locator("pre").textContent()).toContain("--lengths 1100/");
  await closed(watched);
});

test("a question is asked and an option is chosen by keys alone", async () => {
  const watched = await openPlanner(browser, { ...quick, gpu: "h100,l40s" });
  const { page } = watched;
  const pressUntil = async (script: string): Promise<void> => {
    for (let press = 0; press < 60; press++) {
      await page.keyboard.press("Tab");
      const outline = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
      if (await page.evaluate(script)) return expect(outline).not.toBe("none");
    }
    throw new Error(`no key leads to ${script}`);
  };
  const first = await untilAnswered(page);
  await pressUntil("document.activeElement.id === 'field-requestsPerSecond'");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("90");
  await untilOther(page, first);
  await pressUntil("document.activeElement.matches('.options button[aria-pressed=false]')");
  await page.keyboard.press("Enter");
  await page.locator(".options tr.chosen button:focus[aria-pressed=true]").waitFor();
  await closed(watched);
});

test("where nothing meets the objectives, the closest and what is within reach are asked for at a press", async () => {
  const watched = await openPlanner(browser, { ...quick, tpot: "1ms" });
  const { page } = watched;
  expect(await untilAnswered(page)).toBe("Nothing meets these objectives");
  expect(await page.locator(".headline").textContent()).toMatch(
    /Closest: h100.*Within reach: .*Time per output token/s,
  );
  await page.getByRole("button", { name: "Ask that" }).click();
  await page.getByText("90 % sure").first().waitFor();
  await closed(watched);
});

test("two answers stand side by side with what was asked differently and what differs", async () => {
  const watched = await openPlanner(browser);
  const { page } = watched;
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const first = await untilAnswered(page);
  await field(page, "Weights").evaluate((input) => input.closest("details")?.setAttribute("open", ""));
  await field(page, "Weights").selectOption("fp8");
  await untilOther(page, first);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const table = page.locator(".compared");
  expect(await table.locator("tr.asked").allTextContents()).toEqual(["Weightsdefaultfp8"]);
  expect(await table.locator("tbody tr", { hasText: "GPUs" }).textContent()).toMatch(/GPUs6\d+ \(−\d+ %\)/);
  await table.getByRole("button", { name: "Ask again" }).first().click();
  await page.locator(".headline h2", { hasText: first }).waitFor({ timeout: 0 });
  await closed(watched);
});

test("exports: the command's own JSON, CSV, plan and manifests, and a picture", async () => {
  const watched = await openPlanner(browser);
  const { page } = watched;
  await untilAnswered(page, true);
  const json = JSON.parse((await downloaded(page, "json")).toString());
  expect(sameDigits(json)).toEqual(sameDigits(JSON.parse(loadline("plan", ...flagsOf(quick), "--json"))));
  for (const name of ["csv", "plan", "kubernetes"]) {
    const printed = loadline("plan", ...flagsOf(quick), "--emit", name);
    expect(roundedText((await downloaded(page, name)).toString())).toBe(roundedText(printed));
  }
  expect((await downloaded(page, "picture")).subarray(1, 4).toString()).toBe("PNG");
  expect(await page.locator("pre").textContent()).toBe(`loadline plan ${flagsOf(quick).join(" ")}`);
  await closed(watched);
});

test("a plan file is sized as a whole cluster, as the command sizes it", async () => {
  const watched = await openPlanner(browser);
  const { page } = watched;
  await page.getByRole("button", { name: "Size the sample plan of a whole cluster" }).click();
  const cluster = page.getByRole("region", { name: "Plan file" });
  await cluster.waitFor();
  const sized = JSON.parse(loadlineOf("deploy/examples/document.yaml"));
  const rows = await cluster.locator("section[aria-label=Deployments] tbody tr").count();
  expect(rows).toBe(sized.deployments.length);
  expect(await cluster.locator("h2").textContent()).toContain(`${sized.cluster}: ${sized.total.replicas.gpus} GPUs`);
  await closed(watched);
});

/** Exit code 1 says that the plan is too small. */
const loadlineOf = (file: string): string => {
  try {
    return loadline("plan", join(repositoryRoot, file), "--json");
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
};

test("a config.json becomes the model, and a hostile name in it is text", async () => {
  const hostile = "<img src=x onerror=document.title='owned'>";
  const config = {
    ...{ architectures: ["LlamaForCausalLM"], model_type: "llama", hidden_size: 4096, intermediate_size: 14_336 },
    ...{ num_hidden_layers: 32, num_attention_heads: 32, num_key_value_heads: 8, vocab_size: 128_256 },
    ...{ max_position_embeddings: 131_072, torch_dtype: "bfloat16", tie_word_embeddings: false },
  };
  const file = join(folder, "config.json");
  writeFileSync(file, JSON.stringify(config));
  const watched = await openPlanner(browser);
  const { page } = watched;
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("your-model at 40 requests/s").waitFor();
  const bad = join(folder, "bad.json");
  writeFileSync(bad, JSON.stringify({ ...config, model_type: hostile, architectures: [hostile] }));
  await page.locator("input[type=file]").setInputFiles(bad);
  await page.locator(".fault", { hasText: "<img src=x" }).first().waitFor();
  expect(await page.title()).toBe("Loadline planner");
  expect(await page.locator("img").count()).toBe(0);
  await closed(watched);
});

describe("from disk, without a network", () => {
  test("it asks for nothing but its own file, and its policy admits no other script", async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(addressOf(quick));
    await untilAnswered(page);
    expect(asked.filter((url) => !url.startsWith("blob:") && !url.startsWith("data:"))).toEqual([addressOf()]);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement("script"), { text: "window.owned = 1" }))`,
    );
    expect(await page.evaluate("window.owned")).toBeUndefined();
    expect(await page.evaluate("fetch('https://example.org').then(() => 'sent', () => 'refused')")).toBe("refused");
    await page.close();
  });

  test("a page with its answer shows it at once, and a name in it is text", async () => {
    const file = join(folder, "answer.html");
    writeFileSync(file, loadline("plan", ...flagsOf(quick), "--emit", "html"));
    const watched = await openPage(browser, addressOf({}, file));
    const { page } = watched;
    expect(await untilAnswered(page)).toMatch(/^6 × H100/);
    expect(await page.locator("figure").count()).toBe(6);
    expect(await page.title()).toBe("Loadline: plan");
    await closed(watched);
  });

  test("a backtest is the same page with its table and charts", async () => {
    const file = join(folder, "report.html");
    loadline(
      "backtest",
      ..."--load day --duration 1d --rate 50rps --lead-time 5m --policies hpa:0.7,loadline --html".split(" "),
      file,
    );
    const watched = await openPage(browser, addressOf({}, file));
    await watched.page.locator(".plot canvas").first().waitFor();
    expect(await watched.page.locator("figure").count()).toBe(4);
    expect(await watched.page.locator("tbody tr").count()).toBe(2);
    await closed(watched);
  });
});

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test("no breach of WCAG AA and nothing wider than the page, from 390 to 2,560 pixels", async () => {
    const watched = await openPlanner(browser, { ...quick, weights: "fp8", reserve: "zones=3" });
    const { page } = watched;
    await page.emulateMedia({ colorScheme });
    await untilAnswered(page, true);
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    for (const width of [390, 800, 1440, 2560]) {
      await page.setViewportSize({ width, height: 1000 });
      await page.screenshot({ path: join(artifacts, `${colorScheme}-${width}.png`), fullPage: true });
      expect(await breaches(page), `${width}`).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth"), `${width}`).toBeLessThanOrEqual(
        0,
      );
    }
    await closed(watched);
  });
});
