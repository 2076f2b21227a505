import { optionSet } from "@loadline/planner/options";
import { renderEntry, renderList, sectionCalled } from "../catalog/catalog.ts";
import type { CliCommand } from "../command.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet(["json"]);

export const catalog: CliCommand = {
  arguments: [
    ["<section>", "gpus, models or prices"],
    ["[name]", "one entry, by its id or a usual alias"],
  ],
  options,
  examples: {
    "loadline catalog gpus": "List the GPUs.",
    "loadline catalog models llama-3.1-70b": "One model with the source of each number.",
    "loadline catalog prices h100 --json": "Prices of one GPU as JSON.",
  },
  run: async ({ stdout }, { arguments: [sectionName = "", name], options: given }) => {
    const { json } = options.read(given);
    const section = sectionCalled(sectionName);
    const entries = name === undefined ? section.list() : section.find(name);
    await writeAnswer(stdout, json, entries, (view) =>
      name === undefined ? renderList(section, view) : entries.map((entry) => renderEntry(entry, view)).join("\n"),
    );
    return 0;
  },
};
