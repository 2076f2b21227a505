import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { parseSync, Visitor } from "vite";
import { describe, expect, test } from "vitest";
import { messagesByFile, messagesIn } from "./messages.ts";

/**
 * Words that named things here before the field's own terms did (docs/glossary.md), as parts of identifiers, file names,
 * comments and pages. A word with an ordinary use is listed by the phrase that was meant.
 */
const words =
  /^(speak|speaks|speakable|speaker|speakers|speaking|spoken|unspoken|told|tell|tells|telling|heard|hear|hears|unheard|silent|silence|silenced|silences|liar|liars|credited|taker|takers|kinship|deaf|standin|standins|remedy|spare|spares)$/;

/** Ordinary in prose ("lies between"), but as part of a name each stood for a term of the field. */
const wordsOfNames =
  /^(lie|lies|lying|honest|believe|believed|rooms?|places|nobody|say|says|said|scattered|desk|kept|held|calm|steady|denied|related)$/;

const phrases = [
  /\bstand-ins?\b/,
  /\bfalls? silent\b/,
  /\b(is|was|are|were|be|been|not|ever|never) (told|heard|spoken|silent|believed)\b/,
  /\bthe last word\b/,
  /\bby nobody\b/,
  /\blets? go\b/,
  /\bliars?\b/,
  /\bkinship\b/,
  /\bgap desk\b|\bhealth book\b/,
  /\blean kind\b/,
  /\btells? (of|that|whether|how|what|no|the)\b/,
];

/** What may stay, with the reason. */
const allowed: readonly { readonly text: RegExp; readonly reason: string }[] = [
  { text: /"silent"/g, reason: "log level of pino and esbuild" },
  { text: /\b(kv|queue)SpareTrigger\b/g, reason: "llm-d's own settings" },
  { text: /\bkeptInNative\b/g, reason: "key of the model files that `--model-file` reads" },
  { text: /\bheldOut\w*\b/gi, reason: "held out: statistics' term for rows that a fit has not seen" },
];

const withoutAllowed = (text: string): string =>
  allowed.reduce((rest, { text: part }) => rest.replaceAll(part, ""), text);

const tracked = execFileSync("git", ["ls-files"], { cwd: repositoryRoot, encoding: "utf8" })
  .split("\n")
  .filter((path) => path !== "" && !/testdata|golden|pnpm-lock|plain-words\.test|CHANGELOG/.test(path));

/** "tellNeverTold" → tell, Never, Told */
const partsOf = (identifier: string): readonly string[] => identifier.split(/(?<=[a-z0-9])(?=[A-Z])|[_-]/);

const hasPart = (name: string, sought: RegExp): boolean =>
  partsOf(name).some((part) => sought.test(part.toLowerCase()));

const wordsIn = (text: string): readonly string[] =>
  [...new Set(withoutAllowed(text).match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? [])].filter((name) => hasPart(name, words));

/** Names that code gives; texts and comments are left out. */
const namesIn = (path: string, text: string): readonly string[] => {
  const names = new Set<string>();
  const add = ({ name }: { readonly name: string }): unknown => names.add(name);
  const { program, errors } = parseSync(path, text);
  expect(errors).toEqual([]);
  new Visitor({ Identifier: add, PrivateIdentifier: add, JSXIdentifier: add }).visit(program);
  return [...names].filter((name) => hasPart(name, wordsOfNames) && withoutAllowed(name) === name);
};

const phrasesIn = (text: string): readonly string[] =>
  text
    .split("\n")
    .filter((line) => phrases.some((phrase) => phrase.test(line)))
    .map((line) => line.trim());

const read = (path: string): string => readFileSync(join(repositoryRoot, path), "utf8");

