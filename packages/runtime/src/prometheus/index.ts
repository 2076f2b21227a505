import { metrics } from "@loadline/protocol";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { CertificateSpan } from "../settings/server-tls.ts";

type Of<T extends string> = Extract<(typeof metrics)[number], { readonly type: T }>["name"];

const definition = (name: (typeof metrics)[number]["name"]) => {
  const found = metrics.find((metric) => metric.name === name);
  if (found === undefined) throw new RangeError(`no metric is called ${name}`);
  const { help, labels } = found;
  const buckets = "buckets" in found ? [...found.buckets] : undefined;
  return { name, help, labelNames: [...labels] as string[], ...(buckets === undefined ? {} : { buckets }) };
};

/** prom-client metrics made from the registry of this package, so that no name is spelt twice. */
export const gauge = (registry: Registry, name: Of<"gauge">): Gauge =>
  new Gauge({ ...definition(name), registers: [registry] });

export const counter = (registry: Registry, name: Of<"counter">): Counter =>
  new Counter({ ...definition(name), registers: [registry] });

export const histogram = (registry: Registry, name: Of<"histogram">): Histogram =>
  new Histogram({ ...definition(name), registers: [registry] });

/** The certificates of a process, as they are when the page is read. */
export const exposeCertificates = (registry: Registry, spans: () => readonly CertificateSpan[]): void => {
  new Gauge({
    ...definition("loadline_certificate_not_before_timestamp_seconds"),
    registers: [registry],
    // The first of the two on the page: what it sets of the other one is on the same page.
    collect() {
      this.reset();
      notAfter.reset();
      for (const { setting, ...span } of spans()) {
        this.set({ setting }, span.notBefore);
        notAfter.set({ setting }, span.notAfter);
      }
    },
  });
  const notAfter = gauge(registry, "loadline_certificate_not_after_timestamp_seconds");
};
