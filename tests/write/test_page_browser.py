"""The web page in a real browser (Debian's Chromium): clicked, filtered, driven by keyboard, printed, checked by axe.

`pytest -m browser`; `SCREENSHOTS=folder pytest -m browser` leaves pictures of the page for a reader to look at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from ofstedmine.model import FollowUp
from ofstedmine.write import labels
from ofstedmine.write.page import written
from ofstedmine.write.story import story

playwright = pytest.importorskip("playwright.sync_api", reason="pip install 'ofstedmine[browser]' brings Playwright")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="pip install 'ofstedmine[browser]' brings axe"
)
pytestmark = pytest.mark.browser

WIDE, PHONE = {"width": 1360, "height": 900}, {"width": 320, "height": 640}
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": WIDE, "color_scheme": "light"},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": PHONE, "color_scheme": "light"},
    "phone, dark": {"viewport": PHONE, "color_scheme": "dark"},
}
HOSTILE = (
    "</script><script>document.title = 'broken'</script><img src=x onerror=\"document.title='broken'\"><!-- \u2028"
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("there is no Chromium here (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])  # root may not use the sandbox
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens a follow-up's page; when the test ends, nothing was asked of the network and the console said nothing."""
    contexts, asked, said = [], [], []

    def open_page(found: FollowUp, **options: Any) -> Any:
        path = tmp_path / "closure.html"
        path.write_text(written(story(found)), "utf-8")
        context = chromium.new_context(**{"viewport": WIDE, "reduced_motion": "reduce"} | options)
        contexts.append(context)

        def only_the_file(route: Any) -> None:
            if route.request.url.startswith(path.as_uri()):
                route.continue_()
            else:
                asked.append(route.request.url)
                route.abort()

        context.route("**/*", only_the_file)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert asked == []
    assert said == []


