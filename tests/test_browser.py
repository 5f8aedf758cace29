"""The page in a real browser: quiet console, hover, filter, search, links, keys, paper, and hostile text that does nothing."""

import shutil

import pytest

import fazhi_ie
from fazhi_ie.view import render, render_page

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra test)")
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"
)

TEXT = (
    "一、工作情况\n2023年,县司法局制定印发《行政复议工作要点》,办理行政复议案件1.2万余件。\n"
    "二、存在的问题\n一是基层执法力量仍然不足。\n三、下一步工作\n一是加强基层执法力量配备。\n"
)
HOSTILE = (
    "一、<img src=x onerror=hacked=1>\n市司法局制定《</style><script>hacked=1</script>办法》,办理\"'>案件12件</script>"
    "<svg onload=hacked=1>\u202e。\n"
)


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=BROWSER, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser, tmp_path):
    """Open a page, and fail at the end if its console said anything or if it asked for anything else."""
    said = []
    pages = []

    def open_page(html, **options):
        page = browser.new_page(**options)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: None if request.url.endswith("page.html") else said.append(request.url))
        (tmp_path / "page.html").write_text(html, "utf-8")
        page.goto((tmp_path / "page.html").as_uri())
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert said == []


def report():
    return fazhi_ie.extract(TEXT, region="安吉县", source="report.txt")


def test_hover_tells_value_and_canonical_name(show):
    page = show(render_page(report()))
    page.locator(".text .k-e", has_text="县司法局").first.hover()
    assert "安吉县司法局" in page.locator(".tip").inner_text()
    page.locator(".text .k-i").first.hover()
    assert "办理行政复议案件 = ≈12000 件" in page.locator(".tip").inner_text()
    page.locator("h2").hover()
    assert page.locator(".tip").is_hidden()


def test_a_kind_that_is_unchecked_disappears_from_text_tips_and_tables(show):
    page = show(render_page(report()))
    mark = page.locator(".text .k-i").first
    table = page.locator("details.f-i")
    shadow = "element => getComputedStyle(element).boxShadow"
    assert mark.evaluate(shadow) != "none"
    page.locator("input.f-i").uncheck()
    assert mark.evaluate(shadow) == "none"
    assert table.is_hidden()
    mark.hover()
    assert "指标" not in page.locator(".tip").inner_text()
    page.locator("input.f-i").check()
    assert table.is_visible()


def test_search_keeps_the_rows_that_hold_the_words_and_walks_the_text(show):
    page = show(render_page(report()))
    page.locator("input[type=search]").fill("执法力量")
    assert page.locator("output").inner_text().strip() == "2"
    assert page.locator("details.f-p .count").inner_text() == "1 / 1"
    assert page.locator("details.f-i .count").inner_text().startswith("0 / ")
    page.locator("input[type=search]").press("Enter")
    assert page.locator("output").inner_text().strip() == "1 / 2"
    assert page.evaluate("CSS.highlights.get('fz-hit').size") == 2
    assert page.evaluate("[...CSS.highlights.get('fz-hit')].map(String)") == ["执法力量"] * 2
    page.locator("input[type=search]").fill("")
    assert page.locator("tbody tr[hidden]").count() == 0


def test_problem_leads_to_measure_and_measure_to_indicator(show):
    found = report()
    page = show(render_page(found))
    problem, measure = found.problems[0], found.measures[0]
    page.locator(f'[id="t-{problem.id}"]').click()
    assert "问题" in page.locator(".card").inner_text()
    page.locator(".card a", has_text="举措").first.click()
    assert "flash" in page.locator(f'[id="t-{problem.remedies[0]}"]').get_attribute("class")
    assert "加强" in page.locator(".card").inner_text()
    page.locator("details.f-m summary").click()
    page.locator(f'[id="{next(m for m in found.measures if m.indicators).id}"] a.k-i').click()
    assert "12000" in page.locator(".card").inner_text()
    assert measure.id


def test_keys_walk_from_fact_to_fact_and_skip_what_is_filtered(show):
    page = show(render_page(report()))
    for kind in "eim":
        page.locator(f"input.f-{kind}").uncheck()
    page.locator(".text").focus()
    page.keyboard.press("n")
    assert page.locator(".text .flash").inner_text().startswith("基层执法力量仍然不足")
    page.keyboard.press("Enter")
    assert page.locator(".card").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".card").is_hidden()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_the_outline_leads_to_its_section(show):
    long = fazhi_ie.extract(TEXT.replace("。\n二", "。\n" + "各地各部门认真落实。\n" * 200 + "二"))
    page = show(render_page(long))
    page.locator(".outline a", has_text="下一步工作").click()
    assert page.evaluate("scrollY") > 1000


def test_hostile_text_is_inert(show):
    hostile = fazhi_ie.extract(HOSTILE, source=HOSTILE)
    for html in (render_page(hostile), f"<!doctype html><meta charset=utf-8>{render(hostile)}"):
        page = show(html)
        assert page.evaluate("typeof hacked") == "undefined"
        assert page.locator("img, svg").count() == 0
        assert page.locator(".text").first.evaluate("element => element.textContent") == hostile.text
        # what follows the control of direction still runs from left to right
        assert page.locator("h2").evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_a_notebook_may_show_one_report_twice(show):
    page = show(f"<!doctype html><meta charset=utf-8>{render(report())}{render(report())}")
    second = page.locator(".fz").nth(1)
    second.locator(".text .k-p").first.click()
    assert second.locator(".card").is_visible()
    assert page.locator(".fz").nth(0).locator(".card").is_hidden()


CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map((part) => part / 255);
    const part = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const under = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return /rgba\\(.*, 0\\)/.test(colour) ? under(element.parentElement) : colour;
  };
  return [...document.querySelectorAll(".text, .text span, td, th, dd, dt, label, small, summary b")].map((element) => {
    const pair = [light(getComputedStyle(element).color), light(under(element))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read_in_light_and_dark(show, scheme):
    page = show(render_page(report()), color_scheme=scheme)
    page.locator("details.f-m summary").click()
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) > 30
    assert min(ratios) >= 4.5  # WCAG 2.2, level AA
    assert (page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)") == (
        scheme == "light"
    )


def test_a_dark_notebook_is_dark_on_a_light_desktop(show):
    html = f'<!doctype html><meta charset=utf-8><body data-jp-theme-light="false">{render(report())}'
    colour = show(html).locator(".fz").evaluate("element => getComputedStyle(element).backgroundColor")
    assert colour == "rgb(13, 17, 23)"


def test_paper_has_the_tables_unfolded_and_no_controls(show):
    page = show(render_page(report()))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("details.f-m tbody").is_visible()
    assert page.locator(".controls").is_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.locator("details.f-m").evaluate("element => element.open")


def test_without_scripts_marks_tips_links_and_filter_are_left(show):
    found = report()
    page = show(render_page(found), java_script_enabled=False)
    assert "12000" in page.locator(".text .k-i").first.get_attribute("title")
    assert page.locator("input[type=search]").is_hidden()
    page.locator("input.f-p").uncheck()
    assert page.locator("details.f-p").is_hidden()
    page.locator("details.f-i summary").click()
    page.locator("details.f-i tbody a").first.click()
    assert page.url.endswith(f"#t-{found.indicators[0].id}")
