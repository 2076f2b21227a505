/**
 * The executable that stands for nvidia-smi on a virtual node: a POSIX shell script that knows `-q -x` and nothing
 * else, and reads the file beside it. A reader that asks for more learns so by exit status 2.
 */
export const fakeNvidiaSmi = `#!/bin/sh
if [ "$#" -eq 2 ] && [ "$1" = "-q" ] && [ "$2" = "-x" ]; then
  exec cat "$(dirname "$0")/gpus.xml"
fi
echo "nvidia-smi of the simulated fleet: only '-q -x' is understood, got '$*'" >&2
exit 2
`;
