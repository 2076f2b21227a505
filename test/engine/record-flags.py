"""
Options of an engine's command line, as its own parser has them, for apps/cli/test/engine-flags.json.

  python record-flags.py vllm [WHEEL…]        with the Python of an environment that has vLLM
  python record-flags.py bench                the same, of `vllm bench serve`
  python record-flags.py sglang [WHEEL…]      with SGLang; no GPU is needed for its parser

WHEELs of older versions state since when there is an option: a name is looked for in the calls of add_argument. One that
the oldest has states no version. `launches` in place of an engine reads command lines from the standard input, one a line
as a JSON list, and prints those that vLLM's parser refuses.
"""

import argparse
import ast
import json
import re
import sys
import zipfile
from importlib.metadata import version


def vllm_parser():
    from vllm.entrypoints.launchers.cli_args import make_arg_parser
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    return make_arg_parser(FlexibleArgumentParser())


def bench_parser():
    from vllm.benchmarks.serve import add_cli_args

    parser = argparse.ArgumentParser()
    add_cli_args(parser)
    return parser


def sglang_parser():
    from sglang.srt.server_args import ServerArgs

    parser = argparse.ArgumentParser()
    ServerArgs.add_cli_args(parser)
    return parser


ENGINES = {
    "vllm": ("vllm serve", "vllm", vllm_parser),
    "bench": ("vllm bench serve", "vllm", bench_parser),
    "sglang": ("python -m sglang.launch_server", "sglang", sglang_parser),
}


def taken(action):
    """What an option takes: its choices, a kind of number, text, or nothing."""
    if action.nargs == 0:
        return "nothing"
    if action.choices:
        return "|".join(str(choice) for choice in action.choices if choice is not None)
    name = getattr(action.type, "__name__", "")
    # vLLM wraps the type of what may be None in a function of its own.
    inner = [cell.cell_contents for cell in getattr(action.type, "__closure__", None) or []]
    kinds = [name, *(getattr(one, "__name__", "") for one in inner)]
    if any("float" in kind for kind in kinds):
        return "float"
    return "int" if any("int" in kind for kind in kinds) else "text"


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        for path in archive.namelist():
            if re.search(r"args?[\w/]*\.py$|/cli/serve\.py$", path):
                for node in ast.walk(ast.parse(archive.read(path))):
                    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument":
                        yield from (one.value for one in node.args if isinstance(one, ast.Constant))


def number(text):
    return [int(part) for part in re.findall(r"\d+", text)]


def launches():
    parser = vllm_parser()

    def refuse(message):
        raise ValueError(message)

    parser.error = refuse
    for line in sys.stdin:
        try:
            parser.parse_args(json.loads(line))
        except (ValueError, TypeError, SystemExit) as error:
            print(json.dumps({"launch": json.loads(line), "why": str(error)}))


def record(program, package, make, wheels):
    by_version = {re.search(r"-(\d[^-]*)-", wheel).group(1): set(names_in(wheel)) for wheel in wheels}
    versions = sorted(by_version, key=number)
    flags = []
    for action in make()._actions:
        for flag in (one for one in action.option_strings if not one.startswith("--no-")):
            holding = [one for one in versions if flag in by_version[one]]
            row = {"flag": flag, "takes": taken(action)}
            if holding and holding[0] != versions[0]:
                row["from"] = holding[0]
            flags.append(row)
    flags.sort(key=lambda row: row["flag"])
    own = version(package).split("+")[0]
    return {"program": program, "version": own, "olderVersions": versions, "flags": flags}


if __name__ == "__main__":
    if sys.argv[1] == "launches":
        launches()
    else:
        print(json.dumps(record(*ENGINES[sys.argv[1]], sys.argv[2:])))
