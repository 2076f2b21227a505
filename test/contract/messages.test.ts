import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { expect, test } from "vitest";
import { messagesByFile, messagesIn } from "./messages.ts";

const all = messagesByFile();

/** Written anew by each run, to be read from top to bottom. */
const folder = join(repositoryRoot, "test/artifacts");
const page = join(folder, "messages.md");

test("a text is found in a literal, a template and an element, a name is not", () => {
  const source = 'const t = [<p>no data yet</p>, `lost #{name} of #{f(1)}`, "kebab-name", "x y"];'.replaceAll("#", "$");
  expect(messagesIn("a.tsx", source)).toEqual(["no data yet", "lost {name} of {…}"]);
});

test("every text that a user can meet is on one page", () => {
  mkdirSync(folder, { recursive: true });
  const sections = [...all].map(
    ([path, messages]) => `## ${path}\n\n${messages.map((one) => `- ${one}`).join("\n")}\n`,
  );
  writeFileSync(page, `# Messages\n\n${sections.join("\n")}`);
  expect([...all.values()].flat().length).toBeGreaterThan(1000);
});

/** Ordinary in a comment, but in no text for a user; plain-words.test.ts has the words that no source has. */
const dialect =
  /\b(nobody|says?|said|rooms?|scattered|dearer|stands still|breaks off|looked at|(is|are) no (whole|finite) )\b/i;

test("no text has a word that only this project uses", () => {
  const found = [...all].flatMap(([path, messages]) =>
    messages.filter((one) => dialect.test(one)).map((one) => `${path}: ${one}`),
  );
  expect(found).toEqual([]);
});
