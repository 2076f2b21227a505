import { agentGpuMetrics } from "./gpu-role.ts";

/** What a series means to the panel, by the name of its metric. */
export const metricRoles = {
  loadline_planned_replicas: "planned-replicas",
  loadline_ready_replicas: "ready-replicas",
  loadline_pending_replicas: "pending-replicas",
  loadline_desired_replicas: "desired-replicas",
  loadline_desired_replicas_lower: "desired-replicas-lower",
  loadline_desired_replicas_upper: "desired-replicas-upper",
  loadline_planned_capacity_tokens_per_second: "planned-capacity",
  loadline_capacity_tokens_per_second: "capacity",
  loadline_load_line_tokens_per_second: "load-line",
  loadline_demand_tokens_per_second: "demand",
  loadline_demand_forecast_tokens_per_second: "demand-forecast",
  loadline_headroom_ratio: "headroom",
  loadline_binding_limit: "binding-limit",
  loadline_verdict: "verdict",
  loadline_decision_blocked: "decision-blocked",
  loadline_input_age_seconds: "input-age",
  loadline_cost_usd_per_hour: "cost",
  loadline_exhaustion_seconds: "exhaustion",
} as const;

export type Role = (typeof metricRoles)[keyof typeof metricRoles];

/** Every role, each once, in the order in which an editor offers them. */
export const allRoles: readonly Role[] = [...new Set<Role>(Object.values(metricRoles))];

const roles = new Map<string, Role>(Object.entries(metricRoles));

/** The role of a metric, or null for one that the panel does not show. */
export const roleOf = (metric: string): Role | null => roles.get(metric) ?? null;

/** Serving phases, in the order in which a request passes them. */
export const phases = ["prefill", "decode"] as const;
export type Phase = (typeof phases)[number];

export const isPhase = (value: string | undefined): value is Phase => phases.some((phase) => phase === value);

const knownRoles: ReadonlySet<string> = new Set(allRoles);

export const isRole = (value: unknown): value is Role => typeof value === "string" && knownRoles.has(value);

const queryOf = (metrics: readonly string[]): string => `{__name__=~"${metrics.join("|")}"}`;

/** The query that brings every series of the panel, one frame each. */
export const panelQuery = queryOf([...Object.keys(metricRoles), ...agentGpuMetrics]);

/** The query of the fleet map alone. */
export const fleetQuery = queryOf(agentGpuMetrics);
