export * from "../redact.ts";
export * from "../security-settings.ts";
export * from "./bound-connections.ts";
export * from "./listen-address.ts";
export type { YamlBounds } from "./parse-yaml.ts";
export { parseYaml } from "./parse-yaml.ts";
export * from "./redacted-output.ts";
export * from "./resolve-settings.ts";
export * from "./server-tls.ts";
