# SPDX-License-Identifier: Apache-2.0
"""What holds on every page of the desk, whatever it shows."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response
from playwright.sync_api import TimeoutError as Timeout

import checks
import coverage
from tally import Tally
from window import SIZE

TOWN = re.compile(r" - 見本市こども医療費\(架空[^)]*\)$")
"""How every title ends; another book of the same city says more in the brackets."""
POLICY = "default-src 'self'"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
WRITES_NOTHING = {
    "ask", "findClaims", "findLetters", "logout", "enter", "answerPasskey", "checkTicket", "registerPasskey",
    "answerProof", "beginIntake"}
"""Forms that look something up, open or close the door, or only turn to a page."""
LARGEST = 150 * 1024
"""Bytes of a page."""
_axe = Axe()
_read: set[str] = set()
_measured: set[tuple[str, str]] = set()

# Gives the focus to everything that can have it, one after another, and names what then stands
# behind the bar of keys.
_HIDDEN_FOCUS = """() => {
  const bar = document.querySelector(".keys");
  if (!bar || getComputedStyle(bar).position !== "fixed") return [];
  const before = document.activeElement;
  const hidden = [];
  const all = document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary");
  for (const one of all) {
    if (one.disabled || one.closest(".keys") || one.offsetParent === null) continue;
    one.focus();
    if (document.activeElement !== one) continue;
    const box = one.getBoundingClientRect();
    if (box.bottom > bar.getBoundingClientRect().top + 1) {
      hidden.push((one.id || one.textContent.trim() || one.tagName).slice(0, 30));
    }
  }
  if (before && before !== document.body) before.focus(); else document.activeElement.blur();
  window.scrollTo(0, 0);
  return hidden;
}"""

# The kinds of elements on a page, each with the kind it stands in: what the rules of axe depend on.
_KINDS = """() => {
  const kind = (one) => one.tagName + "." + (one.getAttribute("class") ?? "");
  const marks = (one) => one.getAttributeNames().filter((name) => !/^(id|href|value)$/.test(name));
  return [...new Set([...document.querySelectorAll("body *")].map((one) =>
    [kind(one.parentElement), kind(one), ...marks(one)].join(" ")))].sort().join("|");
}"""

# What still moves although the officer asked for stillness.
_MOVING = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const runs = (times) => times.split(",").some((time) => parseFloat(time) > 0.001);
  return (style.animationName !== "none" && runs(style.animationDuration))
    || runs(style.transitionDuration);
}).map((one) => `${one.tagName.toLowerCase()}.${one.className}`).slice(0, 5)"""

