import { messages, UserError } from "@loadline/planner/messages";
import { connectionOptions, optionSet } from "@loadline/planner/options";
import type { CliCommand } from "../command.ts";
import { findAsked } from "../recommendations/find-event.ts";
import { renderLedger } from "../recommendations/render-ledger.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "json"]);

export const ledger: CliCommand = {
  arguments: [["[what]", "deployment, cluster/deployment, or the id of a decision; one deployment needs none"]],
  options,
  examples: {
    "loadline ledger chat": "Where the planned capacity of a deployment of the running demo goes.",
    "loadline ledger chat --json": "The same as JSON.",
  },
  run: async (context, given) => {
    const asked = options.read(given.options);
    const { event, deployment } = await findAsked(context, asked, given.arguments[0]);
    const { ledger } = event.data;
    if (ledger === undefined) throw new UserError(messages.noLedger(deployment));
    await writeAnswer(context.stdout, asked.json, ledger, (view) => renderLedger(event, ledger, view));
    return 0;
  },
};
