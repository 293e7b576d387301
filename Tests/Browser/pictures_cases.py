# SPDX-License-Identifier: Apache-2.0
"""The pictures of the counter, the second officer and the head beyond the first application."""

from __future__ import annotations

import shutil
import subprocess

from playwright.sync_api import Browser

import album
import people
from clerk import Clerk
from desk import Desk
from tally import Tally


def draw(desk: Desk, browser: Browser, tally: Tally) -> None:
    with album.Sitter(browser, desk, tally, "uketsuke01") as clerk:
        changes(clerk, desk)
        account(clerk, desk)
        invitation(clerk)
    with album.Sitter(browser, desk, tally, "uketsuke02") as clerk:
        reason(clerk, desk)
    with album.Sitter(browser, desk, tally, "uketsuke01") as clerk:
        interrupted(clerk, desk)
        helped(clerk)


def changes(clerk: Clerk, desk: Desk) -> None:
    """A change with its before and after, and what a correction would touch."""
    page = clerk.page
    child = people.entitled(desk.town)[1].child
    clerk.goto(f"/persons/{child}/change")
    album.take(page, "change")
    clerk.goto(f"/persons/{child}/correction")
    album.take(page, "correction")


def account(clerk: Clerk, desk: Desk) -> None:
    """The accounts of a recipient, and a new one that waits for a second officer."""
    page = clerk.page
    clerk.goto(f"/persons/{people.entitled(desk.town)[1].recipient}/accounts")
    album.take(page, "account", at="main form")
    page.eval_on_selector_all("main details", "all => all.forEach(one => one.open = true)")
    page.check("#account-record input[name=account][value=bank]")
    clerk.fill(
        holder="ナカガワ ハナコ", bank="0137", branch="057", account_number="9000001",
        account_reason="通帳の写しが届いたため")
    clerk.click(page.get_by_role("button", name="口座を登録する"))
    clerk.check(page.locator(".banner.success").count() == 1, "口座を登録する", clerk.words[:400])


def invitation(clerk: Clerk) -> None:
    """Who never applied, the letter to them, and the form in the same envelope."""
    page = clerk.page
    clerk.jump("1170")
    clerk.click(page.get_by_role("button", name="いま作り直す"))
    page.wait_for_selector("text=完了", timeout=60_000)
    clerk.jump("1170")
    album.take(page, "unregistered")
    for box in page.locator("main table input[type=checkbox]").all()[:3]:
        box.check()
    clerk.click("#invite-form button.main")
    clerk.goto("/letters/batch/invitation")
    album.take(page, "letter-batch")
    clerk.go("F12")
    printed(clerk, "invitation", 2)


def printed(clerk: Clerk, name: str, page: int) -> None:
    """A page of what was just issued."""
    link = clerk.page.locator("a.button.main[target]").get_attribute("href")
    clerk.need(link, f"{name}: PDFがある")
    sheet(name, clerk.window.context.request.get(link or "").body(), page)


def sheet(name: str, body: bytes, page: int) -> None:
    """A page of paper, where a tool draws it."""
    drawer = shutil.which("pdftoppm")
    if drawer:
        drawn = subprocess.run(
            [drawer, "-png", "-r", "80", "-f", str(page), "-l", str(page), "-singlefile", "-"],
            input=body, check=True, capture_output=True)
        album.paper(name, drawn.stdout)


def reason(clerk: Clerk, desk: Desk) -> None:
    """Somebody whose case this officer never had."""
    clerk.page.goto(f"/persons/{people.entitled(desk.town)[8].child}")
    album.take(clerk.page, "access-reason")


def interrupted(clerk: Clerk, desk: Desk) -> None:
    """The cable is out: what was typed stays."""
    page = clerk.page
    clerk.goto(f"/persons/{people.entitled(desk.town)[0].child}/memos")
    page.locator("main textarea").first.fill("次の来庁は来週の予定")
    # What stands under the days has come before the cable is out.
    page.wait_for_load_state("networkidle")
    clerk.window.context.set_offline(True)
    clerk.press("F12")
    page.wait_for_selector("#offline")
    album.take(page, "offline")
    clerk.window.context.set_offline(False)
    clerk.window.complaints.clear()


def helped(clerk: Clerk) -> None:
    clerk.jump("1140")
    clerk.press("F1")
    clerk.page.wait_for_selector("dialog[open]")
    album.take(clerk.page, "help")
