import { expect, test } from "vitest";
import { listModels, modelById, repositoryOf } from "./lookup.ts";

const names = listModels().flatMap(({ id, aliases, twins = {}, repository }) =>
  repository === undefined ? [] : [id, ...aliases, ...Object.keys(twins)].map((name) => ({ name, id })),
);
const partsOf = (name: string): readonly string[] => name.toLowerCase().split(/[^a-z0-9]+/);

/** Names that people use and no repository has. */
const nicknames = ["dsr1", "deepseek-v2-236b", "qwen3-coder-next-80b-a3b"];

test.each([
  ["deepseek-r1", "deepseek-ai/DeepSeek-R1"],
  ["llama-3.3-70b", "meta-llama/Llama-3.3-70B-Instruct"],
  ["kimi-k2-thinking", "moonshotai/Kimi-K2-Thinking"],
  ["qwen3-coder-30b-a3b", "Qwen/Qwen3-Coder-30B-A3B-Instruct"],
  ["llama-3.1-8b-instruct", "meta-llama/Llama-3.1-8B-Instruct"],
  ["llama-3.1-8b", "meta-llama/Llama-3.1-8B"],
  ["Llama-3.1-70B-Instruct-FP8", "meta-llama/Llama-3.1-70B-Instruct"],
  ["hermes-4-70b", "NousResearch/Hermes-4-70B"],
  ["neuralmagic/Meta-Llama-3.1-8B-Instruct-FP8", "neuralmagic/Meta-Llama-3.1-8B-Instruct-FP8"],
])("the repository of %s is %s", (name, repository) => {
  expect(repositoryOf(name, modelById(name))).toBe(repository);
});

test("a tuning that the catalogue does not list has no repository, not that of another", () => {
  expect(repositoryOf("qwen2.5-7b-base", modelById("qwen2.5-7b-base"))).toBeNull();
  expect(repositoryOf("gemma-2-2b-pt", modelById("gemma-2-2b-pt"))).toBeNull();
});

test.each(names)("$name is found as $id and has a repository", ({ name, id }) => {
  const model = modelById(name);
  expect(model.id).toBe(id);
  const repository = repositoryOf(name, model);
  const isTwin = name in (model.twins ?? {});
  expect(repository).toBe(isTwin ? model.twins?.[name] : model.repository);
  if (!isTwin || nicknames.includes(name)) return;
  // The repository has the words of the name: it is not that of the model whose architecture it shares.
  const words = partsOf(repository ?? "").join("");
  expect(
    partsOf(name).filter((part) => !words.includes(part)),
    repository ?? "",
  ).toEqual([]);
});

test("no repository stands for two models", () => {
  const all = listModels().flatMap(({ id, repository, twins = {} }) =>
    [...new Set([...Object.values(twins), ...(repository === undefined ? [] : [repository])])].map((each) => [
      each,
      id,
    ]),
  );
  expect(all.map(([repository]) => repository).toSorted()).toEqual(
    [...new Set(all.map(([repository]) => repository))].toSorted(),
  );
});
