"""The layout of a report: sections with roles, blocks, list items, passages of running text.

Which words announce which role is a matter of rules, which this room does not know: they come in as `RoleCue` records.
`fazhi_ie.facts.structure.find_structure` finds the cues by the rule packs and calls `find_layout`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from fazhi_ie.text.layout_blocks import cut_blocks
from fazhi_ie.text.layout_items import find_items, number_value
from fazhi_ie.text.layout_numbers import Line, number_rank
from fazhi_ie.text.layout_passages import RoleReader
from fazhi_ie.text.layout_records import Block, HeaderField, Item, Layout, Passage, RoleCue, Section

__all__ = ["Block", "HeaderField", "Item", "Layout", "Passage", "RoleCue", "Section", "find_layout"]


def find_layout(view: str, cues: Sequence[RoleCue] = ()) -> Layout:
    r"""Find the layout of a matching view, in time linear in its length.

    Args:
        view: The matching view of a text.
        cues: Places that announce a role, in any order; without them every role is "work", "speech" or "background".

    Returns:
        Layout: sections, blocks, items and passages, each in order of start.

    Example:
        >>> layout = find_layout("某县法治政府建设报告\n一、主要工作\n修订规则3部。\n二、下一步打算\n继续努力。")
        >>> [section.title for section in layout.sections]
        ['主要工作', '下一步打算']
    """
    blocks, heads, title, fields = cut_blocks(view)
    ordered = sorted(cues, key=lambda cue: (cue.start, -cue.end))
    heading_cues = [cue for cue in ordered if cue.kind == "heading"]
    sections = _sections(view, blocks, heads, heading_cues)
    items = find_items(view, blocks)
    reader = RoleReader(view, sections, ordered, items)
    passages = reader.read(blocks)
    layout = Layout(sections, blocks, items, passages, title, fields)
    _settle_items(view, layout)
    return layout


def _sections(view: str, blocks: list[Block], heads: list[Line | None], cues: list[RoleCue]) -> list[Section]:
    """Build the sections; a section ends where the next of its level, or a higher one, begins."""
    sections: list[Section] = []
    open_: list[int] = []
    speaker: int | None = None
    end = blocks[-1].end if blocks else 0
    c = 0
    numbered = any(line and line.number and line.level == 1 for line in heads)
    for block, head in zip(blocks, heads, strict=True):
        if head is not None and head.kind == "item":
            # (三)… as an item after the heading (二)… ends the section of that heading
            rank = number_rank(head.number)
            while open_ and number_rank(sections[open_[-1]].number) >= rank > 0:
                _close(sections, [open_.pop()], block.start)
        if head is None or head.kind == "item":
            block.section = open_[-1] if open_ else speaker
            continue
        n = len(sections)
        if block.kind == "speaker":
            _close(sections, [*([speaker] if speaker is not None else []), *open_], block.start)
            open_, speaker = [], n
            name = view[block.start : block.end].rstrip(":")
            sections.append(Section(block.start, end, 1, None, None, None, block.start, block.end, "speech", name))
            block.section = n
            continue
        start, stop = head.title or (block.start, block.end)
        while c < len(cues) and cues[c].start < start:
            c += 1
        inside = [cue for cue in cues[c : c + 12] if cue.end <= stop]
        first = not sections and number_value(head.number) < 2
        cue = next((cue for cue in inside if not (first and cue.later)), None)
        if cue and not head.number and (cue.role == "other" or not numbered):
            head.level = 1
        while open_ and sections[open_[-1]].level >= head.level:
            _close(sections, [open_.pop()], block.start)
        parent = open_[-1] if open_ else speaker
        role = cue.role if cue else ""
        above = sections[parent].role if parent is not None else ""
        if role == "work" and above == "plans":
            role = ""  # (三)绿色转型取得显著成效 among the aims of a plan
        elif cue and above == "problems" and (role != "plans" or (start < cue.start and cue.end < stop)):
            role = ""  # (二)普法工作成效不明显 among the problems
        who = sections[speaker].speaker if speaker is not None else None
        text = view[start:stop] or None
        sections.append(Section(block.start, end, head.level, parent, head.number, text, start, stop, role, who))
        open_.append(n)
        block.section = n
    return sections


def _close(sections: list[Section], numbers: list[int], at: int) -> None:
    for n in numbers:
        sections[n].end = at


def _settle_items(view: str, layout: Layout) -> None:
    """Give each item the role of its passage and end it where the role changes (…进度较慢。2024年,我们将…)."""
    for item in layout.items:
        item.role = layout.role_at(item.start)
        n = _passage_index(layout, item.start)
        if n is None:
            continue
        passage = layout.passages[n]
        if item.start < passage.end < item.end and passage.role != layout.role_at(passage.end):
            item.end = passage.end
            while item.end > item.start and view[item.end - 1] in "。;,:!?、 \n":
                item.end -= 1


def _passage_index(layout: Layout, offset: int) -> int | None:
    n = bisect_right(layout.passages, offset, key=lambda passage: passage.start) - 1
    return n if n >= 0 and offset < layout.passages[n].end else None
