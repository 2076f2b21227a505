import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ObjectWatch } from "@loadline/runtime/kubernetes";
import { afterEach, expect, test } from "vitest";
import { cleanupStack, recordingLogger } from "../../../../test/cleanups.ts";
import { eventually } from "../../../../test/eventually.ts";
import { ManualClock } from "../../../../test/manual-clock.ts";
import { KubeletPods } from "./pod-engines.ts";
import { PodWatch } from "./pod-watch.ts";

const cleanups = cleanupStack();
afterEach(() => cleanups.run());

const pod = (name: string, version: string, over: object = {}) => ({
  metadata: { name, namespace: "serving", labels: { app: "chat" }, resourceVersion: version, ...over },
  spec: { containers: [{ name: "vllm", image: "vllm/vllm-openai:v0.11.0" }] },
  status: { phase: "Running", podIP: "10.0.0.1" },
});

const list = (version: string, ...items: readonly object[]) =>
  JSON.stringify({ kind: "PodList", metadata: { resourceVersion: version }, items });

/** An API server that answers as the test says, request by request. */
const apiServer = async (answer: (request: IncomingMessage, response: ServerResponse, url: URL) => unknown) => {
  const asked: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://api");
    asked.push(url);
    answer(request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  cleanups.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const folder = mkdtempSync(join(tmpdir(), "loadline-account-"));
  cleanups.push(async () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "token"), "first\n");
  writeFileSync(join(folder, "ca.crt"), "");
  const { port } = server.address() as AddressInfo;
  return { asked, folder, access: { server: `http://127.0.0.1:${port}`, serviceAccount: folder } };
};

const watchOf = (access: { readonly server: string; readonly serviceAccount: string }, clock = new ManualClock()) => {
  const logger = recordingLogger();
  const watch = new PodWatch({ access, node: "gpu-1", namespace: "serving", clock, logger });
  cleanups.push(() => watch.close());
  const names = (): string =>
    watch
      .state()
      .engines.found.map(({ target }) => target.id)
      .join(" ");
  const until = (what: string) => eventually(what, () => (names() === what ? true : null));
  const untilProblem = (pattern: RegExp) =>
    eventually(String(pattern), () => (pattern.test(watch.state().problem ?? "") ? true : null));
  return { watch, clock, logger, until, untilProblem };
};

test("the pods of this node are listed once and then watched from there", async () => {
  let send: ServerResponse | null = null;
  const { asked, access } = await apiServer((_, response, url) => {
    if (url.searchParams.get("watch") === null) response.end(list("7", pod("a", "5")));
    else send = response;
  });
  const { until, watch } = watchOf(access);
  expect(watch.state().isRead).toBe(false);
  await until("serving/a");
  expect(watch.state().isRead).toBe(true);
  const stream = await eventually<ServerResponse>("a watch", () => send);
  const event = (type: string, object: object): boolean => stream.write(`${JSON.stringify({ type, object })}\n`);
  event("ADDED", pod("b", "8"));
  await until("serving/a serving/b");
  event("MODIFIED", pod("a", "9", { deletionTimestamp: "2026-01-01T00:00:00Z" }));
  await eventually("draining", () => (watch.state().engines.found[0]?.target.draining === true ? true : null));
  event("DELETED", pod("a", "10"));
  await until("serving/b");
  expect(watch.state().problem).toBeNull();
  expect(asked.map(({ pathname, searchParams }) => [pathname, searchParams.get("fieldSelector")])).toEqual([
    ["/api/v1/namespaces/serving/pods", "spec.nodeName=gpu-1"],
    ["/api/v1/namespaces/serving/pods", "spec.nodeName=gpu-1"],
  ]);
});

test("a watch that ends goes on after the last bookmark, with the token of now", async () => {
  const tokens: (string | undefined)[] = [];
  const { asked, access, folder } = await apiServer(({ headers }, response, url) => {
    tokens.push(headers.authorization);
    if (url.searchParams.get("watch") === null) return response.end(list("7", pod("a", "5")));
    if (url.searchParams.get("resourceVersion") !== "7") return null;
    writeFileSync(join(folder, "token"), "second");
    return response.end(`${JSON.stringify({ type: "BOOKMARK", object: { metadata: { resourceVersion: "41" } } })}\n`);
  });
  const { watch, clock } = watchOf(access);
  watch.state();
  await eventually("a second watch", async () => {
    await clock.advance(1);
    return asked.length === 3 ? true : null;
  });
  expect(asked[2]?.searchParams.get("resourceVersion")).toBe("41");
  expect(tokens).toEqual(["Bearer first", "Bearer first", "Bearer second"]);
});

test("a history that is gone is listed again", async () => {
  let lists = 0;
  const { access } = await apiServer((_, response, url) => {
    if (url.searchParams.get("watch") === null) {
      lists += 1;
      return response.end(lists === 1 ? list("7", pod("a", "5")) : list("90", pod("b", "80")));
    }
    if (lists > 1) return null;
    return response.end(
      `${JSON.stringify({ type: "ERROR", object: { code: 410, message: "too old resource version" } })}\n`,
    );
  });
  const { until, clock } = watchOf(access);
  await until("serving/a");
  await eventually("another list", async () => {
    await clock.advance(2);
    return lists > 1 ? true : null;
  });
  await until("serving/b");
});

