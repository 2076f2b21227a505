import { eventSchemas, toJsonSchema } from "@loadline/wire";
import { dashboardFiles } from "../dashboards/dashboard-files.ts";
import { accessPage } from "./access-page.ts";
import { chartFiles } from "./chart-files.ts";
import { engineSignalsPage } from "./engine-signals-page.ts";
import type { GeneratedFile } from "./markdown.ts";
import { advicePage, planPage } from "./plan-page.ts";
import { errorsPage, metricsPage, subjectsPage } from "./reference-pages.ts";

/** The committed JSON Schema of each message. */
const jsonSchemaFiles = (): readonly GeneratedFile[] =>
  eventSchemas.map((event) => ({
    path: `packages/wire/schema/${event.file}`,
    text: `${JSON.stringify(toJsonSchema(event), null, 2)}\n`,
  }));

/** Every committed file that is made from the sources, one after the other. */
export function* generatedFiles(): Generator<GeneratedFile> {
  yield* [
    ...jsonSchemaFiles(),
    ...chartFiles(),
    { path: "docs/reference/access.md", text: accessPage() },
    { path: "docs/reference/advice.md", text: advicePage() },
    { path: "docs/reference/engine-signals.md", text: engineSignalsPage() },
    { path: "docs/reference/errors.md", text: errorsPage() },
    { path: "docs/reference/metrics.md", text: metricsPage() },
    { path: "docs/reference/plan.md", text: planPage() },
    { path: "docs/reference/subjects.md", text: subjectsPage() },
  ];
  yield* dashboardFiles();
}