def leave_picture(page: Any, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def visible(page: Any, what: str = ".point") -> list[str]:
    return [part.get_attribute("id") for part in page.locator(what).all() if part.is_visible()]


def marked(page: Any) -> str:
    return "".join(page.locator("mark.now").all_text_contents())


@pytest.mark.parametrize("look", LOOKS)
def test_no_barrier_is_found(opened: Callable[..., Any], followed: FollowUp, look: str) -> None:
    page = opened(followed, **LOOKS[look])
    for state in ("as opened", "a recommendation chosen"):
        if state != "as opened":
            page.locator("a.choose").first.click()
        leave_picture(page, f"{look}, {state}")
        found = axe.Axe().run(page)
        assert [f"{v['id']}: {n['html'][:200]}" for v in found.response["violations"] for n in v["nodes"]] == []
        assert found.response["passes"]


@pytest.mark.parametrize("times", [1, 12], ids=["a chip or two a sentence", "a row of chips"])
def test_nothing_is_cut_off_on_a_narrow_screen(opened: Callable[..., Any], followed: FollowUp, times: int) -> None:
    page = opened(replace(followed, closures=followed.closures * times), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_recommendation_leads_to_its_evidence_and_back(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed)
    page.locator("#r2 a.choose").click()
    first = followed.closures[1].evidence[0]
    assert marked(page) == first.text
    assert page.locator("mark.now").first.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    assert page.locator("#r2 details").get_attribute("open") is not None
    assert page.locator("#r2 a.choose").get_attribute("aria-current") == "true"
    own = set(page.locator("mark.own").all_text_contents())
    assert first.text in own
    assert 0 < len(own) < page.locator("mark").count()
    box = page.locator("mark.now").first.bounding_box()
    assert 0 < box["y"] < WIDE["height"] / 2
    page.locator("mark.now ~ .chips a[href='#r2']").first.click()
    assert page.evaluate("document.activeElement.closest('.point').id") == "r2"
    page.go_back()
    assert marked(page) == first.text


def test_next_and_previous_go_round_the_evidence(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed)
    page.locator("#r1 a.choose").click()
    places = page.locator("#r1").get_attribute("data-places").split()
    seen = [marked(page)]
    for i in range(1, len(places) + 1):
        page.locator("#next").click()
        seen.append(marked(page))
        assert page.locator("#where").text_content() == f"No. 1: {i % len(places) + 1} of {len(places)}"
    assert seen[0] == seen[-1] == followed.closures[0].evidence[0].text
    assert len(set(seen)) == len(places) > 1
    page.locator("#previous").click()
    assert marked(page) == seen[-2]


def test_letters_are_chosen(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed)
    assert visible(page, ".letter") == ["letter-2"]  # the one with the evidence
    page.locator("#letter").select_option("letter-1")
    assert visible(page, ".letter") == ["letter-1"]
    assert page.locator("#where").text_content() == f"{page.locator('#letter-1 .at').count()} passages"
    page.locator("#r1 details summary").click()
    page.locator("#r1 .evidence a.go").first.click()
    assert visible(page, ".letter") == ["letter-2"]


def test_filters_and_search(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed)
    every = [f"r{i}" for i in range(1, len(followed) + 1)]
    assert visible(page) == every
    told = page.locator("#count")
    page.locator("input[name=status][value=closed]").uncheck()
    closed = [f"r{i}" for i, c in enumerate(followed, 1) if c.status == "closed"]
    assert visible(page) == [r for r in every if r not in closed]
    assert told.text_content() == f"{len(every) - len(closed)} of {len(every)} recommendations"
    page.get_by_role("button", name="Clear filters").click()
    assert visible(page) == every
    theme = page.locator("#theme option").nth(1).text_content()
    page.locator("#theme").select_option(theme)
    having = [f"r{i}" for i, c in enumerate(followed, 1) if theme.replace(" ", "_") in c.recommendation.themes]
    assert visible(page) == having
    page.locator("#theme").select_option("")
    page.locator("#words").fill("CHRONOLOGIES  relied")
    assert visible(page) == ["r3"]
    page.locator("#words").fill("children's services of nowhere")
    assert visible(page) == []
    assert page.locator("#none").is_visible()
    assert told.text_content().startswith("0 of")
    page.get_by_role("button", name="Clear filters").click()
    assert visible(page) == every


def test_a_chip_brings_back_what_is_filtered_out(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed)
    page.locator("#words").fill("nothing of this kind")
    page.locator("#letter-2 a.chip[href='#r3']").first.click()
    assert "r3" in visible(page)
    assert page.evaluate("document.activeElement.closest('.point').id") == "r3"


def test_everything_by_keyboard(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").first.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "words"
    page.keyboard.type("strategy discussions")
    assert "r1" in visible(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#r1 a.choose')"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert marked(page) == followed.closures[0].evidence[0].text
    for _ in range(len(followed)):
        page.keyboard.press("Tab")  # on to the ways back: one to each recommendation that the passage speaks of
        if page.evaluate("document.activeElement.hash") == "#r1":
            break
    assert page.evaluate("document.activeElement.hash") == "#r1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('#r1 a.choose')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # folds its evidence away
    assert page.locator("#r1 details").get_attribute("open") is None


def test_without_script_everything_is_there(opened: Callable[..., Any], followed: FollowUp) -> None:
    page = opened(followed, java_script_enabled=False)
    assert visible(page) == [f"r{i}" for i in range(1, len(followed) + 1)]
    assert visible(page, ".letter") == ["letter-1", "letter-2"]
    assert not page.locator("#filters, #previous").first.is_visible()
    assert page.locator("#r1 .evidence").first.is_visible()
    place = page.locator("#r2 a.choose").get_attribute("href")
    page.locator("#r2 a.choose").click()
    assert page.url.endswith(place)
    assert 0 < page.locator(f"{place} + mark").bounding_box()["y"] < WIDE["height"]


def test_printed(opened: Callable[..., Any], followed: FollowUp, tmp_path: Path) -> None:
    page = opened(followed)
    page.pdf(path=tmp_path / "printed.pdf", format="A4")
    pdf = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    text = " ".join("".join(sheet.get_textpage().get_text_range() for sheet in pdf).split())
    if folder := os.environ.get("SCREENSHOTS"):
        for i, sheet in enumerate(pdf, 1):
            sheet.render(scale=1.2).to_pil().save(Path(folder) / f"printed, page {i}.png")
    pdf.close()
    for heading in (labels.COLUMNS[-1], labels.EVIDENCE, labels.METHOD, labels.LICENCE):
        assert heading in text
    assert text.index(labels.COLUMNS[-1]) < text.index(labels.EVIDENCE)
    for i, closure in enumerate(followed, 1):
        assert closure.recommendation.text.split(".")[0][:40] in text, i
    shown = [e.text for c in followed for e in c.evidence] + [e.text for e in followed.general]
    letter = [p.text[:30] for p in followed.later[0].paragraphs if p.number]
    silent = [begins for begins in letter if not any(begins in told for told in shown)]
    assert len(silent) > 5
    assert not [begins for begins in silent if begins in text]  # the letter itself, of which no evidence is
    for control in ("Search", "Previous", "All themes"):
        assert control not in text


def test_hostile_text_is_inert(opened: Callable[..., Any], hostile: Callable[[str], FollowUp]) -> None:
    page = opened(hostile(HOSTILE))
    title = page.title()
    page.locator("a.choose").first.click()
    page.mouse.move(200, 400)
    page.locator("#next").click()
    assert page.title() == title != "broken"
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0
    assert HOSTILE.replace("\u2028", "") in marked(page).replace("\u2028", "")


def test_what_slips_in_does_not_run(opened: Callable[..., Any], followed: FollowUp, tmp_path: Path) -> None:
    """Even markup that had got past the escaping finds the page's policy in its way."""
    page = opened(followed)
    broken = (tmp_path / "closure.html").read_text("utf-8")
    slipped = HOSTILE.partition("</script>")[2] + "--><img src='https://example.org/x.png'>"
    (tmp_path / "closure.html").write_text(broken.replace("</header>", f"</header>{slipped}", 1), "utf-8")
    other = page.context.new_page()
    other.goto((tmp_path / "closure.html").as_uri())
    assert other.title() != "broken"
    assert other.locator("#next").is_visible()
