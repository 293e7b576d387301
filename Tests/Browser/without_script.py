# SPDX-License-Identifier: Apache-2.0
"""The same work with JavaScript switched off: log-in, search, an intake, an approval."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally

OFF = {"scripts": False}


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("JavaScriptなしで、受付から決裁まで")
    with Clerk(browser, desk, tally, "uketsuke02", **OFF) as clerk:
        application = take_in(clerk, desk)
    with Clerk(browser, desk, tally, "kyufu02", **OFF) as clerk:
        proposal = propose(clerk, application)
    with Clerk(browser, desk, tally, "kakaricho01", **OFF) as head:
        head.page.goto(proposal)
        head.click("#approve-form button")
        head.must_see("1件を決裁しました", "JavaScriptなしで決裁できる")


def take_in(clerk: Clerk, desk: Desk) -> str:
    child = people.waiting_family(desk.town)[0]
    clerk.page.goto("/search")
    clerk.page.fill("#q", child.kana.split("　")[0])
    clerk.click("#search-form button")
    clerk.click(clerk.page.locator("table.list a", has_text=child.name))
    clerk.click(".keys a[data-key=F6]")
    clerk.page.check(f'input[name=child][value="{child.number}"]')
    clerk.click("#household-form button.main")
    clerk.page.select_option("#reason", label="健康保険の加入")
    clerk.fill(cause="R8.5.20")
    clerk.tick("interviewed", "explained")
    next_step(clerk, "児童")
    next_step(clerk, "保険")
    clerk.page.check(f'input[name="evidence-{child.number}"][value=confirmation]')
    clerk.page.fill(f'[id="insurer-{child.number}"]', "119990")
    clerk.page.fill(f'[id="insurer-name-{child.number}"]', "見本市国民健康保険")
    clerk.page.fill(f'[id="acquired-{child.number}"]', "R8.5.20")
    next_step(clerk, "口座")
    clerk.page.check("input[name=account][value=later]")
    next_step(clerk, "書類")
    clerk.tick("document", "consent")
    next_step(clerk, "確認")
    clerk.tick("confirmed")
    clerk.click("#intake-form button.main")
    clerk.must_see("受付番号", "JavaScriptなしで受け付けられる")
    clerk.click("main table th a")
    return clerk.path


def next_step(clerk: Clerk, title: str) -> None:
    clerk.click("#intake-form button.main")
    clerk.need(title in clerk.heading, f"{title}の段へ進む", clerk.words[:300])


def propose(clerk: Clerk, application: str) -> str:
    clerk.goto(application)
    clerk.click(clerk.page.get_by_role("link", name="審査する"))
    clerk.click("#propose-form button")
    clerk.must_see("決定案を起案しました", "JavaScriptなしで起案できる")
    clerk.goto(application)
    clerk.click(clerk.page.get_by_role("link", name="決定案を見る"))
    return clerk.path


if __name__ == "__main__":
    sys.exit(run.alone(walk))
