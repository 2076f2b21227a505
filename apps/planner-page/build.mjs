// Builds the page twice from one script: as a folder for a web server, and as one HTML file that works from disk.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const root = import.meta.dirname;
const dist = join(root, "dist");

/** The script is the page's and the worker's: a classic one, as a page from disk may load no module. */
const bundle = async () => {
  const [{ output }] = await build({
    root,
    configFile: false,
    logLevel: "warn",
    define: {
      "process.env.NODE_ENV": '"production"',
      SAMPLE_PLAN: JSON.stringify(readFileSync(join(root, "../../deploy/examples/document.yaml"), "utf8")),
    },
    build: {
      write: false,
      target: "es2023",
      assetsInlineLimit: 0,
      lib: { entry: join(root, "src/main.tsx"), formats: ["iife"], name: "loadlinePlanner", cssFileName: "planner" },
    },
  });
  const script = output.find(({ type }) => type === "chunk").code;
  const style = String(output.find(({ fileName }) => fileName.endsWith(".css")).source);
  // A text within the script would end its element; a terminal escapes control characters in what is printed to it.
  const inert = script
    .replaceAll("</script", String.raw`<\/script`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
    .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`);
  return { script: inert, style };
};

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing from elsewhere, no text that becomes a script; styles of elements are set by scripts alone. */
const policy = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "worker-src blob: 'self'",
    "img-src data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

const page = (csp, style, script) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Loadline planner</title>
<link rel="icon" href="data:,">
${style}
</head>
<body>
<div id="page"><main><h1>Loadline planner</h1></main></div>
<!--embedded-->
${script}
</body>
</html>
`;

const { script, style } = await bundle();
const alone = page(
  policy(`${hashOf(script)} blob:`, hashOf(style)),
  `<style>${style}</style>`,
  `<script>${script}</script>`,
);
mkdirSync(join(dist, "folder"), { recursive: true });
writeFileSync(join(dist, "planner.html"), alone);
const files = {
  "index.html": page(
    policy("'self'", "'self'"),
    '<link rel="stylesheet" href="planner.css">',
    '<script src="planner.js"></script>',
  ),
  "planner.js": script,
  "planner.css": style,
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(dist, "folder", name), text);
process.stdout.write(`planner page: ${alone.length} bytes, ${gzipSync(alone).length} packed\n`);
