import { withConnection } from "../broker/connection.ts";
import type { CliCommand } from "../command.ts";
import { messages, UserError } from "../messages.ts";
import { connectionOptions, optionSet } from "../options.ts";
import { findEvent } from "../recommendations/find-event.ts";
import { trustedKeys } from "../recommendations/read-event.ts";
import { renderLedger } from "../recommendations/render-ledger.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "json"]);

const run: CliCommand["run"] = async (context, given) => {
  const { publicKey, json, ...connectionTo } = options.read(given.options);
  const keys = await trustedKeys(publicKey, context);
  const { stdout, now, signal } = context;
  await withConnection(context, connectionTo, async ({ connection }) => {
    const { event, deployment } = await findEvent(connection, given.arguments[0], {
      trust: { keys, now: now() },
      signal,
    });
    const { ledger } = event.data;
    if (ledger === undefined) throw new UserError(messages.noLedger(deployment));
    await writeAnswer(stdout, json, ledger, (view) => renderLedger(event, ledger, view));
  });
  return 0;
};

export const ledger: CliCommand = {
  arguments: [["[what]", "deployment, cluster/deployment, or the id of a decision; one deployment needs none"]],
  options,
  examples: [
    { line: "loadline ledger chat", does: "Where the planned capacity of a deployment of the running demo goes." },
    { line: "loadline ledger chat --json", does: "The same as JSON." },
  ],
  run,
};
