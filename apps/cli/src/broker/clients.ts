/** Everything of the command line that talks to a NATS server: the one place that its client is loaded from. */
export { ensureStreams } from "@loadline/wire/nats";
export { examine } from "../doctor/examine.ts";
export { findEvent, lastEvents } from "../explain/find-event.ts";
export { storePlan } from "../plan/store-plan.ts";
export { followRecommendations, storedDeployments } from "../watch/follow-recommendations.ts";
export { storedMessages } from "./stored-messages.ts";
export { streamStates } from "./stream-states.ts";
export { withConnection } from "./with-connection.ts";
