export { redact } from "../redact.ts";
export { exitCodeOf } from "./exit-code.ts";
export { parseYaml } from "./parse-yaml.ts";
export { readText } from "./read-text.ts";
export { redactedOutput } from "./redacted-output.ts";
export {
  environmentName,
  flagName,
  type Origin,
  type ResolvedSettings,
  resolveSettings,
  type SettingsForm,
  type SettingsLayers,
} from "./resolve-settings.ts";
