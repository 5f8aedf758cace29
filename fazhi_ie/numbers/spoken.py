"""Dates as people say them, which only a day to count from makes dates: 周五, 12号, 三天前, 四月的第二个星期一, 3-7-07.

Reports mean something else by most of these (12号 is a document, 2018 a figure), so `find_dates` reads them only when
its reference is a day.
"""

from __future__ import annotations

import datetime

import regex

from fazhi_ie.numbers import calendar as cal
from fazhi_ie.numbers.calendar import Period
from fazhi_ie.numbers.reader import read_numeral

_NUM = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_COUNT = r"(?:[1-9][0-9]{0,2}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
_SPAN_UNIT = r"(?:(?P<u>天|日|周|星期)|个?(?P<u>月|礼拜|星期)|(?P<u>年))"
_WEEK = r"(?:周|星期|礼拜)"
_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?"
_YEAR = r"(?P<y>[12][0-9]{3}|[一二][零一二三四五六七八九]{3})年"
_YEAR2 = _YEAR.replace("<y>", "<z>")

# the characters that a date can begin with, looked at before any branch is tried
_BEGIN = "(?=[0-9在零一二三四五六七八九十两半最过前上下接未今之此后本这周星礼大月])"

#: One pattern for all; the groups tell which form matched.
SPOKEN = regex.compile(
    f"{_BEGIN}(?:"
    + "|".join(
        [
            rf"在?{_YEAR}(?:与|和|到|至|-|—){_YEAR2}之间|{_YEAR}(?:之|以)后(?:到|至|,|和)?{_YEAR2}(?:之|以)前",
            rf"(?<![0-9])(?:{_YEAR})?的?{_MONTH}的?(?:第(?P<k>[一二三四五1-5])个?|最后(?P<last>)一?个?){_WEEK}(?P<wd>[一二三四五六日天])",
            rf"(?<![0-9一二三四五六七八九十])(?P<n>{_COUNT}|半){_SPAN_UNIT}(?:之|以)?(?P<away>前|后)",
            rf"(?<![以之])(?P<past>最近的?|过去的?|(?<!公元)前|上)(?P<n>{_COUNT}){_SPAN_UNIT}(?![前后底初末])",
            rf"(?<![以之])(?P<next>接下来的?|未来的?|今后的?|之后的?|此后的?|[后下])(?P<n>{_COUNT}){_SPAN_UNIT}(?![前后底初末])",
            rf"(?<![每隔单双])(?P<rel>上上个?|下下个?|上个?|下个?|本|这个?|这一)?{_WEEK}(?P<wd>[一二三四五六日天])(?![年期岁刊体])",
            r"(?P<rel>上上个?|下下个?|上个?|下个?|本|这个?)?(?P<end>周末|礼拜)(?![一二三四五六日天])",
            r"(?<![0-9一二三四五六七八九十.第月、])(?P<d>[12][0-9]|3[01]|0?[1-9]|[一二]?十[一二三四五六七八九]?|三十一?)(?:号|(?<=[一二三四五六七八九十])日)(?![0-9楼线院门令文路公机坑井桥站台店馆车房通决])",
            r"(?<![0-9A-Za-z./-])(?P<a>[0-9]{1,2})(?P<s>[-/.])(?P<b>[0-9]{1,2})(?P=s)(?P<c>[0-9]{4}|[0-9]{1,2})(?![0-9A-Za-z/-]|\.[0-9])",
            r"(?P<day>大大前天|大大后天|[前后]日(?=[,。;是在]|$))",
            rf"(?P<ry>大前|大后|(?<![以之此然今往最前先])后)年(?:{_MONTH}(?:(?P<d>{_NUM})[日号])?)?",
            r"(?P<rq>上一?个?|下一?个?|本|这一?个?)季度?",
            r"(?<![0-9一二三四五六七八九十第])(?P<century>[12][0-9]|[一二]?十[一二三四五六七八九]?)世纪(?!末|初|中|[0-9一二三四五六七八九]|以)",
            r"(?P<m>十[一二]?|[一二三四五六七八九])月(?P<d>[一二三]?十[一二三四五六七八九]?)(?![一二三四五六七八九日号个月])",
            r"(?P<mrel>本|这个?|上个?|下个?)?月(?P<mp>底|初(?![一二三四五六七八九十])|末|上旬|中旬|下旬)",
            r"(?<!世纪)(?P<decade>[2-9]0|[二三四五六七八九]十)年代",
            rf"(?<![0-9一二三四五六七八九十每年度.、个几半]){_MONTH}(?![0-9一二三四五六七八九十日末底初中上下饼薪份])",
            r"(?<![0-9A-Za-z.,:/+~$—-])(?P<bare>(?:19|20)[0-9]{2})(?![0-9A-Za-z.,:/%‰+~—年月日个件条项家户人名次元万亿千百多余位起米斤吨公平-])",
        ]
    )
    + ")"
)
_DAYS = {"大大前天": -4, "大大后天": 4, "前日": -2, "后日": 2}
_WEEKDAYS = {char: n for n, char in enumerate("一二三四五六日")} | {"天": 6}
_SHIFT = {"上上": -2, "上": -1, "下下": 2, "下": 1}


