# SPDX-License-Identifier: Apache-2.0
"""Every form of the desk, sent as it stands: the page that comes back is read like any other, with the
focus on its errors, the title that says so, and without a script as with it."""

from __future__ import annotations

import html
import re
import sys
from html.parser import HTMLParser
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Response
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as Late

import checks
import coverage
import crawl
import page_rules
import run
from desk import Desk
from tally import Tally
from window import Window

NOT_SENT = {"logout", "enter", "ask", "stopWork", "resetPractice"}
"""Forms that would end the walk or stop the desk for the others."""


class Forms(HTMLParser):
    """The forms of a page that are sent with POST: address, and the ids of their buttons."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = dict(attributes)
        if tag == "form" and values.get("method") == "post":
            self.found.append(html.unescape(values.get("action") or ""))


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("どの用紙も、そのまま送って、断りの画面を読む")
    for role in crawl.ROLES:
        for scripts in (True, False):
            with Window(browser, desk, scripts=scripts) as window:
                window.enter(role)
                count = send_all(window, role, tally, scripts)
                tally.check(not window.foreign, f"{role}: 外への通信がない", window.foreign)
            print(f"  {role} {'' if scripts else 'スクリプトなし '}{count}枚", flush=True)


def send_all(window: Window, role: str, tally: Tally, scripts: bool) -> int:
    sent: set[str] = set()
    for address in crawl.addresses(window):
        answer = window.context.request.get(address, timeout=60_000)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        for action in Forms(answer.text()).found:
            name = coverage.route("POST", action)
            if name is None or name in sent or name in NOT_SENT:
                continue
            sent.add(name)
            if send(window.page, address, action, f"{role} {name}", tally, scripts):
                checks.met("U6", name)
            window.expected(3)
    return len(sent)


def is_answer(response: Response) -> bool:
    """Whether this is what the window shows in the end, not the way to it."""
    return response.request.is_navigation_request() and not 300 <= response.status < 400


def send(
    page: Page, address: str, action: str, where: str, tally: Tally, scripts: bool
) -> bool:
    """Sends a form as it stands; whether it was seen what comes of it."""
    page.goto(address)
    place = f'form[method=post][action="{action}"]'
    form = page.locator(place).first
    if form.count() == 0:
        return False
    for fold in page.locator("details:not([open])", has=form).all():
        fold.evaluate("one => { one.open = true; }") if scripts else fold.locator("summary").click()
    ident = form.get_attribute("id")
    buttons = form.locator("button[type=submit], button:not([type]), input[type=submit]")
    button = buttons.first if buttons.count() else page.locator(f'button[form="{ident}"]').first
    if not tally.check(button.count() > 0, f"{where}: 送るボタンがある", action):
        return False
    if not button.is_visible():
        return False
    # A file to be saved leaves the page as it is.
    if form.get_attribute("data-download") is not None:
        return True
    # Without a script the browser itself keeps a form back and leads to what is missing; so it does
    # with one where the form is a line of a list, whose words stand beside their field.
    if not form.evaluate("one => one.noValidate") and form.locator(":invalid").count() > 0:
        button.click()
        held = page.evaluate("document.activeElement.matches(':invalid')")
        return tally.check(held, f"{where}: 足りない欄へ導かれる", action)
    try:
        # A paper may open in a tab of its own.
        with page.context.expect_event("response", is_answer) as answered:
            button.click()
    except Late:
        return tally.check(False, f"{where}: 用紙が送られ、答えが出る", action)
    status = answered.value.status
    # A paper or a file stands beside the pages: there is nothing of ours to look at.
    if "text/html" not in answered.value.headers.get("content-type", ""):
        tally.check(status == 200, f"{where}: 文書が出る", status)
        for paper in page.context.pages:
            if paper != page:
                paper.close()
        return True
    page.wait_for_load_state("load")
    tally.check(status < 500, f"{where}: 障害にならない", status)
    if page.title().startswith("エラー："):
        words = page.locator(".banner.error li")
        tally.check(words.count() > 0, f"{where}: 誤りの一覧がある")
        if scripts:
            focused = page.evaluate("document.activeElement.matches('.banner.error')")
            tally.check(focused, f"{where}: 焦点が誤りの一覧にある")
            dead = page.eval_on_selector_all(
                ".banner.error a[href^='#']",
                "all => all.map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))")
            tally.check(not dead, f"{where}: 誤りの行の行き先がある", dead)
    if scripts:
        try:
            page_rules.all_of(tally, page, where + "(送った後)")
        except PlaywrightError as failure:
            # A page of work that goes on shows itself anew when the work ends.
            if "context was destroyed" not in str(failure):
                raise
            page.wait_for_load_state("load")
            page_rules.all_of(tally, page, where + "(終わった後)")
    return True


if __name__ == "__main__":
    sys.exit(run.alone(walk))
