import { expect, test } from "vitest";
import { safeLinks } from "./frame.ts";

test.each([
  { name: "https", href: "https://grafana.example/d/a", kept: true },
  { name: "a path of this server", href: "/d/loadline-deployment?var-deployment=chat", kept: true },
  { name: "a query of this page", href: "?viewPanel=1", kept: true },
  { name: "a script", href: "javascript:alert(1)", kept: false },
  { name: "a script with a tab in its scheme", href: "java\tscript:alert(1)", kept: false },
  { name: "a script after a space and a control character", href: " \u0001javascript:alert(1)", kept: false },
  { name: "a document in the address", href: "data:text/html,<script>1</script>", kept: false },
  { name: "another server without a scheme", href: "//attacker.invalid/", kept: false },
  { name: "another server by backslashes", href: "/\\attacker.invalid/", kept: false },
])("$name", ({ href, kept }) => {
  expect(safeLinks([{ href, title: "link" }])).toHaveLength(kept ? 1 : 0);
});

test("a link that several fields share is there once", () => {
  const link = { href: "/d/a", title: "Logs" };
  expect(safeLinks([link, { ...link }, { ...link, title: "Traces" }])).toHaveLength(2);
});
