import { recommendationExample } from "@loadline/protocol/testing";
import { expect, test } from "vitest";
import { styleFor } from "../terminal/view.ts";
import { renderStatus } from "./render-status.ts";

const now = Date.parse(recommendationExample.time) / 1000 + 5;
const named = (deployment: string) => ({
  ...recommendationExample,
  data: { ...recommendationExample.data, target: { ...recommendationExample.data.target, deployment } },
});

const plain = (columns: number) => ({ columns, style: styleFor(false) });

test("one line a deployment, by name", () => {
  const lines = renderStatus([named("search"), named("chat")], now, plain(200)).split("\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^deployment +replicas +requests\/s +headroom +age +decision$/);
  expect(lines[1]).toMatch(/^chat .*→.* 5 s +scale-up /);
  expect(lines[2]).toMatch(/^search /);
});

test("in 80 columns it is still a table, in 40 a block each", () => {
  const [wide, narrow] = [80, 40].map((columns) => {
    const lines = renderStatus([named("assist-8b"), named("chat-70b")], now, plain(columns)).split("\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(columns);
    return lines[0];
  });
  expect([wide?.split(/ +/)[0], narrow]).toEqual(["deployment", "assist-8b"]);
});

test("the clusters are named where there are several", () => {
  const { data } = named("chat");
  const other = { ...named("chat"), data: { ...data, target: { ...data.target, cluster: "west" } } };
  expect(renderStatus([named("chat"), other], now, plain(200))).toMatch(/^\S+\/chat .*\nwest\/chat /m);
});

test("the verdict alone is coloured, and what is not valid any more says so", () => {
  const text = renderStatus([named("hold-up")], now + 86_400, { columns: 200, style: styleFor(true) });
  expect(text).toContain("\u001b[33mscale-up\u001b[39m");
  expect(text).toContain("EXPIRED");
});