describe("the check itself", () => {
  test("finds a word in an identifier, a file name and a comment", () => {
    expect(wordsIn("const tellNeverTold = lastHeard;")).toEqual(["tellNeverTold", "lastHeard"]);
    expect(namesIn("a.ts", "const plausibleLies = 1; // lies")).toEqual(["plausibleLies"]);
    expect(wordsIn("never-told.ts")).toEqual(["told"]);
    expect(phrasesIn("no engine was ever told\nfine")).toEqual(["no engine was ever told"]);
  });

  test("leaves ordinary words", () => {
    expect(wordsIn('const toldoCount = retelling; // lies between, level "silent"')).toEqual([]);
    expect(phrasesIn("the best fit, together with its usual error")).toEqual([]);
  });
});

const sources = tracked.filter((path) => /\.(ts|tsx|mjs)$/.test(path));
const pages = tracked.filter((path) => path.endsWith(".md"));

test("file names use the field's terms", () => {
  expect(tracked.filter((path) => wordsIn(path.split("/").at(-1) ?? "").length > 0)).toEqual([]);
});

test("identifiers, comments and messages of sources use the field's terms", () => {
  const found = sources.flatMap((path) => {
    const text = read(path);
    const all = [...wordsIn(text), ...namesIn(path, text), ...phrasesIn(text)];
    return all.length === 0 ? [] : [`${path}: ${all.slice(0, 5).join("; ")}`];
  });
  expect(found).toEqual([]);
});

/** Outside of code and quotations; notes on published figures are as their pages have them. */
const wordsOfPages = /\b(says?|said|tells?|told|spare|seed document|mends?|lets? in)\b/i;

const dialectIn = (page: string): readonly string[] =>
  withoutAllowed(page.replaceAll(/^```[\s\S]*?^```|`[^`\n]*`|"[^"\n]*"/gm, ""))
    .split("\n")
    .filter((line) => wordsOfPages.test(line))
    .map((line) => line.trim());

test("pages use the field's terms", () => {
  const found = pages.flatMap((path) =>
    [...phrasesIn(read(path)), ...(path.startsWith("docs/accuracy/") ? [] : dialectIn(read(path)))].map(
      (line) => `${path}: ${line}`,
    ),
  );
  expect(found).toEqual([]);
});

const longestSentence = 25;

/** Sentences of a page outside code and tables, each with its number of words. */
const sentencesOf = (page: string): readonly { readonly sentence: string; readonly count: number }[] =>
  page
    .replaceAll(/^```[\s\S]*?^```|^\|.*$|^#.*$/gm, "")
    .split(/\n\s*\n|\n(?=\s*(?:-|\d+\.) )/)
    .flatMap((block) => block.replaceAll(/\s+/g, " ").split(/(?<=[.!?:;])\s+/))
    .map((sentence) => ({
      sentence,
      count: sentence
        .replaceAll(/\]\([^)]*\)/g, "]")
        .split(" ")
        .filter((word) => /\w/.test(word)).length,
    }));

const readInOrder = pages.filter((path) =>
  /^(README|SECURITY|CONTRIBUTING|docs\/(glossary|architecture|(guides|runbooks)\/[\w-]+))\.md$/.test(path),
);

test.each(readInOrder)(`sentences of %s have at most ${longestSentence} words`, (path) => {
  expect(sentencesOf(read(path)).filter(({ count }) => count > longestSentence)).toEqual([]);
});

describe("messages", () => {
  const all = messagesByFile();

  /** Written anew by each run, to be read from top to bottom. */
  const folder = join(repositoryRoot, "test/artifacts");
  const page = join(folder, "messages.md");

  test("a text is found in a literal, a template and an element, a name is not", () => {
    const source = 'const t = [<p>no data yet</p>, `lost #{name} of #{f(1)}`, "kebab-name", "x y"];'.replaceAll(
      "#",
      "$",
    );
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
    /\b(nobody|says?|said|rooms?|scattered|dearer|stands still|breaks off|goes on|given up|mends?|lets? in|seed document|spare|looked at|(is|are) no (whole|finite|list|text|number) )\b/i;

  test("no text has a word that only this project uses", () => {
    const found = [...all].flatMap(([path, messages]) =>
      messages.filter((one) => dialect.test(one)).map((one) => `${path}: ${one}`),
    );
    expect(found).toEqual([]);
  });
});
