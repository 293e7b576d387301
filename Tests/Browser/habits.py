# SPDX-License-Identifier: Apache-2.0
"""Habits of the hand: Enter moves on, the input method keeps its keys, colours may be forced."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

import page_rules
import run
from clerk import Clerk
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("鍵盤と入力方法")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        jumps(clerk)
        composition_in_search(clerk)
        fields(clerk)
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        grid(clerk)
    with Clerk(browser, desk, tally, "kacho01") as clerk:
        folded(clerk)
        turning(clerk)
    tally.chapter("色の指定、大きな文字")
    for name, settings in (
        ("色を強制", {"forced_colors": "active"}),
        ("動きを減らす", {"reduced_motion": "reduce"}),
    ):
        with Clerk(browser, desk, tally, "kacho01", **settings) as clerk:
            looks(clerk, name)


def jumps(clerk: Clerk) -> None:
    clerk.go("1")
    clerk.check("state=" in clerk.page.url or "/applications" in clerk.page.url, "数字で仕事を開く")
    clerk.go("Alt+0")
    clerk.check("ホーム" in clerk.heading, "Alt+0でホーム", clerk.heading)
    clerk.press("F1")
    clerk.page.wait_for_selector("dialog[open]")
    clerk.check("手順" in clerk.page.inner_text("dialog"), "F1でその画面のヘルプ")
    clerk.press("Escape")
    clerk.page.wait_for_selector("dialog", state="detached")
    clerk.check("ホーム" in clerk.heading, "Escで戻る", clerk.heading)
    clerk.press("Alt+w")
    clerk.check(not clerk.page.locator(".keys").is_visible(), "Alt+Wでキーの帯を隠す")
    clerk.press("Alt+w")
    clerk.check(clerk.page.locator(".keys").is_visible(), "もう一度Alt+Wで戻す")


def compose(clerk: Clerk, field: str, text: str) -> list[dict]:
    """Types by the input method and presses Enter while the word is not settled yet.

    Returns what the page saw of the key."""
    page = clerk.page
    page.focus(field)
    page.evaluate(
        "() => { window.seen = []; addEventListener('keydown', e => window.seen.push("
        "{key: e.key, composing: e.isComposing, code: e.keyCode}), true); }")
    session = clerk.window.context.new_cdp_session(page)
    session.send(
        "Input.imeSetComposition",
        {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    for kind in ("rawKeyDown", "keyUp"):
        session.send(
            "Input.dispatchKeyEvent",
            {"type": kind, "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229})
    page.wait_for_timeout(300)
    seen = page.evaluate("window.seen")
    session.send("Input.insertText", {"text": text})
    session.detach()
    return seen


def composition_in_search(clerk: Clerk) -> None:
    clerk.page.goto("/search")
    before = clerk.page.url
    seen = compose(clerk, "#q", "タナカ")
    clerk.check(any(one["composing"] or one["code"] == 229 for one in seen), "変換中のEnterが届く", seen)
    clerk.check(clerk.page.url == before, "変換中のEnterで検索しない", clerk.page.url)
    clerk.check(clerk.page.input_value("#q") == "タナカ", "確定した文字が残る", clerk.page.input_value("#q"))
    clerk.go("Enter")
    clerk.sees("タナカ", "確定の後のEnterで検索する")
    clerk.press("ArrowDown")
    clerk.check(
        clerk.page.evaluate("Boolean(document.activeElement.closest('table.list'))"), "↓で結果の行へ")
    clerk.go("Enter")
    clerk.check("台帳" in clerk.heading, "Enterで台帳を開く", clerk.heading)


def fields(clerk: Clerk) -> None:
    """Enter and Shift+Enter in a form; at its end the button has the focus and nothing is sent."""
    clerk.go("F6")
    clerk.go("F12")
    address = clerk.page.url
    clerk.page.focus("#cause")
    clerk.press("Enter", "Shift+Enter")
    clerk.check(focused(clerk) == "cause", "Shift+Enterで前の欄へ", focused(clerk))
    compose(clerk, "#documents", "うんてん")
    clerk.check(focused(clerk) == "documents", "変換中のEnterで欄を移らない", focused(clerk))
    clerk.press("Escape")
    clerk.check(clerk.page.input_value("#documents") == "", "Escで打った文字を戻す")
    clerk.page.focus("input[name=explained]")
    clerk.press("Enter")
    clerk.check(
        clerk.page.evaluate("document.activeElement.matches('button.main')"), "最後の欄の次はボタン")
    clerk.check(clerk.page.url == address, "最後の欄のEnterで送らない", clerk.page.url)
    clerk.page.fill("#cause", "H31.5.1")
    clerk.press("Tab")
    clerk.page.wait_for_timeout(300)
    clerk.wait_for("#cause-echo", "令和元年5月1日", "元号の誤りに候補を示す")


def focused(clerk: Clerk) -> str:
    return clerk.page.evaluate("document.activeElement.id")


# The heading of each field of the first row, where one stands above it in the head of the table: the fields
# whose left or right edge is not that of their heading, the lines of the row, and whose lines have headings.
_UNDER_HEADINGS = """() => {
  const row = [...document.querySelectorAll("table.grid tbody tr:first-child")][0];
  const heads = [...document.querySelectorAll("table.grid thead th")];
  const lines = (all) => new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size;
  const cells = [...row.children].slice(1);
  const apart = cells.filter((cell, place) => {
    const head = heads[place + 1].getBoundingClientRect(), box = cell.getBoundingClientRect();
    return Math.abs(head.left - box.left) > 2 || Math.abs(head.right - box.right) > 2;
  }).map((cell) => cell.dataset.heading);
  return { apart, lines: lines(cells), heads: lines(heads.slice(1)), cut: heads.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent) };
}"""

# Where columns stand under one another each field has its own heading.
_OWN_HEADING = """() => [...document.querySelectorAll("table.grid tbody tr:first-child td")].every((one) =>
  getComputedStyle(one, "::before").content.includes(one.dataset.heading) && one.dataset.heading)"""


def fits(clerk: Clerk) -> None:
    """At 1024 pixels a row is two lines under the two lines of the headings; narrower, every field under its own."""
    page = clerk.page
    page_rules.grids_fit(clerk.tally, page, f"{clerk.officer} {clerk.path.split('?')[0]}")
    if page.locator("table.grid.two").count():
        found = page.evaluate(_UNDER_HEADINGS)
        clerk.check(
            found == {"apart": [], "lines": 2, "heads": 2, "cut": []}, "1310の一行は二段で、欄は見出しの下にある", found)
    for width in (512, 320):
        page.set_viewport_size({"width": width, "height": 640})
        clerk.check(page.evaluate(_OWN_HEADING), f"幅{width}pxではどの欄にも見出しが付く")
    page.set_viewport_size(page_rules.SIZE)


def grid(clerk: Clerk) -> None:
    clerk.page.goto("/reimbursements/slips")
    fits(clerk)
    clerk.jump("1310")
    clerk.go("F3")
    fits(clerk)
    clerk.page.focus("#r1-meals")
    clerk.press("Enter")
    clerk.check(focused(clerk) == "r1-high-cost", "Enterは上の段の終わりから下の段へ", focused(clerk))
    for column, text in (("applied", "R8.5.25"), ("month", "R8.5"), ("days", "2")):
        clerk.page.fill(f"#r1-{column}", text)
    clerk.page.focus("#r2-month")
    clerk.press("NumpadAdd")
    clerk.check(clerk.page.input_value("#r2-month") == "R8.5", "＋で上の欄を写す")
    clerk.press("F6")
    clerk.check(clerk.page.input_value("#r2-days") == "2", "F6で上の行を写す")
    by_mouse(clerk)
    clerk.page.fill("#r1-paid", "1000")
    clerk.page.fill("#r2-paid", "２５００")
    clerk.check(clerk.page.inner_text("[data-total]") == "3,500", "合計が打つたびに変わる")
    clerk.page.focus("#r1-days")
    clerk.press("ArrowDown")
    clerk.check(focused(clerk) == "r2-days", "↓で下の行へ", focused(clerk))
    clerk.page.once("dialog", lambda dialog: dialog.dismiss())
    clerk.page.focus(".keys [data-key=F9]")
    clerk.press("Escape")
    clerk.page.wait_for_timeout(200)
    clerk.check("/reimbursements/new" in clerk.page.url, "打った後のEscは尋ねてから戻る", clerk.page.url)


def by_mouse(clerk: Clerk) -> None:
    """The keys of the grid by their buttons: each for the cell where the hand was."""
    page = clerk.page
    act = {name: page.locator(f"button[data-act={name}]") for name in (
        "above", "row", "thousands", "candidates")}
    page.click("#r1-month")
    clerk.check(act["above"].is_disabled() and act["row"].is_disabled(), "一行目に上の行はない")
    page.click("#r3-month")
    clerk.check(act["thousands"].is_disabled(), "000のボタンは金額の欄だけ")
    act["above"].click()
    clerk.check(page.input_value("#r3-month") == "R8.5", "ボタンで上の欄を写す")
    clerk.check(focused(clerk) == "r3-institution", "写した後は次の欄へ", focused(clerk))
    act["row"].click()
    clerk.check(page.input_value("#r3-days") == "2", "ボタンで上の行を写す")
    clerk.check(focused(clerk) == "r3-institution", "手は欄に残る", focused(clerk))
    for opener in (act["candidates"], page.locator("a.candidates[data-for=r3-institution]")):
        opener.click()
        page.wait_for_selector("dialog[open]")
        clerk.check("候補" in page.inner_text("dialog h2"), "候補が開く")
        clerk.press("Escape")
        page.wait_for_selector("dialog", state="detached")
        clerk.check(focused(clerk) == "r3-institution", "候補を閉じると元の欄へ", focused(clerk))
    page.click("#r3-paid")
    clerk.type("9")
    act["thousands"].click()
    clerk.check(page.input_value("#r3-paid") == "9000", "ボタンで000")
    clerk.check(page.inner_text("[data-total]") == "9,000", "ボタンの後も合計が変わる")
    page.fill("#r3-paid", "")


def folded(clerk: Clerk) -> None:
    """The key of what is folded away opens it first, and sends it when pressed again."""
    page = clerk.page
    page.goto("/decisions")
    clerk.click("main tbody a[href^='/decisions/']")
    first = clerk.path
    clerk.press("F2")
    clerk.check(focused(clerk) == "reason", "F2で折りたたみが開き、理由の欄に移る", focused(clerk))
    clerk.check(clerk.path == first, "開くだけで、送らない", clerk.path)
    clerk.go("F2")
    clerk.sees_problem("理由のない差戻し")
    # Beside the form for approving: the hand sends the one it stands in.
    page.focus("#reason")
    clerk.go("Control+Enter")
    clerk.sees_problem("理由の欄からの差戻し")


def turning(clerk: Clerk) -> None:
    """PgDn and PgUp at the end of a page turn only by the keys that turn: what merely stands on F7 or F8
    leads to another screen."""
    page = clerk.page
    page.goto("/postings")
    clerk.check(page.locator(".keys [data-key=F8]").count() == 1, "1420 の F8 は別の画面")
    for key, to in (("PageDown", "document.scrollingElement.scrollHeight"), ("PageUp", "0")):
        at_the_end(clerk, key, to)
        page.wait_for_timeout(300)
        clerk.check(clerk.path == "/postings", f"1420 の端の {key} では移らない", clerk.path)
    page.goto("/decisions")
    clerk.click("main tbody a[href^='/decisions/']")
    here = clerk.path
    for key, turn, to in (
        ("PageDown", "next", "document.scrollingElement.scrollHeight"), ("PageUp", "prev", "0"),
    ):
        page.goto(here)
        target = page.locator(f".keys a[rel={turn}]")
        address = target.get_attribute("href") if target.count() else None
        if address is None:
            at_the_end(clerk, key, to)
            page.wait_for_timeout(300)
            clerk.check(clerk.path == here, f"めくる案のない端の {key} では移らない", clerk.path)
            continue
        with page.expect_navigation():
            at_the_end(clerk, key, to)
        clerk.check(clerk.path == address, f"決裁の端の {key} で案をめくる", clerk.path)


def at_the_end(clerk: Clerk, key: str, to: str) -> None:
    """Presses a key where the page ends, with no field under the hand."""
    clerk.page.evaluate(f"() => {{ document.activeElement.blur(); scrollTo(0, {to}); }}")
    clerk.page.wait_for_timeout(100)
    clerk.page.keyboard.press(key)


def looks(clerk: Clerk, name: str) -> None:
    page = clerk.page
    for path in ("/", "/decisions", "/payments/runs", "/statistics"):
        page.goto(path)
        where = f"{name} {path}"
        page_rules.says_where_one_is(clerk.tally, page, where)
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        clerk.check(outline != "none", f"{where}: 焦点が見える", outline)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = page.evaluate(page_rules.TOO_WIDE)
        clerk.check(not wide, f"{where}: 文字を2倍にして横にはみ出さない", wide)


if __name__ == "__main__":
    sys.exit(run.alone(walk))
