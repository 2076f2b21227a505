import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "@loadline/tools/repository";
import { type ESTree, parseSync, Visitor } from "vite";

const folders = ["apps/*/src/*", "packages/*/src/*", "research/*/src/*", "tools/src/fleet", "tools/src/demo"];

const sourceFiles = (): readonly string[] =>
  execFileSync("git", ["ls-files", ...folders], { cwd: repositoryRoot, encoding: "utf8" })
    .split("\n")
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.|testdata|generated/.test(path));

/** Has a word of small letters beside another one or a value: not a name, a path, a query or a style. */
const isProse = (text: string): boolean =>
  /[a-z]{2,}[,:;]? [a-z({]|\} [a-z]{2,}/.test(text) &&
  !/=~|\) by \(| on \(|_total\b|\bby \(|\b(solid|grid|flex|auto|sans-serif)\b/.test(text);

/** Every text of a source that people read, in its order; the values of a template stand in braces. */
export const messagesIn = (path: string, source: string): readonly string[] => {
  const found: { readonly at: number; readonly text: string }[] = [];
  const take = (at: number, text: string): void => {
    if (isProse(text)) found.push({ at, text: text.replaceAll(/\s+/g, " ").trim() });
  };
  const placeholder = ({ start, end }: ESTree.Expression): string => {
    const text = source.slice(start, end);
    return /^[\w.?]+$/.test(text) ? `{${text}}` : "{…}";
  };
  new Visitor({
    Literal: ({ start, value }) => typeof value === "string" && take(start, value),
    JSXText: ({ start, value }) => take(start, value),
    TemplateLiteral: ({ start, quasis, expressions }) => {
      const values = expressions.map(placeholder);
      take(start, quasis.map(({ value }, index) => `${value.cooked}${values[index] ?? ""}`).join(""));
    },
  }).visit(parseSync(path, source).program);
  return [...new Set(found.toSorted((a, b) => a.at - b.at).map(({ text }) => text))];
};

const read = (path: string): string => readFileSync(join(repositoryRoot, path), "utf8");

const alertText = /^ +(?:summary|description): "?(.*?)"?$/gm;

/** The texts that users can meet, by the file that has them: errors, reasons, advice, log lines, alerts, help. */
export const messagesByFile = (): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [
      ...sourceFiles().map((path) => [path, messagesIn(path, read(path))] as const),
      [
        "deploy/alerts/loadline-rules.yaml",
        [...read("deploy/alerts/loadline-rules.yaml").matchAll(alertText)].map(([, text = ""]) => text),
      ] as const,
    ].filter(([, messages]) => messages.length > 0),
  );
