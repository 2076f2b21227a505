import { type AccessPolicy, renderNatsConfig } from "@loadline/wire/nats";
import type { GeneratedFile } from "./markdown.ts";

/** Roles of the chart, which puts the cluster's name in; one user each. */
const chartPolicy: AccessPolicy = {
  version: 1,
  cluster: "loadline-cluster-name",
  agents: [],
  recommenders: ["recommender"],
  actuators: ["actuator"],
  planners: ["planner"],
  readers: ["panel"],
  administrators: ["admin"],
};

/** The same, where agents come in with the tokens of their pods; the authenticator knows their service accounts. */
const tokenPolicy: AccessPolicy = {
  ...chartPolicy,
  nodeTokens: { issuer: "$NATS_NODE_TOKEN_ISSUER", serviceAccounts: ["loadline/loadline-agent"] },
};

/** Configurations of the chart's broker. */
export const chartFiles = (): readonly GeneratedFile[] => [
  { path: "deploy/helm/loadline/files/nats-server.conf", text: renderNatsConfig({ ...chartPolicy, agents: ["*"] }) },
  { path: "deploy/helm/loadline/files/nats-server-node-tokens.conf", text: renderNatsConfig(tokenPolicy) },
];
