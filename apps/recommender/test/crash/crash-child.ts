import { pino } from "pino";
import { startRecommender } from "../../src/recommender.ts";
import { systemClock } from "../../src/settings/clock.ts";
import { RecommenderConfig } from "../../src/settings/config.ts";
import type { FailpointHook } from "../../src/settings/failpoint.ts";
import type { ChildOrders } from "./child.ts";

const orders = JSON.parse(process.argv[2] ?? "null") as ChildOrders;

/** Sends the signal to this very process when the point is reached for the n-th time. */
const failpoint = ({ point, hits, signal }: ChildOrders): FailpointHook => {
  let left = hits;
  return (reached) => {
    if (reached !== point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, signal);
  };
};

const { address } = await startRecommender({
  config: RecommenderConfig.parse(orders.config),
  clock: systemClock,
  logger: pino({ level: "info" }, pino.destination({ dest: 1, sync: true })),
  failpoint: failpoint(orders),
});
process.stdout.write(`${JSON.stringify({ started: address })}\n`);
