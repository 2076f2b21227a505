import { type Adviser, advice } from "./context.ts";

/** A deployment of which no model is known: it is safe, and it cannot be sized before it was measured. */
export const notModelled: Adviser = ({ assessment: { model, view } }) => {
  const result = model.capacity(view.shape);
  if (result.kind !== "unknown") return [];
  const message = `measured capacity alone decides: ${result.detail}; correct the plan, or describe it in models or devices`;
  return [advice("not-modelled", message)];
};