# What sticks out of a narrow page without a bar of its own to scroll it.
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (one) => one && (["auto", "scroll"].includes(getComputedStyle(one).overflowX)
    || scrolls(one.parentElement));
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 1 && !scrolls(one.parentElement))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className.baseVal ?? one.className}`)
    .slice(0, 5);
}"""

# Grids of fields that are wider than their place: a hand that types never looks for a field at the side.
SIDEWAYS = """() => [...document.querySelectorAll("main table.grid")]
  .filter((one) => one.parentElement.clientWidth > 0
    && (one.parentElement.scrollWidth > one.parentElement.clientWidth + 1
      || one.getBoundingClientRect().right > document.documentElement.clientWidth + 1))
  .map((one) => one.caption?.textContent ?? one.innerText.slice(0, 30))"""


def says_where_one_is(tally: Tally, page: Page, where: str) -> None:
    """Title, heading and the mark of the rehearsal."""
    heading = page.locator("h1").first
    words = heading.evaluate(
        "one => [...one.childNodes].filter(n => !n.classList?.contains('code'))"
        ".map(n => n.textContent).join('').trim()")
    title = page.title()
    tally.check(TOWN.search(title), f"{where}: 題名が業務名で終わる", title)
    is_login = page.locator("div.login").count() > 0
    tally.check(is_login or words in title, f"{where}: 題名に見出し「{words}」がある", title)
    tally.check(
        page.locator("header .environment").inner_text() in ("検証環境", "練習"),
        f"{where}: 本番でないと示す")


def is_readable(tally: Tally, page: Page, where: str) -> None:
    """No rule of axe is broken. A page of the same elements as one before is not read again."""
    checks.meet("U1", page)
    kinds = page.evaluate(_KINDS)
    if kinds in _read:
        return
    _read.add(kinds)
    found = _axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    broken = [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]
    tally.check(not broken, f"{where}: axe の違反がない", "\n      ".join(broken))


def shows_focus(tally: Tally, page: Page, where: str) -> None:
    hidden = page.evaluate(_HIDDEN_FOCUS)
    tally.check(not hidden, f"{where}: 焦点がキーの帯に隠れない", hidden)


# The lists whose rows lead somewhere, by their places on the page, and the place of the one that has the focus.
_LISTS = """() => [...document.querySelectorAll("table.list")].map((list, at) =>
  [...list.querySelectorAll("tbody tr a")].some((link) => link.checkVisibility()) ? at : -1).filter((at) => at >= 0)"""
_HERE = """() => [...document.querySelectorAll("table.list")].indexOf(document.activeElement.closest("table.list"))"""


def walks_lists(tally: Tally, page: Page, where: str) -> None:
    """The arrows come from nowhere into a list, and from its ends into the lists before and behind it."""
    lists = page.evaluate(_LISTS)
    if not lists:
        return
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    begin = page.evaluate(_HERE)
    reached = {begin}
    for end, on in (("End", "ArrowDown"), ("Home", "ArrowUp")):
        for _ in lists:
            page.keyboard.press(end)
            page.keyboard.press(on)
            reached.add(page.evaluate(_HERE))
    page.evaluate("document.activeElement.blur()")
    page.evaluate("window.scrollTo(0, 0)")
    tally.check(reached == set(lists), f"{where}: ↑↓でどの一覧の行にも行ける", (begin, sorted(reached), lists))


def is_small(tally: Tally, text: str, where: str) -> None:
    """Whatever a page lists, it stays small enough for a slow line."""
    size = len(text.encode())
    tally.check(size <= LARGEST, f"{where}: 150KBまで", size)


class _Controls(HTMLParser):
    """What a page has that only a script could make work."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: dict[int, tuple[str, str | None]] = {}
        self.sent: set[int | str] = set()
        self.wrong: list[str] = []
        self._open: list[int] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        href = values.get("href") or ""
        if tag == "a" and (href in ("", "#") or href.startswith("javascript:")):
            self.wrong.append(f"行き先のないリンク {values}")
        if any(name.startswith("on") for name in values):
            self.wrong.append(f"スクリプトを書き込んだ要素 {tag}")
        if tag == "form":
            self._open.append(len(self.forms))
            self.forms[len(self.forms)] = (values.get("action") or "", values.get("id"))
        kind = values.get("type") or ("submit" if tag == "button" else "text")
        if tag in ("button", "input") and kind in ("submit", "image"):
            if values.get("form"):
                self.sent.add(values["form"] or "")
            elif self._open:
                self.sent.add(self._open[-1])
        if tag == "button" and kind == "button":
            self.wrong.append("スクリプトだけが動かすボタン")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._open:
            self._open.pop()


def of_text(tally: Tally, text: str, where: str, route: str | None) -> None:
    """What the text of a page says by itself, before any window draws it."""
    needs_no_script(tally, text, where)
    is_sent_once(tally, text, where)
    for check in ("U7", "U9"):
        checks.met(check, route)


def is_sent_once(tally: Tally, text: str, where: str) -> None:
    """Each form of the page carries the word by which a second sending is known (U7)."""
    bare = [
        name for form in re.findall(r"<form\b.*?</form>", text, re.DOTALL)
        if 'method="post"' in form and 'name="once"' not in form
        and (name := coverage.route("POST", html.unescape(
            re.search(r'action="([^"]*)"', form).group(1)))) not in WRITES_NOTHING]
    tally.check(not bare, f"{where}: 二度送っても一度だけ行う印がある", bare)


def needs_no_script(tally: Tally, text: str, where: str) -> None:
    """As it comes from the server, each form has a button that sends it, each link an address."""
    found = _Controls(text)
    mute = [action for place, (action, ident) in found.forms.items()
            if place not in found.sent and (ident or "") not in found.sent]
    tally.check(not mute, f"{where}: どの用紙にも送るボタンがある", mute)
    tally.check(not found.wrong, f"{where}: スクリプトなしで動く", found.wrong[:3])


# What the bar covers is what the page keeps free of it.
_BAR = """() => {
  const bar = document.querySelector(".keys");
  const kept = document.documentElement.style.getPropertyValue("--bar");
  return !bar || !kept || kept === `${bar.offsetHeight}px`;
}"""


def _bar_is_measured(page: Page) -> None:
    """The bar is measured after the letters have grown: soon, on a busy machine not at once."""
    try:
        page.wait_for_function(_BAR, timeout=3000)
    except Timeout:
        pass  # What stands behind the bar is named by the rule that follows.


def _words_remain(page: Page) -> bool:
    before = page.inner_text("main")
    page.emulate_media(forced_colors="active")
    forced = page.inner_text("main")
    page.emulate_media(forced_colors="none")
    return forced == before


def bears_settings(tally: Tally, page: Page, where: str) -> None:
    """With letters twice as large, at 200 % zoom, with forced colours and without movement nothing is
    cut off, hidden behind the bar, or gone."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    _bar_is_measured(page)
    hidden = page.evaluate(_HIDDEN_FOCUS)
    wide = page.evaluate(TOO_WIDE)
    page.evaluate("document.documentElement.style.fontSize = ''")
    tally.check(not hidden, f"{where}: 文字を2倍にして焦点がキーの帯に隠れない", hidden)
    tally.check(not wide, f"{where}: 文字を2倍にして横にはみ出さない", wide)
    # 200 % zoom leaves half of the pixels of the style sheet.
    page.set_viewport_size({"width": SIZE["width"] // 2, "height": SIZE["height"] // 2})
    hidden = page.evaluate(_HIDDEN_FOCUS)
    wide = page.evaluate(TOO_WIDE)
    page.set_viewport_size(SIZE)
    tally.check(not hidden, f"{where}: 200%の拡大で焦点がキーの帯に隠れない", hidden)
    tally.check(not wide, f"{where}: 200%の拡大で横にはみ出さない", wide)
    # A page of work that goes on may say something new in between; three times is no chance.
    remains = any(_words_remain(page) for _ in range(3))
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    moving = page.evaluate(_MOVING)
    tally.check(remains, f"{where}: 色を強制しても内容が残る")
    page.emulate_media(forced_colors="none", reduced_motion="no-preference")
    tally.check(not moving, f"{where}: 動きを減らすと動かない", moving)
    checks.meet("U5", page)
    checks.meet("U10", page)


def fits_narrow(tally: Tally, page: Page, where: str) -> None:
    """At 320 pixels nothing is cut off at the side; wide tables scroll in their own box."""
    page.set_viewport_size({"width": 320, "height": 640})
    wide = page.evaluate(TOO_WIDE)
    page.set_viewport_size(SIZE)
    tally.check(not wide, f"{where}: 幅320pxで横にはみ出さない", wide)


def grids_fit(tally: Tally, page: Page, where: str) -> None:
    """A table of fields fits the smallest screen, its 200 % zoom, letters twice as large, and 320 pixels
    (WCAG 1.4.10): there the columns stand under one another."""
    found = {"1024px": page.evaluate(SIDEWAYS)}
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found["文字を2倍"] = page.evaluate(SIDEWAYS)
    page.evaluate("document.documentElement.style.fontSize = ''")
    for words, width in (("200%の拡大", SIZE["width"] // 2), ("320px", 320)):
        page.set_viewport_size({"width": width, "height": 640})
        found[words] = page.evaluate(SIDEWAYS)
    page.set_viewport_size(SIZE)
    for words, tables in found.items():
        tally.check(not tables, f"{where}: 入力の表は横に送らない({words})", tables)


def is_guarded(tally: Tally, response: Response | None, where: str) -> None:
    """The policy allows this host and nothing written into the page."""
    if response and response.status == 200:
        checks.met("U8", coverage.route(response.request.method, response.url))
    policy = response.header_value("content-security-policy") if response else None
    tally.check(
        policy and POLICY in policy and "unsafe" not in policy, f"{where}: CSP", policy)
    kept = response.header_value("cache-control") if response else None
    tally.check(kept == "no-store", f"{where}: ブラウザーに残さない", kept)


def all_of(
    tally: Tally, page: Page, where: str, response: Response | None = None, shape: str | None = None
) -> None:
    """Every rule. A page of a shape that was looked at for another officer, made of the same elements, is not
    measured again."""
    if response is not None:
        is_guarded(tally, response, where)
    says_where_one_is(tally, page, where)
    is_readable(tally, page, where)
    if shape is not None:
        known = (shape, page.evaluate(_KINDS))
        if known in _measured:
            return
        _measured.add(known)
    shows_focus(tally, page, where)
    walks_lists(tally, page, where)
    if page.locator("main table.grid").count():
        grids_fit(tally, page, where)
    fits_narrow(tally, page, where)
    bears_settings(tally, page, where)
