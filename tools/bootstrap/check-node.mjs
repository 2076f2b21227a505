// Plain enough to parse on an old Node, so that it can say what is wrong.
export function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(
    "LL_NODE_TOO_OLD: this is Node " +
      process.versions.node +
      "; Loadline needs 20.19 or newer. Install one from https://nodejs.org and run the command again.\n",
  );
  process.exit(2);
}
