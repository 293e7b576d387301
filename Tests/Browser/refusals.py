# SPDX-License-Identifier: Apache-2.0
"""Pages that say no, and pages that have nothing to show: they are read as often as the others."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

import checks
import page_rules
import run
from clerk import Clerk
from desk import Desk
from tally import Tally
from window import Window


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("断りの画面と、何もない画面")
    with Window(browser, desk) as window:
        at_the_door(window, tally)
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        nothing_found(clerk)
        not_here(clerk)
        refused_form(clerk)
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        empty_forms(clerk)


def at_the_door(window: Window, tally: Tally) -> None:
    """Nobody without a log-in comes further than the door; a wrong password says which of two."""
    page = window.page
    response = page.goto("/applications")
    tally.check("/login" in page.url, "ログインしていない人はログイン画面へ", page.url)
    page_rules.all_of(tally, page, "ログイン", response)
    page.fill("#officer", "kansa01")
    page.fill("#password", "まちがい")
    with page.expect_navigation():
        page.press("#password", "Enter")
    tally.check(page.title().startswith("エラー："), "ログインの誤り: 題名", page.title())
    tally.check(page.locator(".banner.error li").count() > 0, "ログインの誤り: 誤りの一覧")
    checks.met("U6", "enter")
    focused = page.evaluate("document.activeElement.matches('.banner.error')")
    tally.check(focused, "ログインの誤り: 焦点が誤りの一覧にある")
    tally.check(page.input_value("#password") == "", "ログインの誤り: パスワードを返さない")
    tally.check(page.input_value("#officer") == "kansa01", "ログインの誤り: 利用者IDが残る")
    page_rules.all_of(tally, page, "ログインの誤り")


def nothing_found(clerk: Clerk) -> None:
    clerk.go("F3")
    clerk.type("ンンン")
    clerk.go("Enter")
    clerk.sees("見つかりませんでした", "検索して誰もいないときに次の手を示す")
    page_rules.all_of(clerk.tally, clerk.page, "検索の結果なし")
    clerk.jump("9999")
    clerk.sees("宛名番号", "画面コードでない数字は番号としてさがす")


def not_here(clerk: Clerk) -> None:
    """What is forbidden, and what does not exist, is a page of the desk like any other."""
    for path, status, what in (
        ("/payments/runs", {403}, "権限のない画面"),
        ("/persons/000000999999999", {404}, "いない人"),
        ("/applications/999999", {404, 409}, "ない申請"),
        ("/nowhere", {404}, "ない画面"),
    ):
        response = clerk.goto(path)
        found = response.status if response else 0
        clerk.check(found in status, f"{what}: 断りの番号", found)
        clerk.check(len(clerk.words) > 20, f"{what}: 何が起きたかを言う", clerk.words)
        clerk.check(clerk.page.title().startswith("エラー："), f"{what}: 題名が「エラー」で始まる", clerk.page.title())
        focused = clerk.page.evaluate("document.activeElement.matches('.banner.error')")
        clerk.check(focused, f"{what}: 焦点が断りの言葉にある")
        page_rules.all_of(clerk.tally, clerk.page, what, response)
        clerk.window.expected()
    without = clerk.window.context.request.post("/logout", form={"csrf": "x"})
    clerk.check(without.status == 403, "印のない送信を断る", without.status)


def refused_form(clerk: Clerk) -> None:
    """The first step of an intake, sent without an answer."""
    clerk.page.goto("/search")
    clerk.page.fill("#q", "タ")
    clerk.go("Enter")
    clerk.click("table.list th a")
    clerk.go("F6")
    clerk.go("F12")
    clerk.go("F12")
    clerk.sees_problem("答えのない申請者の段")
    page_rules.all_of(clerk.tally, clerk.page, "断られた申請者の段")
    link = clerk.page.locator(".banner.error li a").first
    target = (link.get_attribute("href") or "#")[1:]
    link.click()
    found = clerk.page.evaluate("document.activeElement.id")
    clerk.check(found == target, "誤りの行から欄へ焦点が移る", f"{found} ≠ {target}")


def empty_forms(clerk: Clerk) -> None:
    for code, what in (("1310", "空の償還入力"), ("1320", "ファイルのない取込")):
        clerk.jump(code)
        if code == "1310":
            clerk.go("F3")
        clerk.go("F12")
        clerk.sees_problem(what)
        page_rules.all_of(clerk.tally, clerk.page, what)


if __name__ == "__main__":
    sys.exit(run.alone(walk))
