import type { Failpoint } from "../../src/failpoint.ts";

export const ordersVariable = "LOADLINE_TEST_ORDERS";

/** What a child gets: its configuration, and where to stop. */
export interface ChildOrders {
  readonly config: Readonly<Record<string, unknown>>;
  /** null: nowhere. */
  readonly point: Failpoint | null;
  readonly hits: number;
  readonly signal: "SIGKILL" | "SIGSTOP";
}