def resolve_spoken(match: regex.Match[str], day: datetime.date) -> tuple[Period | None, str]:
    """Return the days of a match of SPOKEN, counted from `day`, and how finely they are stated."""
    groups = {name: text for name, text in match.groupdict().items() if text is not None}
    if "z" in groups:
        return _between_years(_year(groups["y"]), _year(groups["z"])), "period"
    if "k" in groups or "last" in groups:
        return _nth_weekday(groups, day), "day"
    if "away" in groups:
        return _away(groups, day), "day"
    if "n" in groups:
        spread = cal.back_from if "past" in groups else cal.on_from
        return spread(day, _int(groups["n"]), _unit(groups["u"])), "period"
    if "wd" in groups or "end" in groups:
        return _week(groups, day)
    if "day" in groups:
        moved = cal.moved(day, _DAYS[groups["day"]], "天")
        return (Period(moved, moved, "day") if moved else None), "day"
    if "a" in groups:
        return _numeric(groups, day), "day"
    return _calendar(groups, day)


def _calendar(groups: dict[str, str], day: datetime.date) -> tuple[Period | None, str]:
    if "century" in groups:
        first = (_int(groups["century"]) - 1) * 100
        return cal.years_period(first, first + 99), "period"
    if "bare" in groups:
        return cal.year_period(int(groups["bare"])), "year"
    if "decade" in groups:
        first = 1900 + _int(groups["decade"])
        return cal.years_period(first, first + 9), "period"
    if "mp" in groups:
        month = cal.moved(day.replace(day=1), {"上": -1, "下": 1}.get(groups.get("mrel", "本")[0], 0), "月")
        return (cal.part_of_month(month.year, month.month, groups["mp"]) if month else None), "period"
    if "rq" in groups:
        shift = {"上": -1, "下": 1}.get(groups["rq"][0], 0)
        quarter = day.year * 4 + (day.month - 1) // 3 + shift
        return cal.months_period(quarter // 4, quarter % 4 * 3 + 1, quarter % 4 * 3 + 3, "quarter"), "quarter"
    year = day.year + {"大前": -3, "大后": 3, "后": 2}.get(groups.get("ry", ""), 0)
    if "d" in groups and "m" in groups:
        return cal.day_period(year, _int(groups["m"]), _int(groups["d"])), "day"
    if "d" in groups:
        before = day.replace(day=1) - datetime.timedelta(days=1) if day.toordinal() > 31 else day
        days = (cal.day_period(month.year, month.month, _int(groups["d"])) for month in (day, before))
        return next(filter(None, days), None), "day"
    if "m" in groups:
        return cal.month_period(year, _int(groups["m"])), "month"
    return cal.year_period(year), "year"


def _between_years(first: int, last: int) -> Period | None:
    """Return the years from the first up to the last, which 之间 and 之前 leave out."""
    return cal.years_period(first, last - 1) if first < last else None


def _nth_weekday(groups: dict[str, str], day: datetime.date) -> Period | None:
    month = cal.month_period(_year(groups["y"]) if "y" in groups else day.year, _int(groups["m"]))
    if month is None:
        return None
    weekday = _WEEKDAYS[groups["wd"]]
    if "last" in groups:
        found = month.last - datetime.timedelta(days=(month.last.weekday() - weekday) % 7)
    else:
        ahead = (weekday - month.first.weekday()) % 7 + 7 * (_int(groups["k"]) - 1)
        found = month.first + datetime.timedelta(days=ahead)
    return Period(found, found, "day") if found <= month.last else None


def _away(groups: dict[str, str], day: datetime.date) -> Period | None:
    sign = -1 if groups["away"] == "前" else 1
    if groups["n"] == "半":
        moved = cal.moved(day, 6 * sign, "月") if groups["u"] == "年" else None
    else:
        moved = cal.moved(day, sign * _int(groups["n"]), _unit(groups["u"]))
    return Period(moved, moved, "day") if moved is not None else None


def _week(groups: dict[str, str], day: datetime.date) -> tuple[Period | None, str]:
    rel = groups.get("rel", "")
    shift = next((weeks for word, weeks in _SHIFT.items() if rel.startswith(word)), 0)
    if "wd" in groups:
        return cal.week_period(day, shift, _WEEKDAYS[groups["wd"]]), "day"
    week = cal.week_period(day, shift)
    if week is None or groups["end"] != "周末":
        return week, "week"
    return Period(week.last - datetime.timedelta(days=1), week.last, "week"), "week"


def _numeric(groups: dict[str, str], day: datetime.date) -> Period | None:
    """Read 3-7-07 as day, month, year, and 27-7-3, whose last figure can be no year, as year, month, day."""
    first, middle, last = groups["a"], int(groups["b"]), groups["c"]
    if len(last) == 1:
        return cal.day_period(_two_digits(int(first), day), middle, int(last))
    year = int(last) if len(last) == 4 else _two_digits(int(last), day)
    return cal.day_period(year, middle, int(first)) or cal.day_period(year, int(first), middle)


def _two_digits(year: int, day: datetime.date) -> int:
    return (2000 if year <= day.year % 100 + 20 else 1900) + year


def _unit(written: str) -> str:
    return "周" if written == "礼拜" else written


def _year(written: str) -> int:
    if written.isascii():
        return int(written)
    return int("".join(str("零一二三四五六七八九".index(char)) for char in written))


def _int(written: str) -> int:
    if written.isascii():
        return int(written)
    reading = read_numeral(written, 0)
    return int(reading.value) if reading is not None else 0
