import { pageOf } from "@loadline/tools/generate/markdown";

/** A page of docs/accuracy. */
export const page = pageOf("npx vitest run --project contract test/accuracy --update");