test("while the API server refuses, what was found stays, and the reason is reported", async () => {
  let refuse = false;
  const { access } = await apiServer((_, response, url) => {
    if (refuse) {
      response.statusCode = 403;
      response.end(JSON.stringify({ kind: "Status", message: "pods is forbidden" }));
    } else if (url.searchParams.get("watch") === null) response.end(list("7", pod("a", "5")));
    else {
      refuse = true;
      response.end();
    }
  });
  const { until, watch, clock } = watchOf(access);
  await until("serving/a");
  await eventually("the refusal", async () => {
    await clock.advance(1);
    return /^pods of node gpu-1: 403: pods is forbidden$/.test(watch.state().problem ?? "") ? true : null;
  });
  await until("serving/a");
  refuse = false;
  await eventually("the next watch", async () => {
    await clock.advance(2);
    return watch.state().problem === null ? true : null;
  });
});

test("an API server that answers nothing is given up after 100 s", async () => {
  const { asked, access } = await apiServer((_, response, url) => {
    if (url.searchParams.get("watch") === null) response.end(list("7", pod("a", "5")));
    else response.writeHead(200).flushHeaders();
  });
  const { until, untilProblem, clock } = watchOf(access);
  await until("serving/a");
  await eventually("the watch", () => (asked.length > 1 ? true : null));
  await clock.advance(99);
  await clock.advance(2);
  await untilProblem(/sent nothing for 100 s/);
});

test("a kubelet is asked every 15 s and not more often", async () => {
  const { asked, access } = await apiServer((_, response) => response.end(list("", pod("a", "5"))));
  const clock = new ManualClock();
  const pods = new KubeletPods({ url: access.server, serviceAccount: access.serviceAccount, clock });
  cleanups.push(() => pods.close());
  await eventually("the pod", () => (pods.state().engines.found.length === 1 ? true : null));
  pods.state();
  expect(asked.map(({ pathname }) => pathname)).toEqual(["/pods"]);
  await clock.advance(15);
  pods.state();
  await eventually("a second request", () => (asked.length === 2 ? true : null));
});

/** Lists these pods page by page. */
const listed = async (pods: readonly object[]) => {
  const limits: number[] = [];
  const get = async (path: string): Promise<IncomingMessage> => {
    const { searchParams } = new URL(path, "http://api");
    const [limit, start] = [Number(searchParams.get("limit")), Number(searchParams.get("continue") ?? 0)];
    limits.push(limit);
    const next = start + limit < pods.length ? String(start + limit) : "";
    const page = { metadata: { resourceVersion: "7", continue: next }, items: pods.slice(start, start + limit) };
    return Object.assign(Readable.from([JSON.stringify(page)]), { setEncoding: () => undefined }) as never;
  };
  const watch = new ObjectWatch<boolean>({
    what: "pods",
    path: () => "/pods",
    keep: () => true,
    most: 1000,
    time: new ManualClock(),
    get,
  });
  await watch.load();
  return { watch, limits };
};
const podOfSize = (name: string, size: number) => pod(name, "1", { annotations: { x: "x".repeat(size) } });

test("pods of the largest size are listed on smaller pages", async () => {
  const { watch, limits } = await listed(Array.from({ length: 20 }, (_, index) => podOfSize(`p${index}`, 1.5e6)));
  expect([watch.retained.size, limits]).toEqual([20, [100, 20, 4, 20, 4, 20, 4, 20, 4, 20]]);
});

test("after a page that fits, pages grow again", async () => {
  const small = Array.from({ length: 500 }, (_, index) => pod(`p${index}`, "1"));
  const { watch, limits } = await listed([...Array.from({ length: 6 }, (_, i) => podOfSize(`l${i}`, 1.5e6)), ...small]);
  expect([watch.retained.size, limits]).toEqual([506, [100, 20, 4, 20, 100, 100, 100, 100, 100]]);
});

test("a list whose pages never end is given up, and until then it is not listed", async () => {
  const problems = new Set<string | null>();
  const failed: string[] = [];
  const watch = new ObjectWatch({
    what: "pods",
    path: () => "/pods",
    most: 10,
    keep: () => null,
    time: new ManualClock(),
    get: async () => {
      problems.add(watch.problem);
      return Readable.from(['{"metadata":{"resourceVersion":"1","continue":"more"}}']) as IncomingMessage;
    },
    failed: (problem) => failed.push(problem),
  });
  cleanups.push(() => watch.close());
  watch.start();
  await eventually("the end of the list", () => (failed.length > 0 ? true : null));
  expect(failed).toEqual(["pods: a list of more than 2000 pages"]);
  expect([...problems]).toEqual(["pods were not listed yet"]);
});
