export { type ConnectSettings, connectNats, connectOptions } from "./connect.ts";
export { ensureStreams, requireStreams, streamConfig } from "./ensure-streams.ts";
export { publishFeedback, publishRecommendation } from "./publish.ts";
