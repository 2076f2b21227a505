import type { Embedded } from "@loadline/planner/embedded";
import { readText } from "./files.ts";

const place = "<!--embedded-->";

/** The planner page, which the build puts beside the command, with what it is to show. @throws LL_FILE_UNREADABLE */
export const plannerPage = async (embedded: Embedded | null = null): Promise<string> => {
  const page = await readText(new URL("../dist/planner.html", import.meta.url).pathname);
  if (embedded === null) return page;
  // Of a text within a script element only its end could be read as markup.
  const json = JSON.stringify(embedded).replaceAll("<", String.raw`\u003c`);
  const { report, live } = embedded;
  const title = report?.kind ?? (live === undefined ? "Plan" : "Planner");
  return page
    .replace("<title>Loadline planner</title>", `<title>Loadline: ${title.toLowerCase()}</title>`)
    .replace("default-src 'none'", (policy) => (live === undefined ? policy : `${policy}; connect-src 'self'`))
    .replace(place, () => `<script type="application/json" id="embedded">${json}</script>`);
};
