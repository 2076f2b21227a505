// Puts the planner page, a file like any other, beside the command that serves it.
import { copyFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

copyFileSync(fileURLToPath(import.meta.resolve("loadline-planner-page/planner.html")), "dist/planner.html");
