declare module "*.yaml?raw" {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: so Vite hands a file's text over
  export default text;
}
declare module "*.css";
