"""Which measures a reader could check: a result with a name or a number, not an effort."""

from __future__ import annotations

import regex

from fazhi_ie.facts.measures.acts import Act
from fazhi_ie.facts.measures.verbs import is_counted

#: What 开展, 实施, 完成 and the like must act on to be an event, a campaign or a product.
_EVENT = regex.compile(
    r"专项|行动|活动|培训|讲座|演练|比赛|竞赛|大赛|会|班|检查|督察|督查|督导|评查|抽查|清理|巡查|审查|评估|试点|整治|排查|工程|计划|规划|方案|改革|任务"
    r"|教育|征文|轮训|普法|征集|调研|审计|验收|改造|措施|述法|学法|警示|项目|大讨论|大接访|宣传|宣讲|体检|换届|普查|保险|腾退|学习"
)
_CAMPAIGN = regex.compile(r"(?:行动|工程|整治|专项治理|试点|活动|计划)$")
_NAMED = regex.compile(r"”\p{Han}{0,4}(?:行动|工程|活动|平台|系统|APP|小程序|计划|项目|品牌)")
_QUOTED = regex.compile(r"“[^“”]*+”|《[^《》]*+》")
_NUMBER = regex.compile(r"(?<!\d)\d++(?!年)|[百千万](?:余|多)?[个名位件起次场期份册张块台辆套条户处人]{1,2}$")
#: Planned works whose name says no more than a wish (建设教育强省).
_WISH = frozenset(("建设", "创建", "打造"))
#: What comes in, comes to light or goes on by itself: figures of the caseload, not results of an act.
_COMES_IN = frozenset(("收到", "接到", "发现", "新增", "保留", "执行", "核定", "查出", "采纳"))
#: A number with a measure word and no noun.
_COUNT_ALONE = regex.compile(
    r"(?:约|近|逾|超过?|不少于|共)?(?:[\d.,]++|[一二三四五六七八九十百千两几]++)[余多来]?[万亿千百]*+[余多]?(?:(?:人|件|户|家|车|批|场)次|\p{Han})"
)
#: An action this long says by itself what was done: 追责问责32人.
_SAYS_ALL = 4


def is_concrete(view: str, act: Act) -> bool:
    """Tell whether the result of an action could be checked."""
    verb = act.phrase.head
    text = view[act.object_start : act.object_end]
    if (verb.term in _COMES_IN and len(act.phrase.verbs) == 1) or text.startswith("投资"):
        return False
    if not act.subject and _COUNT_ALONE.fullmatch(text) and act.phrase.end - act.phrase.start < _SAYS_ALL:
        # 受理95件, 维持11件: stages and outcomes of what the sentence has named
        return False
    counted = text.startswith("《") or _NUMBER.search(_QUOTED.sub("", text)) is not None
    if counted or (act.subject and is_counted(view, act.end - 6, act.end)) or _NAMED.search(text):
        return verb.concrete or verb.counted or bool(_CAMPAIGN.search(text))
    if verb.counted:
        return verb.term == "组织" and bool(_EVENT.search(text))
    if verb.family == "carry":
        return bool(_EVENT.search(text)) and not text.endswith(("工作", "制度"))
    if not verb.concrete:
        return verb.family in ("strengthen", "support") and bool(_CAMPAIGN.search(text))
    return not (act.planned and verb.term in _WISH)
