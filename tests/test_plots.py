"""Plots: what is counted, where it stands, and a font that has the characters or advice on how to get one."""

import warnings

import pytest

import fazhi_ie
from fazhi_ie.errors import MissingExtraError

matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed (extra plots)")
matplotlib.use("agg")
from fazhi_ie.view import fonts, plots  # noqa: E402

TEXT = (
    "2023年5月8日,市司法局印发《行政复议工作要点》;6月至8月开展执法检查12次。2023年,办理行政复议案件30件。\n"
    "二、存在的问题\n一是基层执法力量仍然不足。二是普法宣传形式单一。\n三、下一步工作\n一是加强基层执法力量配备。\n"
)
has_font = pytest.mark.skipif(fonts._installed() is None, reason="no font with Chinese characters on this machine")


@pytest.fixture(autouse=True)
def quiet():
    """Close the figures, and do not fail where the machine has no Chinese font."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", fonts.MissingFontWarning)
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield
    matplotlib.pyplot.close("all")


def labels(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def yearly(region, *values):
    return [
        fazhi_ie.extract(f"{year}年,共办理行政复议案件{value}件。", region=region)
        for year, value in enumerate(values, 2021)
    ]


def test_an_indicator_is_a_line_a_region():
    axes = plots.indicator_over_years([*yearly("长汀县", 9, 12), *yearly("安吉县", 5, 6, 7)], "办理行政复议案件")
    assert {line.get_label(): line.get_ydata().tolist() for line in axes.lines} == {
        "安吉县": [5, 6, 7],
        "长汀县": [9, 12],
    }
    assert axes.lines[0].get_xdata().tolist() == [2021, 2022, 2023]
    assert (axes.get_title(), axes.get_ylabel()) == ("办理行政复议案件", "件")


def test_one_year_is_bars_and_the_unit_can_be_chosen():
    axes = plots.indicator_over_years([*yearly("长汀县", 9), *yearly("安吉县", 5)], "办理行政复议案件")
    assert labels(axes) == ["安吉县", "长汀县"]
    assert [bar.get_width() for bar in axes.patches] == [5, 9]
    with pytest.raises(ValueError, match="not stated in '份', but in: 件"):
        plots.indicator_over_years(yearly("安吉县", 5), "办理行政复议案件", unit="份")


def test_a_name_that_is_not_there_is_told_with_similar_ones():
    with pytest.raises(ValueError, match="no report states '行政复议' with a year; there are: 办理行政复议案件"):
        plots.indicator_over_years(yearly("安吉县", 5), "行政复议")


def test_bars_add_up_to_the_facts():
    report = fazhi_ie.extract(TEXT)
    axes = plots.measures_by_category(report)
    assert sum(bar.get_width() for bar in axes.patches) == len(report.measures)
    answered = plots.problems_by_category([report, report])
    assert sum(bar.get_width() for bar in answered.patches) == 2 * len(report.problems)
    assert answered.get_title() == f"问题 {2 * len(report.problems)} 个"
    with_remedy = sum(bar.get_width() for bar in answered.containers[0])
    assert with_remedy == 2 * sum(bool(problem.remedies) for problem in report.problems) > 0


def test_a_timeline_has_the_dated_measures_in_order():
    axes = plots.timeline(fazhi_ie.extract(TEXT))
    assert labels(axes) == ["印发 《行政复议工作要点》", "开展 执法检查12次"]
    first, second = (line.get_xdata() for line in axes.lines)
    assert (str(first[0]), str(first[1])) == ("2023-05-08", "2023-05-08")
    assert (str(second[0]), str(second[1])) == ("2023-06-01", "2023-08-31")
    assert labels(plots.timeline(fazhi_ie.extract(TEXT), most=1)) == ["开展 执法检查12次"]
    with pytest.raises(ValueError, match="finer than a year"):
        plots.timeline(yearly("安吉县", 5)[0])


def test_a_plot_can_stand_in_a_figure_of_ones_own():
    figure, axes = matplotlib.pyplot.subplots()
    assert plots.measures_by_category(fazhi_ie.extract(TEXT), ax=axes) is axes
    assert plots.measures_by_category([]).get_title() == "举措 0 项"
    assert figure.axes == [axes]


@has_font
def test_chinese_labels_are_drawn_without_set_up(tmp_path):
    report = fazhi_ie.extract(TEXT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of each character that the font lacks
        for number, draw in enumerate((plots.measures_by_category, plots.problems_by_category, plots.timeline)):
            draw(report).figure.savefig(tmp_path / f"{number}.png")
        plots.indicator_over_years(yearly("安吉县", 5, 6), "办理行政复议案件").figure.savefig(tmp_path / "line.png")


def test_without_a_font_the_warning_says_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts, "_installed", lambda: None)
    with pytest.warns(fonts.MissingFontWarning, match="apt-get install fonts-noto-cjk"):
        plots.measures_by_category(fazhi_ie.extract(TEXT))


def test_without_matplotlib_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"fazhi-ie\[plots\]"):
        plots.measures_by_category(fazhi_ie.extract(TEXT))
