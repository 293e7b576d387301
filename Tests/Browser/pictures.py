# SPDX-License-Identifier: Apache-2.0
"""The pictures of the manual: screens of a fictional town, 1024 × 768.

The walk of the tests takes them, in a town of its own, beside those that the examples of the manual
take; `make pictures` does the same and puts them into docs/pictures."""

from __future__ import annotations

import importlib
import sys

from playwright.sync_api import Browser

import album
import headed
import people
import pictures_cases
import pictures_money
import pictures_plain
import run
from clerk import Clerk
from desk import Desk
from tally import Tally
from window import Window


def walk(_: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("手引きの絵")
    with Desk(people=1_000) as desk:
        draw(desk, browser, tally)
        headed.of_walk(desk, tally)


def draw(desk: Desk, browser: Browser, tally: Tally) -> None:
    with Window(browser, desk) as window:
        window.page.goto("/login")
        album.take(window.page, "login")
    with album.Sitter(browser, desk, tally, "uketsuke01") as clerk:
        at_the_counter(clerk, desk)
    with album.Sitter(browser, desk, tally, "uketsuke02") as clerk:
        in_the_register(clerk)
    with album.Sitter(browser, desk, tally, "kacho01") as head:
        at_the_head(head)
    with album.Sitter(browser, desk, tally, "uketsuke01") as clerk:
        papers(clerk)
    with album.Sitter(browser, desk, tally, "uketsuke01") as clerk:
        system_2_and_links(clerk, desk)
    with album.Sitter(browser, desk, tally, "kanri01") as admin:
        admin.jump("2040")
        album.take(admin.page, "monitor")
        admin.go("F2")
        album.take(admin.page, "hub")
    pictures_money.draw(desk, browser, tally)
    pictures_cases.draw(desk, browser, tally)
    pictures_plain.draw(desk, browser, tally)


def at_the_counter(clerk: Clerk, desk: Desk) -> None:
    page = clerk.page
    album.take(page, "home")
    clerk.go("F3")
    clerk.type("オノ")
    clerk.go("Enter")
    album.take(page, "search")
    story(clerk, desk)
    family = people.waiting_family(desk.town)
    clerk.goto(f"/persons/{family[-1].number}/household")
    for child in family[:2]:
        page.check(f'input[name=child][value="{child.number}"]')
    album.take(page, "household")
    clerk.go("F12")
    step = page.url
    other_applicant(clerk, desk)
    clerk.go("F12")
    album.take(page, "error")
    clerk.window.expected()
    page.goto(step)
    page.select_option("#reason", label="健康保険の加入")
    clerk.fill(cause="R8.5.20")
    page.check("#seen")
    clerk.tick("interviewed", "explained")
    clerk.go("F12")
    clerk.go("F12")
    for child in family[:2]:
        page.check(f'[name="evidence-{child.number}"][value=confirmation]')
        page.fill(f'[id="insurer-{child.number}"]', "119990")
        page.fill(f'[id="insurer-name-{child.number}"]', "見本市国民健康保険")
        page.fill(f'[id="acquired-{child.number}"]', "R8.5.20")
    clerk.go("F12")
    page.check("[name=account][value=later]")
    clerk.go("F12")
    clerk.tick("document", "consent")
    clerk.go("F12")
    clerk.tick("confirmed")
    clerk.go("F12")


def other_applicant(clerk: Clerk, desk: Desk) -> None:
    """Somebody of another household, by the number; the name answers below it."""
    fold = clerk.page.locator("details", has_text="申請者がほかの世帯の人のとき")
    fold.locator("summary").click()
    parent = next(
        one for one in people.residents(desk.town).values()
        if "1980" < one.born < "1995" and one.number != people.waiting_family(desk.town)[0].number)
    fold.locator("input").first.fill(parent.number)
    fold.locator("input").first.press("Tab")
    clerk.wait_for("#other-applicant-echo", "別世帯", "番号の下に氏名と別世帯が出る")
    album.take(clerk.page, "intake-other", at="details.group[open]")


def story(clerk: Clerk, desk: Desk) -> None:
    """The page of a child with a history."""
    clerk.goto(f"/persons/{people.entitled(desk.town)[0].child}")
    album.take(clerk.page, "desk")


def in_the_register(clerk: Clerk) -> None:
    page = clerk.page
    clerk.jump("1140")
    album.take(page, "register")
    clerk.click("main table.list tbody tr:last-child th a")
    clerk.go("F9")
    album.take(page, "examine")
    clerk.go("F12")


def at_the_head(head: Clerk) -> None:
    head.jump("1220")
    album.take(head.page, "decisions")
    head.go("F9")
    album.take(head.page, "decision-batch")
    head.jump("1220")
    head.click("main a[href^='/decisions/']")
    album.take(head.page, "decision")
    head.go("F12")


def papers(clerk: Clerk) -> None:
    """The certificate itself, where a tool draws pages of PDF."""
    clerk.jump("1410")
    clerk.go("F12")
    pictures_cases.printed(clerk, "certificate", 1)


def system_2_and_links(clerk: Clerk, desk: Desk) -> None:
    """Looking for a person of System 2, telling two apart, an application beside the register, an
    inquiry with its course."""
    page = clerk.page
    child = people.entitled(desk.town)[0].child
    clerk.jump("2010")
    clerk.fill(addressee=child, reason="申請者の確認")
    clerk.go("F5")
    album.take(page, "addressee-search")
    clerk.click("main table.list tbody th a")
    album.take(page, "addressee")
    clerk.jump("2020")
    first_of_the_list(clerk, "match-case")
    clerk.jump("1160")
    album.take(page, "e-applications")
    first_of_the_list(clerk, "e-application")
    page.goto("/inquiries?show=newest")
    first_of_the_list(clerk, "inquiry")
    clerk.goto(f"/persons/{child}/inquiry?purpose=benefit")
    album.take(page, "inquiry-ask")


def first_of_the_list(clerk: Clerk, name: str) -> None:
    rows = clerk.page.locator("main table.list tbody tr th a")
    if rows.count():
        clerk.click(rows.first)
        album.take(clerk.page, name)


if __name__ == "__main__":
    walks = [importlib.import_module(name).walk for name in sorted(run.PICTURED)]
    sys.exit(run.several(walks, keeps=True).close())
