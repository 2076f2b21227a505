export {
  type ConnectSettings,
  connectNats,
  connectOptions,
  refusalIn,
  rotatedPassword,
  shownAddress,
} from "./connect.ts";
export { ensureStreams, requireStreams, streamConfig } from "./ensure-streams.ts";
export { ensureBuckets, openBucket } from "./open-bucket.ts";
export { publishFeedback, publishRecommendation } from "./publish.ts";
export { PullSize } from "./pull-size.ts";
export {
  AccessPolicy,
  agentPermissions,
  agentsAccount,
  authenticator,
  controlAccount,
  inboxOf,
  type Permissions,
  passwordVariable,
  renderNatsConfig,
  type User,
  usersOf,
} from "./roles.ts";
