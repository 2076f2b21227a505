import { catalogueModule } from "./catalogue-module.ts";
import { jsonSchemaFiles } from "./json-schema-files.ts";
import { errorsPage, metricsPage, subjectsPage } from "./reference-pages.ts";

export interface GeneratedFile {
  /** Below the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** Everything in the repository that is made from its sources. */
export const generatedFiles = (): readonly GeneratedFile[] => [
  catalogueModule(),
  ...jsonSchemaFiles(),
  { path: "docs/reference/errors.md", text: errorsPage() },
  { path: "docs/reference/metrics.md", text: metricsPage() },
  { path: "docs/reference/subjects.md", text: subjectsPage() },
];
