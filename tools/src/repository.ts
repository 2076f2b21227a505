import { fileURLToPath } from "node:url";

/** Root of the checkout; this file sits one folder deep below `tools`, as source and as built module. */
export const repositoryRoot = fileURLToPath(new URL("../../", import.meta.url));
