import { bucketStream, buckets } from "@loadline/wire";
import { openBucket } from "@loadline/wire/nats";
import type { ConnectionOptions } from "../broker/connection-options.ts";
import { withConnection } from "../broker/with-connection.ts";
import type { CliContext } from "../command.ts";
import type { StoredPlan } from "./stored-plan.ts";

/**
 * Stores the text of a checked plan under its cluster's name. The last ones stay readable under their revisions.
 * @throws LL_NATS_UNREACHABLE, LL_STREAM_MISSING, LL_CONFIG_INVALID without an address or a right to write
 */
export const storePlan = (
  context: CliContext,
  options: ConnectionOptions,
  { cluster, text }: { readonly cluster: string; readonly text: string },
): Promise<StoredPlan> =>
  withConnection(context, { options, stream: bucketStream(buckets.plans) }, async ({ connection }) => {
    const bucket = await openBucket(connection, buckets.plans);
    return { bucket: buckets.plans.name, key: cluster, revision: await bucket.put(cluster, text) };
  });
