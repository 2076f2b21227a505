// The layout of @grafana/create-plugin. The bundler here is rspack, which takes webpack's configuration: what is
// exported is the one that build.mjs bundles with, loader included.
export { pluginConfig as default } from "../../bundle/plugin-config.mjs";
