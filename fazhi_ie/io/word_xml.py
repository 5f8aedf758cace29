"""Reading WordprocessingML whatever its namespace: the common and the strict form differ in nothing else."""

from __future__ import annotations

from typing import Any

_FALSE = frozenset(("0", "false", "off"))


def local(element: Any) -> str:
    """Give the name of an element without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Any, name: str = "val") -> str | None:
    """Give an attribute that has the namespace of its element, or none."""
    if element is None:
        return None
    space = element.tag.rpartition("}")[0]
    found: str | None = element.get(f"{space}}}{name}" if space else name)
    return found


def child(element: Any, *path: str) -> Any:
    """Give the first descendant down a path of names, or None."""
    for name in path:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def children(element: Any, name: str) -> list[Any]:
    """Give the children of a name."""
    return [inner for inner in element if local(inner) == name] if element is not None else []


def is_on(element: Any) -> bool:
    """Say whether a switch such as w:vanish is there and on."""
    return element is not None and (value(element) or "1") not in _FALSE


def number(text: str | None, default: int = 0) -> int:
    """Read a whole number of an attribute; what is none counts as the default."""
    try:
        return int(text or "")
    except ValueError:
        return default
