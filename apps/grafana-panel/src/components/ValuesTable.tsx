import { t } from "../text/text.ts";
import type { DeploymentView } from "../view-model/deployment-view.ts";
import { DeploymentTable } from "./DeploymentTable.tsx";
import { valueColumns } from "./deployment-columns.tsx";
import { useFormats } from "./formats-context.ts";

/** Current values of all deployments, for reading without the charts. */
export function ValuesTable({ views }: { readonly views: readonly DeploymentView[] }) {
  return <DeploymentTable label={t("table.values")} views={views} columns={valueColumns(useFormats())} />;
}
