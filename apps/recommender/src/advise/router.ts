import { replicasCarrying } from "@loadline/model";
import type { Assessment } from "../decide/assessment.ts";
import { rateAtRandom } from "../decide/replica-capacity.ts";
import { replicaRateOf, scaledCurve } from "../observe/replica-model.ts";
import { type Adviser, advice, counted, rounded } from "./context.ts";

/** Requests/s that the count must carry: what arrives, or what is forecast at the quantile that decides. */
const coveredLoad = ({ inputs: { demand, forecast }, settings: { demandQuantile } }: Assessment): number => {
  const ahead = forecast?.quantiles.find(({ quantile }) => quantile >= demandQuantile)?.requestsPerSecond ?? 0;
  return Math.max(demand?.requestsPerSecond ?? 0, ahead);
};

/** Requests are split by chance, and a router that counts them would need fewer replicas for what must be carried. */
export const randomRouter: Adviser = ({ assessment }) => {
  const { view, measured, model, deployment, settings, speedFactor, usdPerHour } = assessment;
  const atRandom = view.router.law === "random" ? rateAtRandom(measured) : null;
  if (atRandom === null) return [];
  const most = deployment.replicas.max;
  const curve = replicaRateOf(
    model.behind("least-requests").inService(view.shape, { replicas: 1, most, speedFactor }),
  )?.curve;
  const alone = curve?.[0]?.[1] ?? 0;
  if (curve === undefined || alone <= 0) return [];
  const { requestsPerSecond } = atRandom;
  const load = coveredLoad(assessment);
  const [now, then] = [
    replicasCarrying(load, { requestsPerSecond }),
    replicasCarrying(load, { requestsPerSecond, curve: scaledCurve(curve, requestsPerSecond / alone) }),
  ].map((replicas) => Math.max(settings.minReplicas, replicas + settings.reserveReplicas)) as [number, number];
  if (then >= now) return [];
  const [before, after] = [usdPerHour(now), usdPerHour(then)];
  const saving = before === null || after === null ? "" : `, ${rounded(before - after)} $/h`;
  const message = `requests are split at random; least requests would need ${counted(now - then, "replica")} less${saving}: ${then} instead of ${now} for ${rounded(load)} requests/s`;
  return [advice("router", message, now - then, "replicas")];
};
