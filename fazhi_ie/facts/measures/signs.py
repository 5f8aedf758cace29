"""Closed sets of words that the grammar of clauses turns on; what a user would want to change is in the rule pack."""

from __future__ import annotations

import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LIST_MARK = regex.compile(
    r"(?:\d{1,2}[.、](?!\d)|\([\d一二三四五六七八九十]{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|第[一二三四五六七八九十][,、]|再就是|还有就是|再一个是|[一二三四五六七八九十]{1,3}是(?!否)|[—-]{1,3}|[•·●■◆])++"
)
#: How a mark of a list may begin: one look is cheaper than a match that fails.
LIST_MARK_START = frozenset("0123456789(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十第再还—-•·●■◆")
TIMES = regex.compile(
    r"分[\d一二三四五六七八九十两多]{1,3}(?:批次?|次|轮|期)|[\d一二三四五六七八九十两多]{1,5}(?:余|多)?(?:次|轮|批次)"
)
TIMES_END = regex.compile(r"[\d一二三四五六七八九十]{1,4}次$")
#: Ends of clauses that only set the scene, and their last characters.
CONDITION_END = frozenset("的时前后际来中下上")
CONDITION = regex.compile(r"(?:的|时|之前|之后|之际|以来|过程中|情况下|基础上|背景下|领导下|后|中)$")
#: Objects of 为……提供…… that praise rather than report.
APPRAISAL = regex.compile(r"(?:保障|支撑|基础|贡献|动力|条件|遵循|借鉴|氛围|经验|样板|新路)$")
#: A body made up of people: only the noun at its end is the object.
MADE_UP = regex.compile(r"[由以].*?(?:组成|组长|主任|成员|主体|参加|参与)的")
#: The copula; 一是, 还是, 特别是 and the like are other words.
IS = regex.compile(r"(?<![否凡于别还就但可只像正总仍若或算一二三四五六七八九十])是(?!否|非)")
#: The opening of a clause that only compares (较上年增加12项), and its first characters.
COMPARED_START = frozenset("较比同环与")
COMPARED = regex.compile(
    r"(?:较|比|同比|环比|与)(?:\d{2,4}年|以往|以前|此前|上年|去年|上一?年度?|同期|往年|法定|原来|过去)"
)
#: The end of a subject that is only compared, its date left off or not.
COMPARED_END = regex.compile(r"[较比](?:上年|去年|上一年|前一年|同期|往年|年初)?$")
#: How an object does not begin: what is to follow (以下工作), a list of those present (会议的有……), a state of things.
NO_OBJECT = regex.compile(
    r"以下|如下|下列|下面|上述|高度一致|繁荣稳定|站在|\p{Han}{1,6}的(?:有(?![关效序力利])|是|为(?!民))|[最仅只越](?!低|高|大|小|新|美|佳|后|多|严)"
    r"|[\d.]+(?:%|个百分点)(?!的)|(?:处于|覆盖)(?!.{1,20}的)|(?:更加|更为|日益|日趋|愈发|越来越)(?!.{1,20}的)|中(?:列|居|排|位|获|名列)|后(?![续勤备台方评期厨])|以来|之[前后]"
    r"|(?:率先|占|达到?|居)\d|(?:\d+|[两三四五六七八九十几]+)项(?:重点|主要)?工作$"
)
#: Where people are sent or what they come for, behind those who are sent or asked.
SENT_TO = regex.compile(
    r"(?:到|赴|前往|去|分赴|进驻|进(?=\p{Han}{0,3}[队村校园区企家户])"
    r"|对(?![外口象接标策]))(?=\p{Han})|上(?=\p{Han}{0,3}课)|坐[镇诊班]|驻[村点]|下[村乡沉]|讲[了授课]"
)
#: Verbs that bring the act itself, as 进行 does, where it stands right behind them (对……开展检查).
OPENERS = _words("开展 组织开展 实行 实施")
#: Those who are brought together for an act of the next clause.
GATHERED = regex.compile(r"(?:人员|力量|代表|队伍|部门|单位|骨干|专家|律师|[队组员]|警力|干部|专班)$")
#: A sum that is spent for what follows (投资600万元新建……).
SPENT = regex.compile(
    r"(?:总?投资|耗资|斥资|筹资|出资|拿出)(?:约|近|不?超过?|不低于|不少于)?[\d.]++余?[万亿千]{0,2}+余?元"
)
SOON = regex.compile(r"早日|尽快|尽早|如期|按期|年内|年底|[本上下]半年")
#: What says of an act only that it is done.
THROUGH = regex.compile(r"到位|完毕|完成|结束|一空")
#: From one figure to another (由63项减至37项): the verb is the last one.
FROM_TO = regex.compile(
    r"[由从](?:原来?的?)?[\d一二三四五六七八九十].{1,12}?(?:减|增|降|升|压|缩|提|调整|精简)\p{Han}{0,2}[至到为]"
)
FROM = regex.compile(r"(?:原来?的?|平均)?[\d一二三四五六七八九十]")
RATE = regex.compile(r"\p{Han}{0,8}率(?=[\d达为超])")
_VAGUE_TASK = regex.compile(r"(?:目标|目标任务|年度任务|新任务|工作任务|职责|义务|责任)$")
#: What any verb leaves vague: all the work there is.
_ALL_WORK = regex.compile(
    r"(?:各项|全年|年度|既定|上级)\p{Han}{0,8}(?:任务|工作)$|个方面(?:的?(?:工作|任务))?$|[件桩]大?事$|加以\p{Han}{2}$"
)
#: What grows of itself: 新增 of these reports no act.
GROWTH = regex.compile(r"(?:企业|就业|主体|人数|公司|用户|[贷存]款)(?:[\d超近约]|$)|参保")
#: A predicate of state hung on by 、 to a clause that told of an act (……上线、用户达……).
STATE_TAIL = regex.compile(
    r"、(?=并(?:连续|在|获|被|位|受|已)|(?:同比|比上年|较上年|年均)?(?:增长|下降|提高|上升|减少|提升)[\d约近超]"
    r"|[\p{Han}]{1,10}(?:达|占|居|超过?|突破)(?:[\d]|全[国省市]))"
)
#: Words that close a phrase of means, so that a verb may follow.
MEANS_END = _words(
    "程序 步骤 方式 形式 方法 手段 要求 规定 实际 途径 契机 部署 力量 渠道 模式 原则 等地 期间 会上 的标准 的比例"
)

