import type { Telemetry } from "@loadline/protocol";
import type { Outbox } from "../publish/outbox.ts";
import type { AgentConfig } from "../settings/config.ts";
import type { SupervisedSources } from "../sources/index.ts";

/** What the HTTP endpoints show. */
export interface AgentView {
  readonly config: () => AgentConfig;
  readonly sources: () => SupervisedSources;
  readonly outbox: Outbox;
  /** The last sample, with the elapsed clock at its making. */
  latest: { readonly sample: Telemetry; readonly at: number } | null;
  permissionErrors: number;
}
