"""Every public name has a complete docstring: a summary, its parts, what it returns and raises, and an example."""

import ast
import builtins
import inspect
import re
import textwrap
from importlib import import_module

import pytest

from fazhi_ie.errors import FazhiError
from fazhi_ie.numbers import Quantity, parse_quantity

#: Rooms whose `__all__` is public, and files of which every function and class is.
ROOMS = ("numbers", "rules", "tune", "view", "schema", "segment", "pipes", "knowledge", "text")
FILES = (
    "errors", "spark", "view.plots", "io.frames", "io.tables", "io.table_files", "io.readers", "io.reading", "view.fonts",
)  # fmt: skip
HELD = (FazhiError, ValueError, KeyError, TypeError)


def public():
    """Yield each public function, class, method and property with its name, once."""
    seen = set()
    for room in ("", *ROOMS, *FILES):
        package = import_module(f"fazhi_ie.{room}".rstrip("."))
        own = [n for n, x in vars(package).items() if n[0] != "_" and getattr(x, "__module__", "") == package.__name__]
        for name in own if room in FILES else getattr(package, "__all__", ()):
            thing = getattr(package, name)
            home = getattr(thing, "__module__", "")
            if not (inspect.isclass(thing) or inspect.isfunction(inspect.unwrap(thing))) or thing in seen:
                continue
            if not home.startswith("fazhi_ie."):
                continue
            seen.add(thing)
            yield f"{package.__name__}.{name}", thing
            for member, value in vars(thing).items() if inspect.isclass(thing) else ():
                value = getattr(value, "__func__", value)
                if member[0] != "_" and (isinstance(value, property) or inspect.isfunction(value)):
                    yield f"{package.__name__}.{name}.{member}", value


def lacking(thing):
    """Name what a docstring lacks."""
    doc = inspect.cleandoc(thing.__doc__ or "")
    sections = {
        title: set(re.findall(r"^    \**([\w.]+):", body, re.MULTILINE))
        for title, body in re.findall(r"^(\w+):\n((?: .*\n?|\n)+)", doc, re.MULTILINE)
    }
    lines = doc.splitlines() or [""]
    if not lines[0].endswith(".") or any(lines[1:2]):
        yield "a summary in one line"
    if ">>>" not in doc and not (inspect.isclass(thing) and issubclass(thing, Exception)):
        yield "an example"
    if isinstance(thing, property):
        return
    made = vars(thing).get("__init__") if inspect.isclass(thing) else inspect.unwrap(thing)
    record = hasattr(thing, "__dataclass_fields__") or hasattr(thing, "model_fields")
    if record:
        fields = [name for name in inspect.get_annotations(thing) if name[0] != "_"]
        yield from (f"Attributes: {name}" for name in fields if name not in sections.get("Attributes", ()))
    elif made is not None:
        parameters = [name for name in inspect.signature(made).parameters if name not in ("self", "cls")]
        yield from (f"Args: {name}" for name in parameters if name not in sections.get("Args", ()))
        for raised in sorted(raised_by(made) - sections.get("Raises", set())):
            yield f"Raises: {raised}"
        gives = inspect.get_annotations(made).get("return") not in (None, "None")
        if gives and not sections.keys() & {"Returns", "Yields"}:
            yield "Returns"


def raised_by(function):
    """Name the exceptions of ours, and those for wrong arguments, that a function's own source raises."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    exceptions = (node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.exc is not None)
    names = {getattr(each.func if isinstance(each, ast.Call) else each, "id", "") for each in exceptions}
    known = vars(builtins) | function.__globals__
    return {name for name in names if inspect.isclass(known.get(name)) and issubclass(known[name], HELD)}


def test_every_public_name_is_documented():
    faults = [f"{name} lacks {what}" for name, thing in public() for what in lacking(thing)]
    assert not faults, "\n".join(["", *faults])


@pytest.mark.parametrize(
    ("thing", "lost"),
    [(parse_quantity, each) for each in ("nothing else.", "Args:", "text:", "Returns:", "NumeralError:", ">>>")]
    + [(Quantity, each) for each in ("39000 件.", "Attributes:", "fraction:", ">>>")],
)
def test_a_lost_part_is_seen(thing, lost, monkeypatch):
    monkeypatch.setattr(thing, "__doc__", thing.__doc__.replace(lost, "Lost"))
    assert list(lacking(thing))
