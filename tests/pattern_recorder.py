"""Every pattern that the library compiles, and how it is used: `python tests/pattern_recorder.py` prints JSON.

Patterns stand in modules, in classes, in tables, in rules, and some are put together at run time. So what compiles them is
replaced before the library is imported, in a process of its own, and all modules and the fixtures' reports go through it.
"""

import json
import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import regex

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")
RECORDED = {}


class Recorded:
    """A pattern that notes which of its methods are called."""

    def __init__(self, pattern, entry):
        self.compiled, self.entry = pattern, entry

    def __getattr__(self, name):
        if name in METHODS:
            self.entry["methods"].add(name)
        return getattr(self.compiled, name)


def record(module):
    compile_really = module.compile

    def compiled(pattern, flags=0, **options):
        if isinstance(pattern, Recorded):
            return pattern
        made = compile_really(pattern, flags, **options)
        caller = next(f for f in callers() if f.f_code.co_filename != __file__)
        home = caller.f_globals.get("__name__", "")
        if not home.startswith("fazhi_ie"):
            return made
        entry = {"module": home, "line": caller.f_lineno, "flags": flags, "methods": set()}
        return Recorded(made, RECORDED.setdefault((made.pattern, made.flags), entry))

    def shortcut(name):
        return lambda pattern, *arguments, **options: getattr(compiled(pattern), name)(*arguments, **options)

    module.compile = compiled
    for name in METHODS:
        setattr(module, name, shortcut(name))


def callers():
    frame = sys._getframe(1)
    while frame:
        yield frame
        frame = frame.f_back


def main():
    for module in (regex, re):
        record(module)
    package = import_module("fazhi_ie")
    for module in walk_packages(package.__path__, "fazhi_ie."):
        if module.name != "fazhi_ie.__main__":
            import_module(module.name)
    files = sorted(
        file for name in ("reports/*.txt", "noisy/*.txt", "files/*.html", "files/*.pdf") for file in FIXTURES.glob(name)
    )
    for file in files:
        package.extract(package.read(file))
    names = {
        id(value.entry): name
        for module in [module for name, module in sys.modules.items() if name.startswith("fazhi_ie")]
        for name, value in vars(module).items()
        if isinstance(value, Recorded)
    }
    print(json.dumps([
        {
            "pattern": pattern if isinstance(pattern, str) else pattern.decode("latin-1"),
            "bytes": isinstance(pattern, bytes),
            "flags": int(entry["flags"]),
            "name": f"{entry['module']}.{names.get(id(entry), entry['line'])}",
            "methods": sorted(entry["methods"]),
        }
        for (pattern, _), entry in RECORDED.items()
    ]))  # fmt: skip


if __name__ == "__main__":
    main()
