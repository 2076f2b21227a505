import { connectionOptions, optionSet } from "@loadline/planner/options";
import { explainDecision } from "@loadline/protocol";
import type { CliCommand } from "../command.ts";
import { findAsked } from "../recommendations/find-event.ts";
import { renderExplanation } from "../recommendations/render-explanation.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "inputs", "json"]);

export const explain: CliCommand = {
  arguments: [
    ["[what]", "deployment, cluster/deployment, or the id of a decision or event; one deployment needs none"],
  ],
  options,
  examples: {
    "loadline explain chat": "The decision in force for a deployment of the running demo.",
    "loadline explain 5c0e1a4e-52a1-4c2e-9a57-1f5d6ab1a0b7": "Any stored decision or event, by its id.",
    "loadline explain chat --server nats://broker:4222 --json": "The same as JSON, the event included.",
  },
  run: async (context, given) => {
    const asked = options.read(given.options);
    const { event, isVerified } = await findAsked(context, asked, given.arguments[0]);
    const explained = explainDecision(event);
    await writeAnswer(context.stdout, asked.json, explained, (view) =>
      renderExplanation(explained, { now: context.now(), isVerified, inputs: asked.inputs }, view),
    );
    return 0;
  },
};
