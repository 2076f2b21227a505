import { z } from "zod";

export const texts = z.record(z.string(), z.string()).catch({});
export const time = z
  .string()
  .transform((text) => Date.parse(text) / 1000)
  .refine(Number.isFinite)
  .nullable()
  .catch(null);
const longest = 300;
export const shortText = z
  .string()
  .transform((text) => text.slice(0, longest))
  .catch("");

const Condition = z
  .object({ type: shortText, status: shortText, reason: shortText, message: shortText, lastTransitionTime: time })
  .catch({ type: "", status: "", reason: "", message: "", lastTransitionTime: null });
export type Condition = z.infer<typeof Condition>;
export const conditions = z.array(Condition).max(100).catch([]);

/** "ScalingActive: the metric is not there" */
export const conditionText = ({ type, reason, message }: Condition): string => {
  const why = message || reason;
  return why === "" ? type : `${type}: ${why}`;
};

export const metadata = z.object({ name: z.string().min(1), deletionTimestamp: time, creationTimestamp: time });
