export { redact } from "../redact.ts";
export { parseYaml } from "./parse-yaml.ts";
export { exitCodeOf, readText, redactedOutput } from "./redacted-output.ts";
export {
  environmentName,
  flagName,
  type Origin,
  type ResolvedSettings,
  resolveSettings,
  type SettingsForm,
  type SettingsLayers,
} from "./resolve-settings.ts";
