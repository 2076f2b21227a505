export { redact } from "../redact.ts";
export { boundConnections, boundSockets } from "./bound-connections.ts";
export { inlinePlanFiles } from "./inline-plan-files.ts";
export { type ListenAddress, listenAddress, listenFault, listenPattern, unescaped } from "./listen-address.ts";
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
export { type ServerTls, serverTls } from "./server-tls.ts";