AND = _words("与 和 及 同")
JOINTS = frozenset("、和及与 或")
#: Last characters of names of bodies: 对, 向, 将 behind them are prepositions.
BODY_END = frozenset("门关府位会心局院厅队委处站所组办部司班团级地社织庭")
#: What makes a clause a question.
ASKED = regex.compile(r"哪[些个里]|什么|如何|怎么|怎样|多少|是否|有没有|能否|吗$|请问")
#: What was reached by an act, hung on to its object (改造小区14个、惠及居民2036户).
REACHED = regex.compile(r"、(?:惠及|受益|带动|覆盖|涉及|占比)(?=\p{Han}{0,10}\d)")
#: Clauses that tell to whom something went for another's decision (报市政府审议).
LAID_BEFORE = regex.compile(r"(?:上?报|报请|报经|经|呈报)(?![告送名道备表酬刊废销考过])\p{Han}")
#: Words that begin with 和 but join nothing.
PEACE = ("和平", "和谐", "和睦", "和解", "和林格尔")
#: What moves of itself into a place that stands behind it (事项全部进驻大厅).
ENTERS = _words("进驻 入驻 落户")
#: Those who act or are acted on, counted, right before a verb that it shows to be one (9个镇|建成广场).
COUNTED_BEFORE = regex.compile(r"(?:\d|[一二三四五六七八九十百两])[个家项件名户所条]\p{Han}{1,6}$")
#: People and bodies behind the name of a body that act rather than the body: 主要负责人, 19个乡镇(街道).
POST = regex.compile(r"(?!对|向|为|将|把|在|从|按)(?:(?![到赴来去往])[\p{Han}\d]){1,8}(?:\(\p{Han}{1,4}\))?")
#: People who act also where they stand behind the name of their body (厅机关党组成员督导3个市).
MEMBERS = _words(
    "党组成员 班子成员 主要负责人 主要领导 领导干部 村干部 执法人员 申请人 当事人 原告 投诉人 举报人 法律顾问"
)
#: Last characters of people who act: 把 behind them is a preposition.
PEOPLE = frozenset("员人部长们")
#: Particles behind a verb, which are no part of its object; the object may begin with the same character (出租车).
PARTICLES = regex.compile(
    r"(?:了(?!解)|过(?![渡程去期户剩滤错境敏量度关])|起(?![草步诉源重降点])|出(?![口台租入资行境警生版让庭具国海])"
    r"|好(?!人(?![大民])|[事转评家的房于]))*+"
)

