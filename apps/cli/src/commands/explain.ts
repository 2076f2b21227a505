import { explainDecision } from "@loadline/wire";
import type { CliCommand } from "../command.ts";
import { messages, UserError } from "../messages.ts";
import { connectionOptions, optionSet } from "../options.ts";
import { findAsked } from "../recommendations/find-event.ts";
import { renderExplanation } from "../recommendations/render-explanation.ts";
import { renderLedger } from "../recommendations/render-ledger.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "json"]);

const run: CliCommand["run"] = async (context, given) => {
  const asked = options.read(given.options);
  const { event, isVerified } = await findAsked(context, asked, given.arguments[0]);
  const explained = explainDecision(event);
  await writeAnswer(context.stdout, asked.json, explained, (view) =>
    renderExplanation(explained, { now: context.now(), isVerified }, view),
  );
  return 0;
};

export const explain: CliCommand = {
  arguments: [
    ["[what]", "deployment, cluster/deployment, or the id of a decision or event; one deployment needs none"],
  ],
  options,
  examples: [
    { line: "loadline explain chat", does: "The decision in force for a deployment of the running demo." },
    { line: "loadline explain 5c0e1a4e-52a1-4c2e-9a57-1f5d6ab1a0b7", does: "Any stored decision or event, by its id." },
    { line: "loadline explain chat --server nats://broker:4222 --json", does: "The same as JSON, the event included." },
  ],
  run,
};

const runLedger: CliCommand["run"] = async (context, given) => {
  const asked = options.read(given.options);
  const { event, deployment } = await findAsked(context, asked, given.arguments[0]);
  const { ledger } = event.data;
  if (ledger === undefined) throw new UserError(messages.noLedger(deployment));
  await writeAnswer(context.stdout, asked.json, ledger, (view) => renderLedger(event, ledger, view));
  return 0;
};

export const ledger: CliCommand = {
  arguments: [["[what]", "deployment, cluster/deployment, or the id of a decision; one deployment needs none"]],
  options,
  examples: [
    { line: "loadline ledger chat", does: "Where the planned capacity of a deployment of the running demo goes." },
    { line: "loadline ledger chat --json", does: "The same as JSON." },
  ],
  run: runLedger,
};
