import { buildBench, buildHost, buildScenes, stacks } from "./bundle/host.mjs";
import { buildPlugin } from "./bundle/plugin.mjs";

const usage = `usage: node build.mjs [--bench | --scenes]

  without an option   dist/plugin, and dist/host that shows it on live data
  --bench             dist/plugin, and dist/bench-12 and dist/bench-13 that show it on cases of data, one for each
                      stack of @grafana packages
  --scenes            dist/plugin, and dist/scenes-12 and dist/scenes-13 that show the provisioned dashboards
`;

const timed = async (what, work) => {
  const start = performance.now();
  const note = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`panel: ${what}${note === undefined ? "" : ` ${note}`} in ${seconds} s\n`);
};

const [option, ...rest] = process.argv.slice(2);
const pages = { "--bench": buildBench, "--scenes": buildScenes };
if ((option !== undefined && pages[option] === undefined) || rest.length > 0) {
  process.stderr.write(usage);
  process.exit(2);
}
await timed("dist/plugin/module.js", buildPlugin);
if (option === undefined) await timed("dist/host", buildHost);
else
  for (const stack of Object.keys(stacks)) await timed(`dist/${option.slice(2)}-${stack}`, () => pages[option](stack));
