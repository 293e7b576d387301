# SPDX-License-Identifier: Apache-2.0
"""System 2 and the links at the desk: looking for people, telling them apart, asking other offices,
electronic applications, the monitor and PMH."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("統合宛名・情報照会・電子申請・連携")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        search(clerk, desk)
        number_somebody(clerk)
        queue(clerk)
        electronic(clerk)
        inquire(clerk, desk)
        clerk.jump("2040")
        clerk.sees("届くもの")
    with Clerk(browser, desk, tally, "kanri01") as admin:
        admin.jump("2040")
        admin.go("F2")
        admin.sees("停止中（個人番号は外に出ません）")
    with Clerk(browser, desk, tally, "kacho01") as head:
        head.jump("2030")
        head.go("F9")
        head.fill(reason="点検")
        head.go("F5")
        head.check("情報照会の記録" in head.heading, "23条の記録が開く", head.heading)


def search(clerk: Clerk, desk: Desk) -> None:
    """2010: a reason is asked for; what is found leads to everything ever stated of the person."""
    child = people.entitled(desk.town)[0].child
    clerk.jump("2010")
    clerk.fill(addressee=child)
    clerk.go("F5")
    clerk.sees_problem("理由のない検索")
    clerk.window.expected()
    clerk.fill(addressee=child, reason="申請者の確認")
    clerk.go("F5")
    clerk.must_see("1人")
    clerk.check(child not in clerk.page.url, "番地に番号が残らない", clerk.page.url)
    clerk.click("main table.list tbody th a")
    clerk.sees("登録あり（表示しません）")
    clerk.go("F6")
    clerk.check("対象者台帳" in clerk.heading, "台帳に移る", clerk.heading)


def number_somebody(clerk: Clerk) -> None:
    """2020: candidates first, then a number of the range apart; the way back keeps what was typed."""
    clerk.jump("2020")
    clerk.go("F3")
    clerk.fill(name="住登　次郎", born="S58.3.3", address="隣市東町9番地")
    clerk.go("F12")
    clerk.sees_problem("理由のない付番")
    clerk.window.expected()
    clerk.page.go_back()
    clerk.page.go_forward()
    clerk.check(clerk.page.input_value("#name") == "住登　次郎", "戻って進んでも入力が残る")
    clerk.fill(reason="保護者が市外に住むため")
    clerk.go("F12")
    clerk.sees("どの候補とも別人")
    clerk.page.check('input[name=who][value="new"]')
    clerk.go("F12")
    clerk.must_see("宛名番号を使えるようにしました")
    clerk.go("F9")
    clerk.check("名寄せ" in clerk.heading, "名寄せに移る", clerk.heading)


def queue(clerk: Clerk) -> None:
    clerk.jump("2020")
    rows = clerk.page.locator("main table.list tbody tr th a")
    clerk.need(rows.count() > 0, "名寄せを待つものがある")
    clerk.click(rows.first)
    clerk.sees("申し出の内容")
    clerk.go("F12")
    clerk.sees_problem("判断のない名寄せ")
    clerk.window.expected()


def electronic(clerk: Clerk) -> None:
    clerk.jump("1160")
    opened = 0
    for state in ["open", "correction", "accepted", "over", "refused"]:
        clerk.page.goto(f"{clerk.window.desk.address}/e-applications?state={state}")
        clerk.read()
        rows = clerk.page.locator("main table.list tbody tr th a")
        if rows.count():
            opened += 1
            clerk.click(rows.first)
            clerk.sees("申請の内容")
    clerk.check(opened > 0, "どれかの状態に電子申請がある", opened)


def inquire(clerk: Clerk, desk: Desk) -> None:
    """2030: the form shows only what the catalogue lets the office ask."""
    clerk.jump("2030")
    rows = clerk.page.locator("main table.list tbody tr th a")
    clerk.need(rows.count() > 0, "照会の記録がある")
    clerk.click(rows.first)
    clerk.sees("根拠")
    child = people.entitled(desk.town)[0].child
    clerk.goto(f"{clerk.window.desk.address}/persons/{child}/inquiry?purpose=benefit")
    clerk.read()
    clerk.sees("利用目的")
    clerk.need(clerk.page.locator("#ask-form").count() == 1, "照会の用紙がある")
    clerk.go("F12")
    clerk.sees_problem("何も選ばない照会")
    clerk.window.expected()


if __name__ == "__main__":
    sys.exit(run.alone(walk))
