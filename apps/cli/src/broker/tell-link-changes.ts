import type { NatsConnection } from "@nats-io/transport-node";
import type { Output } from "../command.ts";

/** Says on `output` when the link to the broker goes and comes back. Ends with the connection. */
export const tellLinkChanges = async (connection: NatsConnection, output: Output): Promise<void> => {
  for await (const { type } of connection.status()) {
    if (type === "disconnect") await output.write("connection to the NATS server lost, trying again\n");
    if (type === "reconnect") await output.write("connected again\n");
  }
};
