import { expect, test } from "vitest";
import { safeLinks } from "./frame.ts";

test.each([
  { name: "https", href: "https://grafana.example/d/a", retained: true },
  { name: "a path of this server", href: "/d/loadline-deployment?var-deployment=chat", retained: true },
  { name: "a query of this page", href: "?viewPanel=1", retained: true },
  { name: "a script", href: "javascript:alert(1)", retained: false },
  { name: "a script with a tab in its scheme", href: "java\tscript:alert(1)", retained: false },
  { name: "a script after a space and a control character", href: " \u0001javascript:alert(1)", retained: false },
  { name: "a document in the address", href: "data:text/html,<script>1</script>", retained: false },
  { name: "another server without a scheme", href: "//attacker.invalid/", retained: false },
  { name: "another server by backslashes", href: "/\\attacker.invalid/", retained: false },
])("$name", ({ href, retained }) => {
  expect(safeLinks([{ href, title: "link" }])).toHaveLength(retained ? 1 : 0);
});

test("a link that several fields share is there once", () => {
  const link = { href: "/d/a", title: "Logs" };
  expect(safeLinks([link, { ...link }, { ...link, title: "Traces" }])).toHaveLength(2);
});
