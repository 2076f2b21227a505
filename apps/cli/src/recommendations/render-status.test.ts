import { recommendationExample } from "@loadline/protocol/testing";
import { expect, test } from "vitest";
import { styleFor } from "../terminal/view.ts";
import { renderStatus } from "./render-status.ts";

const now = Date.parse(recommendationExample.time) / 1000 + 5;
const named = (deployment: string) => ({
  ...recommendationExample,
  data: { ...recommendationExample.data, target: { ...recommendationExample.data.target, deployment } },
});

test("one line a deployment, by name", () => {
  const lines = renderStatus([named("search"), named("chat")], now, { columns: 200, style: styleFor(false) }).split(
    "\n",
  );
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^deployment +verdict +replicas +demand +headroom +reason +advice +age$/);
  expect(lines[1]).toMatch(/\/chat +scale-up .*→.* 5 s$/);
  expect(lines[2]).toMatch(/\/search /);
});

test("the verdict alone is coloured, and what is not valid any more says so", () => {
  const text = renderStatus([named("hold-up")], now + 86_400, { columns: 200, style: styleFor(true) });
  expect(text).toContain("\u001b[33mscale-up\u001b[39m");
  expect(text).toContain("EXPIRED");
});