TOWARDS = _words("对 针对 就")
DISPOSAL = _words("将 把")
FRONTED = _words("将 把 对 为 向")
#: Prepositions that may stand behind a subject.
AFTER_SUBJECT = _words(
    "将 把 对 向 为 与 跟 会同 联合 被 由 按照 根据 通过 依托 围绕 针对 结合 以 严格按照 利用 运用 于 在 从"
)
MEANS = _words("以 结合 按照 根据 围绕 针对 依托 通过 立足")
#: Adverbs that name, with the noun behind them, only where the act takes place (深入企业开展……).
INTO = _words("深入")
FIGURE = regex.compile(
    r"[\d《]|(?<![一二三四五六七八九十百千两])[一二三四五六七八九十百千两]++(?:余|多)?[件份宗起人次项家]$"
)
#: Verbs that carry an act with a count (作出处罚决定30件).
GIVES = _words("给予 作出 做出")
#: Verbs that stand in names of bodies (案件审理委员会), besides those that may be nouns.
OF_BODIES = _words("审理 办理 受理 纠正 化解 处理")
#: Verbs behind which another verb is what they act on (收到反馈16份), unless it answers them (办理答复).
ALONE = _words("收到 接到 新增 办好 办理 撤回")
ANSWERS = _words("答复 回复 办结 完成 移送 移交 反馈意见 解决")
#: What turns a clause with 把 or 将 into a stance (把……作为……, 把……放在……).
STANCE = _words("作为 放在 摆在 挺在 贯穿 贯穿于 转化为 转变为")
#: Marks of the future that tell a norm instead, outside of plans.
NORMS = _words("要 需 有待 一要 二要 三要 四要 五要 六要 七要 八要 九要 十要")
#: Adverbs of one character that are no parts of nouns.
SHORT_ADVERBS = _words("已 均 都 共")
#: Adverbs that, inside an object, show that it is rather a subject with a predicate of its own.
PREDICATE = _words("已 已经")
#: Adverbs behind which even a word that is mostly a noun is a predicate (问题全部整改).
EACH = _words("全部 均 已 已经 逐一 逐项 逐个 逐案 及时 如期 按期")

#: What the people who were appointed, or are helped, are to do; no part of the object.
DUTIES = _words("担任 兼任 作为 组成 组建 参与 参加 实现 争创 充实 为")
#: What a meeting did; no part of its name.
AGENDA = _words(
    "专题研究 专题审议 专题听取 专题部署 专题学习 集体研究 讨论 审议 研究 部署 听取 通报 研究部署 安排部署"
    " 传达 学习 审定 审议通过"
)
#: Honours, which the one who is 被 one of these receives.
HONOURS = _words("授予 评为 命名 命名为 评定为 认定为 确定为 推荐为 表彰 通报表扬 通报表彰 聘为 列为 选为")
#: Verbs of effect that tell what came about, never what was done, unless it is counted.
OUTCOMES = _words("形成")
#: Prepositions of company: their clause may end before the act comes (会同……,对……进行……).
COMPANY = _words("会同 联合 与")
#: Verbs that bring people together for an act told in the next clause.
GATHERS = _words("组织 抽调 邀请 发动 选派 派出 调集 出动 联合")
#: Verbs of general effort that reports do use of a subject (改革纵深推进).
SPREADS = _words("推进 深化 落实 统筹推进 协同推进")

#: Families of general effort.
EFFORTS = _words("strengthen improve support effect")
#: Families whose verbs say nothing of a task or a duty that is their object.
TASKED = EFFORTS | _words("carry")
#: Families whose verbs take guidance or ideas as objects, which makes no measure of them.
ABSTRACT = EFFORTS | _words("carry use document provide lead move inspect teach")
#: Families whose verbs show themselves behind the last character of a body (服务大厅设立……).
FOUNDING = _words("build document")
#: Families of verbs that may be nouns, and are verbs between a body and what it counts (县法院审查12件).
COUNTED_BY_BODY = _words("handle inspect meeting teach use document")
#: Families of verbs that 进行 may carry.
DEEDS = _words("handle inspect sort teach meeting document")
#: Families of verbs that 在 + place may precede without anything to show that they are verbs.
PLACED = _words("document build sort meeting provide appoint trial")
#: Families of verbs that may follow 对 + receiver with an object of their own.
GIVING = _words("carry provide document sign use")


def is_condition(view: str, start: int, end: int) -> bool:
    """Tell whether a clause only sets the scene."""
    return view[end - 1] in CONDITION_END and CONDITION.search(view, max(start, end - 4), end) is not None


def is_all_work(view: str, start: int, end: int) -> bool:
    """Tell whether an object is all the work there is."""
    last = view[end - 1] in "务作面事" or view.startswith("加以", end - 4)
    return last and _ALL_WORK.search(view, start, end) is not None


def is_vague_task(view: str, start: int, end: int) -> bool:
    """Tell whether an object is a task or a duty that is not named."""
    return view[end - 1] in "标务责任" and _VAGUE_TASK.search(view, start, end) is not None


def has_copula(view: str, start: int, end: int) -> bool:
    """Tell whether 是 as a word of its own stands in view[start:end]."""
    return view.find("是", start, end) >= 0 and IS.search(view, start, end) is not None


def goes_from_to(view: str, start: int, end: int) -> bool:
    """Tell whether an object leads from one figure to another."""
    found = view.find("由", start, end) >= 0 or view.find("从", start, end) >= 0
    return found and FROM_TO.search(view, start, end) is not None


def times_before(view: str, start: int, end: int) -> int:
    """Offset where 三次 right before `end` begins, or -1."""
    match = TIMES_END.search(view, max(start, end - 6), end) if view[end - 1] == "次" else None
    return match.start() if match else -1
