export { exitCodeOf } from "./exit-code.ts";
export { readText } from "./read-text.ts";
export {
  environmentName,
  flagName,
  type Origin,
  type ResolvedSettings,
  resolveSettings,
  type SettingsForm,
  type SettingsLayers,
} from "./resolve-settings.ts";
