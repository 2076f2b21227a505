import type { Feedback } from "@loadline/wire";
import { publishFeedback } from "@loadline/wire/nats";
import { parseSigningKey, signFeedback } from "@loadline/wire/signature";
import { jetstream } from "@nats-io/jetstream";
import { withConnection } from "../broker/connection.ts";
import type { CliCommand } from "../command.ts";
import { readText, userPath } from "../files.ts";
import { messages, UserError } from "../messages.ts";
import { connectionOptions, optionSet } from "../options.ts";
import { findEvent } from "../recommendations/find-event.ts";
import { trustedKeys } from "../recommendations/read-event.ts";
import { printable } from "../terminal/text.ts";
import { writeAnswer } from "../terminal/view.ts";

const options = optionSet([...connectionOptions, "publicKey", "approvalKey", "json"]);

export const approve: CliCommand = {
  arguments: [["<decision>", "id of the decision that waits; loadline explain shows it"]],
  options,
  examples: {
    "loadline approve 5c0e1a4e-52a1-4c2e-9a57-1f5d6ab1a0b7 --approval-key approver.pem --user actuator --password-file password":
      "Let the recommender set the count of a decision, signed.",
  },
  run: async (context, given) => {
    const { publicKey, approvalKey, json, ...connectionTo } = options.read(given.options);
    const { stdout, now, signal } = context;
    const [decisionId = ""] = given.arguments;
    const key = approvalKey === undefined ? null : parseSigningKey(await readText(userPath(approvalKey, context)));
    const find = { trust: { keys: await trustedKeys(publicKey, context), now: now() }, signal };
    await withConnection(context, connectionTo, async ({ connection }) => {
      const { cluster, deployment, event: approved } = await findEvent(connection, decisionId, find);
      const { event: latest } = await findEvent(connection, `${cluster}/${deployment}`, find);
      const { decision, replicas } = latest.data;
      // A deployment's name would approve whatever is decided by now, and not what somebody has read.
      if (approved.data.decision.id !== decisionId) throw new UserError(messages.noDecisionId(decisionId, decision.id));
      const isInForce =
        replicas.desired === approved.data.replicas.desired && now() < Date.parse(decision.expiresAt) / 1000;
      if (!isInForce) throw new UserError(messages.notInForce(decisionId, decision));
      const feedback: Feedback = {
        v: 1,
        decisionId,
        outcome: "approved",
        at: now(),
        replicas: replicas.desired,
        detail: null,
        actuator: "loadline approve",
      };
      const sent = key === null ? feedback : signFeedback(feedback, key);
      await publishFeedback(jetstream(connection), { cluster, deployment }, sent);
      await writeAnswer(stdout, json, { cluster, deployment, feedback: sent }, () => {
        const by = key === null ? "unsigned" : `signed by key ${key.keyId}`;
        const to = `${cluster}/${deployment} to ${replicas.desired} replicas`;
        return `${printable(`approved: ${to}, decision ${decisionId}, ${by}`)}\n`;
      });
    });
    return 0;
  },
};
