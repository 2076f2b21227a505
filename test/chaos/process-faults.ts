import { insist } from "./broker-faults.ts";
import { between, type Fault, oneOf, pass, seconds } from "./fault.ts";
import type { Part } from "./part.ts";
import { freshnessSeconds, leaseSeconds } from "./parts-of-stage.ts";

const away = async (part: Part, how: "killed" | "stopped", wait: () => Promise<void>): Promise<void> => {
  if (how === "killed") await part.kill();
  else await part.stop();
  await wait();
  part.start();
};

const recommenderAway =
  (how: "killed" | "stopped"): Fault =>
  async (context) => {
    const part = oneOf(context.random, context.stage.recommenders);
    const duration = between(context.random, 0, 4 * leaseSeconds);
    await away(part, how, () => pass(context, duration));
    return `${part.name} for ${seconds(duration)}`;
  };

const bothRecommendersKilled: Fault = async (context) => {
  const duration = between(context.random, 0, 15);
  await Promise.all(context.stage.recommenders.map((part) => part.kill()));
  await pass(context, duration);
  for (const part of context.stage.recommenders) part.start();
  return seconds(duration);
};

const recommenderPaused: Fault = async (context) => {
  const part = oneOf(context.random, context.stage.recommenders);
  const duration = between(context.random, leaseSeconds + 1, 6 * leaseSeconds);
  part.pause();
  await pass(context, duration);
  part.resume();
  return `${part.name} for ${seconds(duration)}`;
};

const agentKilled: Fault = async (context) => {
  const { agent, name } = oneOf(context.random, context.stage.nodes);
  const duration = between(context.random, 1, 4 * freshnessSeconds);
  await away(agent, "killed", () => pass(context, duration));
  return `${name} for ${seconds(duration)}`;
};

const agentPaused: Fault = async (context) => {
  const { agent, name } = oneOf(context.random, context.stage.nodes);
  const duration = between(context.random, freshnessSeconds / 2, 5 * freshnessSeconds);
  agent.pause();
  await pass(context, duration);
  agent.resume();
  return `${name} for ${seconds(duration)}`;
};

const nvidiaSmi: Fault = async (context) => {
  const node = oneOf(context.random, context.stage.nodes);
  const mode = oneOf(context.random, ["hanging", "garbage", "cut"] as const);
  const duration = between(context.random, 5, 40);
  node.setNvidiaSmi(mode);
  await pass(context, duration);
  node.setNvidiaSmi("as-it-is");
  return `${node.name} ${mode} for ${seconds(duration)}`;
};

const engines: Fault = async (context) => {
  const { name } = oneOf(context.random, context.stage.nodes);
  const mode = oneOf(context.random, ["hanging", "failing", "renamed", "garbage", "cut"] as const);
  const duration = between(context.random, 5, 40);
  context.stage.engines.set(name, mode);
  await pass(context, duration);
  context.stage.engines.set(name, "as-they-are");
  return `${name} ${mode} for ${seconds(duration)}`;
};

const hangUp: Fault = async (context) => {
  const { nodes, recommenders } = context.stage;
  const part = oneOf(context.random, [...recommenders, ...nodes.map(({ agent }) => agent)]);
  part.hangUp();
  await pass(context, 2);
  return part.name;
};

const load: Fault = async (context) => {
  const factor = oneOf(context.random, [0.0001, 0.3, 0.7, 1, 1.5, 2.5]);
  await insist(() => context.stage.restartFleet(factor));
  await pass(context, between(context.random, 20, 60));
  return `every engine starts anew, load × ${factor}`;
};

export const processFaults: Readonly<Record<string, Fault>> = {
  "recommender killed": recommenderAway("killed"),
  "recommender stopped": recommenderAway("stopped"),
  "both recommenders killed": bothRecommendersKilled,
  "recommender paused": recommenderPaused,
  "agent killed": agentKilled,
  "agent paused": agentPaused,
  "nvidia-smi": nvidiaSmi,
  engines,
  SIGHUP: hangUp,
  load,
};
