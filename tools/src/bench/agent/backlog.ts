import { setTimeout as sleep } from "node:timers/promises";
import { decode, Telemetry } from "@loadline/wire";
import { DeliverPolicy, jetstream } from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/transport-node";

/** What a broker got after it had been away. */
export interface Backlog {
  /** Sequence number of the first sample that it got. */
  readonly first: number;
  /** The first one after it that is from the time of the outage. */
  readonly oldest: number;
  /** Samples that never came and are told in no gap. */
  readonly missing: number;
  readonly inGaps: number;
  /** From the return to the last sample of the outage. */
  readonly seconds: number;
}

const patienceSeconds = 300;

/** Reads samples from a place in the stream until all up to the first one that came are there, or patience ends. */
export const readBacklog = async (connection: NatsConnection, fromSequence: number): Promise<Backlog> => {
  const startedAt = performance.now();
  const consumer = await jetstream(connection).consumers.get("LOADLINE_TELEMETRY", {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: fromSequence,
  });
  const order: number[] = [];
  let inGaps = 0;
  const missing = (): number => {
    const [first = 0] = order;
    const seen = new Set(order);
    const oldest = Math.min(...order);
    return Array.from({ length: Math.max(0, first - oldest) }, (_, at) => oldest + at).filter((seq) => !seen.has(seq))
      .length;
  };
  const passed = (): number => (performance.now() - startedAt) / 1000;
  do {
    for await (const message of await consumer.fetch({ max_messages: 1000, expires: 1000 })) {
      const decoded = decode(Telemetry, message.data);
      if (decoded.kind !== "ok") throw new RangeError(decoded.detail);
      order.push(decoded.value.seq);
      for (const { count } of decoded.value.gaps ?? []) inGaps = Math.max(inGaps, count);
    }
    await sleep(1000);
  } while ((order.length < 2 || missing() > inGaps) && passed() < patienceSeconds);
  const [first = Number.NaN] = order;
  return { first, oldest: Math.min(...order), missing: missing(), inGaps, seconds: passed() };
};
