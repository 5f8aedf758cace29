"""What a date looks like in a folded text: one pattern for single dates, three for ranges that share their ends' parts.

Named groups recur in several branches on purpose: whichever branch matches fills them (`regex` allows it).
"""

from __future__ import annotations

import regex

_CN = "[零一二三四五六七八九]"
_NUM = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:[0-9]{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
JOIN = r"(?:至|到|—{1,2}|-|~|～|–|―|─)"

# a year: four figures, digit by digit in Chinese, two figures before a month, or relative
_YEAR = (
    rf"(?:(?<![0-9.])(?P<y>[12][0-9]{{3}})年|(?<=[在于元])(?P<y>[1-9][0-9]{{2}})年|(?<!{_CN})(?P<yc>[一二]{_CN}{{3}}|两千零?{_CN}?|[一二]千零?{_CN}|{_CN}{{3}})年"
    rf"|(?<![0-9.])(?P<y2>[0-9]{{2}})年(?={_NUM}月)|(?<![0-9.])(?P<y2>0[0-9])年|(?P<y2c>零[一二三四五六七八九])年|(?<!{_CN})(?P<y2c>[一二三四五六七八九]{_CN})年(?={_NUM}月)"
    r"|(?P<rel>今|本|去|前(?=年(?!度))|上一|(?<!以)上(?!半)|明|同|次|翌|下一)年(?!级))"
    r"(?![级龄代轻画货检均薪产平金销龙费猪](?!年)|会(?!议)|人均)"
)
_DEGREE = r"(?:度(?![假过汛]))?"
_PART_YEAR = r"(?:年(?=[底末初]))?(?P<yp>底|末|初(?![步心级中衷期])|中(?=[,。;、:)以前至\s]|$))"
_MONTH = rf"(?P<m>{_NUM})月(?:份)?"
_DAY = rf"(?P<d>{_NUM})[日号]?(?<=[日号]|[十][一二三四五六七八九]?|[初])(?:[,]?星期[一二三四五六日天])?"
_PART_MONTH = r"(?P<mp>上旬|中旬|下旬|底|末|初(?![步一二三四五六七八九十]))"
_HALF = r"(?P<half>[上下])半年"
_QUARTER = r"(?:第?(?P<q>[一二三四1-4])(?:[、和至—-]第?(?P<q2>[二三四2-4]))?个?季度|前(?P<fq>[二两三2-3])个?季度)"
_FIRST = rf"前(?P<fm>{_COUNT})个?月"

# a month or day without its year: Chinese figures only where 份, a day or a part of the month shows that it is a date
_ARABIC_MONTH = r"(?<![0-9.第/])(?P<m>1[0-2]|0?[1-9])月(?!度|均|薪|租|票|供)(?:份)?"
_CHINESE_MONTH = (
    rf"(?<![一二三四五六七八九十每])(?P<m>十[一二]?|[一二三四五六七八九])月(?:份|(?={_NUM}[日号]|底|末|[上中下]旬))"
)

# looked at before any branch is tried: the characters that a date can begin with, and soon a sign that every date has
_BEGIN = (
    r"""(?=[0-9零一二三四五六七八九十两今本去前上明同次翌下第“"‘过这近此未后全年大昨当])"""
    r"(?=[^年月日天周度期纪五./-]{0,8}[年月日天周度期纪五./-])"
)
SINGLE = regex.compile(
    f"{_BEGIN}(?:"
    + "|".join(
        [
            r"(?<![0-9A-Za-z./])(?<![A-Za-z]-)(?P<y>[12][0-9]{3})(?P<s>[-./])(?P<m>1[0-2]|0?[1-9])(?P=s)(?P<d>[12][0-9]|3[01]|0?[1-9])(?![./][0-9]|-[0-9]{1,3}(?![0-9])|[0-9])",
            r"(?<![0-9A-Za-z./-])(?P<d>[12][0-9]|3[01]|0?[1-9])(?P<s2>[-./])(?P<m>1[0-2]|0?[1-9])(?P=s2)(?P<y>[12][0-9]{3})(?![0-9])",
            r"[“\"‘]?(?P<plan>十[一二三四五六七八九]?)五[”\"’]?(?:(?P<era>时期|期间|这五年|五年)(?![规计])|(?P<pp>末|初(?!期))|(?=以来))",
            rf"{_YEAR}(?:{_DEGREE}的?(?:{_HALF}|{_QUARTER}|{_FIRST})|{_MONTH}(?:{_DAY}|{_PART_MONTH})?|{_PART_YEAR}|(?P<samemonth>本月)(?P<d>{_NUM})[日号]|{_DEGREE}(?:同期)?)",
            rf"{_ARABIC_MONTH}(?:{_DAY}|{_PART_MONTH})?|{_CHINESE_MONTH}(?:{_DAY}|{_PART_MONTH})?",
            rf"(?P<past>过去的?|这|近|(?<!最)近|此前)(?P<n>{_COUNT})个?(?P<u>年|周|星期|天|月)(?![来级前代间底初末时内多]|以来|左右|之)",
            rf"(?<![以之然此最战])(?P<next>未来|今后|后(?=[0-9]))(?P<n>{_COUNT})个?(?P<u>年|周|星期|天|月)(?![级代间底初末时内多])",
            rf"(?<![0-9一二三四五六七八九十几近]个)(?:{_HALF}|{_QUARTER})(?!末?[报刊])|{_FIRST}",
            r"(?P<whole>(?<![安健完]|[0-9〇]年)全年(?!龄)|本年度|上年度|上一年度)",
            r"(?<![0-9一二三四五六七八九十百两几半每近全今去明前同当多数万学青少中老成])年(?P<yp>底|末|初)",
            r"(?P<spoken>大前天|大后天|今天|昨天|(?<!的)明天|[前后]天(?!津)|[昨明]日|今日(?![聚头视])|当[日天])",
            r"(?<![0-9一二三四五六七八九十几])(?P<relmonth>本|上个?|下个?|这个?|当)月(?![球亮季饼票薪租均])(?:份)?(?:(?P<d>[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])?",
            r"(?P<relweek>上上个?|下下个?|上个?|下个?|本|这个?)(?:周|星期)(?P<wd>[一二三四五六日天末](?![年期]))?(?![边期转围刊岁折])",
            r"(?P<century>[0-9]{1,2}|[一二]?十[一二三四五六七八九]?|本|上个?)世纪(?:(?P<dec>[1-9]0|[二三四五六七八九]十)年代)",
            r"(?<![0-9.月、第—至到~-])(?P<d>[12][0-9]|3[01]|[1-9])日(?![均内报常游照产元志益程期子后])",
        ]
    )
    + ")"
)
#: A date that a range ends with may lack what the first end has said.
TAIL = regex.compile(
    rf"{JOIN}(?:(?P<d>{_NUM})[日号]|(?P<m>{_NUM})月(?:份)?(?P<mp>底|末|初|上旬|中旬|下旬)?(?![0-9一二三四五六七八九十]))"
)
JOINED = regex.compile(JOIN)
#: 2023—2025年 and 2016到2018: the first year without 年.
YEARS = regex.compile(
    rf"(?<![0-9A-Za-z./-])(?P<a>[12][0-9]{{3}})(?:{JOIN}(?P<b>[12][0-9]{{3}})年(?:度(?![假过]))?(?P<p>底|末|初)?|到(?P<b>[12][0-9]{{3}})(?![0-9]))"
)
#: 1-9月, 今年1至11月底: the first month without 月.
MONTHS = regex.compile(
    rf"(?:{_YEAR})?(?<![0-9./-])(?P<a>1[0-2]|0?[1-9]){JOIN}(?P<b>1[0-2]|0?[1-9])月(?:份)?(?P<mp>底|末|初|上旬|中旬|下旬)?(?![0-9])"
)
#: 3月5-7日: the first day without 日.
DAYS = regex.compile(rf"(?:{_YEAR})?{_MONTH}(?P<a>{_NUM}){JOIN}(?P<b>{_NUM})[日号]")
