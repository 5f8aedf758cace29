"""What the view calls things: every label in Chinese, for the people who read the reports, and in English."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: the key of the Report, the letter that marks it in pages and ids, its names.

    `columns` are the columns of its table, as (name in the Report, Chinese, English).
    """

    key: str
    letter: str
    chinese: str
    english: str
    columns: tuple[tuple[str, str, str], ...]

    @property
    def title(self) -> str:
        """Both names, for headings and buttons."""
        return f"{self.chinese} {self.english}"


_TEXT = ("text", "原文", "text")
_CATEGORY = ("category", "类别", "category")
_LINKS = ("links", "相关", "related")
_RULE = ("rule", "规则", "rule")

KINDS: Final = (
    Kind(
        "entities", "e", "实体", "entities",
        (("label", "类型", "label"), _TEXT, ("name", "规范名称", "name"), ("detail", "属性", "detail"), _RULE),
    ),
    Kind(
        "indicators", "i", "指标", "indicators",
        (
            ("name", "名称", "name"), ("value", "数值", "value"), ("unit", "单位", "unit"), _TEXT,
            ("change", "变化", "change"), ("period", "期间", "period"), _CATEGORY, _LINKS, _RULE,
        ),
    ),
    Kind(
        "measures", "m", "举措", "measures",
        (
            ("actor", "主体", "actor"), ("action", "行为", "action"), ("object", "对象", "object"),
            ("status", "状态", "status"), ("concrete", "具体", "concrete"), _CATEGORY, _LINKS, _RULE,
        ),
    ),
    Kind("problems", "p", "问题", "problems", (_TEXT, _CATEGORY, _LINKS, _RULE)),
)  # fmt: skip

#: Short names of the entity labels; a label of the user's own rules stands for itself.
LABELS: Final = {
    "AGENCY": "机构", "DOCUMENT": "文件", "DOC_NUMBER": "文号", "LAW": "法律", "ARTICLE": "条款", "DATE": "日期",
    "REGION": "地区",
}  # fmt: skip
#: Signs before a value that is not exact; a range is written low–high.
BOUNDS: Final = {"eq": "", "approx": "≈", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "range": ""}
STATUS: Final = {"done": "已做 done", "planned": "计划 planned"}
ARROWS: Final = {"up": "↑", "down": "↓", "same": "="}
#: What the header says of a report: key of `meta`, Chinese, English.
META: Final = (
    ("issuer", "发文机关", "issuer"), ("year", "年度", "year"), ("doc_number", "发文字号", "document number"),
    ("date", "日期", "date"), ("region", "地区", "region"), ("kind", "种类", "kind"),
    ("index_number", "索引号", "index number"),
)  # fmt: skip
#: The categories of measures, problems and indicators.
CATEGORIES: Final = {
    "organisation": "组织领导", "services": "政务服务", "rule_making": "制度建设", "decision_making": "行政决策",
    "enforcement": "行政执法", "oversight": "权力监督", "disputes": "矛盾化解", "publicity": "普法宣传",
    "digital": "数字赋能", "emergency": "应急处置", "other": "其他",
}  # fmt: skip
