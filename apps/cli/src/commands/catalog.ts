import { z } from "zod";
import { renderEntry, renderList } from "../catalog/render-catalog.ts";
import { sectionCalled } from "../catalog/sections.ts";
import type { CliCommand } from "../command.ts";
import { parseOptions, switchOption } from "../options.ts";
import { viewOf } from "../terminal/view.ts";

const catalogOptionsSchema = z.strictObject({ json: switchOption });

const run: CliCommand["run"] = async ({ stdout }, { arguments: [sectionName = "", name], options }) => {
  const { json } = parseOptions(catalogOptionsSchema, options);
  const section = sectionCalled(sectionName);
  const entries = name === undefined ? section.list() : section.find(name);
  const view = viewOf(stdout);
  const text = (): string =>
    name === undefined ? renderList(section, view) : entries.map((entry) => renderEntry(entry, view)).join("\n");
  await stdout.write(json ? `${JSON.stringify(entries, null, 2)}\n` : text());
  return 0;
};

export const catalog: CliCommand = {
  name: "catalog",
  summary: "GPUs, models and prices that Loadline knows, every number with its source.",
  examples: [
    { line: "loadline catalog gpus", does: "List the GPUs." },
    { line: "loadline catalog models llama-3.1-70b", does: "One model with the source of each number." },
    { line: "loadline catalog prices h100 --json", does: "Prices of one GPU as JSON." },
  ],
  declare: (command) =>
    command
      .argument("<section>", "gpus, models or prices")
      .argument("[name]", "one entry, by its id or a usual alias")
      .option("--json", "print the entries as JSON"),
  run,
};
