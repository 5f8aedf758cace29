"""Closed sets of words that the grammar of clauses turns on; what a user would want to change is in the rule pack."""

from __future__ import annotations

import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIST_MARK = regex.compile(
    r"(?:\d{1,2}[.、](?!\d)|\([\d一二三四五六七八九十]{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十][,、]|[—-]{1,3}|[•·●■◆])++"
)
TIMES = regex.compile(r"[\d一二三四五六七八九十两多]{1,5}(?:余|多)?(?:次|轮|批次)")
TIMES_END = regex.compile(r"[\d一二三四五六七八九十]{1,4}次$")
#: Ends of clauses that only set the scene.
CONDITION = regex.compile(r"(?:的|时|之前|之后|之际|以来|过程中|情况下|基础上|背景下|领导下|后|中)$")
#: Objects of 为……提供…… that praise rather than report.
APPRAISAL = regex.compile(r"(?:保障|支撑|基础|贡献|动力|条件|遵循|借鉴|氛围|经验|样板|新路)$")
#: The copula; 一是, 还是, 特别是 and the like are other words.
#: A body made up of people: only the noun at its end is the object.
MADE_UP = regex.compile(r"[由以].*?(?:组成|组长|主任|成员|主体|参加|参与)的")
IS = regex.compile(r"(?<![否凡于别还就但可只像正总仍若或算一二三四五六七八九十])是(?!否|非)")
RATE = regex.compile(r"\p{Han}{0,8}率(?=[\d达为超])")
VAGUE_TASK = regex.compile(r"(?:目标|目标任务|年度任务|各项任务|各项工作|新任务|工作任务|职责|义务|责任)$")
#: A predicate of state hung on by 、 to a clause that told of an act (……上线、用户达……).
STATE_TAIL = regex.compile(
    r"、(?=并(?:连续|在|获|被|位|受|已)|(?:同比|比上年|较上年|年均)?(?:增长|下降|提高|上升|减少|提升)[\d约近超]"
    r"|[\p{Han}]{1,10}(?:达|占|居|超过?|突破)(?:[\d]|全[国省市]))"
)
#: Words that close a phrase of means, so that a verb may follow.
MEANS_END = _words("方式 形式 方法 手段 要求 规定 实际 途径 契机 部署 力量 渠道 模式 原则 等地 期间 会上")

JOINTS = frozenset("、和及与 或")
#: Last characters of names of bodies: 对, 向, 将 behind them are prepositions.
BODY_END = frozenset("门关府位会心局院厅队委处站所组办部司班团级地社")
PARTICLES = "了过起出好"

TOWARDS = _words("对 针对 就")
DISPOSAL = _words("将 把")
FRONTED = _words("将 把 对 为 向")
#: Prepositions that may stand behind a subject.
AFTER_SUBJECT = _words("将 把 对 向 为 与 会同 被 按照 根据 通过 依托 围绕 针对 结合 以 严格按照 利用 运用 于 在 从")
MEANS = _words("以 结合 按照 根据 围绕 针对 依托 通过 立足")
#: What turns a clause with 把 or 将 into a stance (把……作为……, 把……放在……).
STANCE = _words("作为 放在 摆在 挺在 贯穿 贯穿于 转化为 转变为")
#: Marks of the future that tell a norm instead, outside of plans.
NORMS = _words("要 需 有待 一要 二要 三要 四要 五要 六要 七要 八要")
#: Adverbs of one character that are no parts of nouns.
SHORT_ADVERBS = _words("已 均 都 共")
#: Adverbs that, inside an object, show that it is rather a subject with a predicate of its own.
PREDICATE = _words("已 已经")
#: Adverbs behind which even a word that is mostly a noun is a predicate (问题全部整改).
EACH = _words("全部 均 已 已经 逐一 逐项 逐个 逐案 及时 如期 按期")

#: What the people who were appointed, or are helped, are to do; no part of the object.
DUTIES = _words("担任 兼任 作为 组成 组建 参与 参加 实现 争创 充实 为")
#: What a meeting did; no part of its name.
AGENDA = _words("审议 研究 部署 听取 通报 研究部署 安排部署 传达 学习 审定 审议通过")
#: Verbs of general effort that reports do use of a subject (改革纵深推进).
SPREADS = _words("推进 深化 落实 统筹推进 协同推进")

EFFORTS = _words("strengthen improve support effect")
#: Families whose verbs take guidance or ideas as objects, which makes no measure of them.
ABSTRACT = EFFORTS | _words("carry use document provide lead move inspect teach")
#: Families of verbs that 进行 may carry.
DEEDS = _words("handle inspect sort teach meeting document")
#: Families of verbs that 在 + place may precede without anything to show that they are verbs.
PLACED = _words("document build sort meeting provide")
#: Families of verbs that may follow 对 + receiver with an object of their own.
GIVING = _words("carry provide document sign use")
