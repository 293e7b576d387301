# SPDX-License-Identifier: Apache-2.0
"""What is pressed twice is done once; what was typed is still there after a refusal."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("二度押し、断りの後、再読込")
    with Clerk(browser, desk, tally, "kyufu02") as clerk:
        rows = enter_twice(clerk, desk)
        back_and_again(clerk, rows)


def count(clerk: Clerk) -> int:
    clerk.page.goto("/reimbursements?state=received")
    return clerk.page.locator("main table.list tbody tr").count()


def enter_twice(clerk: Clerk, desk: Desk) -> int:
    """The button, pressed twice at once, and the same form sent again by hand."""
    before = count(clerk)
    child = people.entitled(desk.town)[5]
    clerk.go("F3")
    clerk.fill(
        r1_child=child.recipient_number, r1_applied="R8.5.29", r1_month="R8.5",
        r1_institution=people.institution(desk.town), r1_points="300", r1_days="1",
        r1_tenths="2" if child.born >= "2020" else "3",
        r1_paid="600" if child.born >= "2020" else "900", r1_high_cost="0", r1_additional="0",
        r1_receipts="1")
    clerk.go("F12")
    clerk.must_see("支給の見込")
    clerk.page.go_back()
    clerk.check(clerk.page.input_value("#r1-points") == "300", "戻っても打ったものが残る")
    clerk.go("F12")
    form = clerk.page.locator("#enter-form")
    fields = {
        one.get_attribute("name") or "": one.get_attribute("value") or ""
        for one in form.locator("input[type=hidden]").all()}
    address = form.get_attribute("action") or ""
    with clerk.page.expect_navigation():
        clerk.page.evaluate(
            "() => { const one = document.querySelector('#enter-form button');"
            " one.click(); one.click(); }")
    clerk.must_see("1件の償還申請を登録しました", "二度押しても一度だけ")
    again = clerk.window.context.request.post(
        address, form=fields, headers={"origin": desk.address}, max_redirects=0)
    clerk.check(
        again.status == 303 and "reimbursements" in again.headers.get("location", ""),
        "同じ用紙をもう一度送ると同じ結果へ導く", again.status)
    after = count(clerk)
    clerk.check(after == before + 1, "登録は1件だけ", f"{before} → {after}")
    return after


def back_and_again(clerk: Clerk, rows: int) -> None:
    """Neither a refusal nor the way back to the form loses what was typed; nothing comes twice."""
    clerk.go("F3")
    clerk.fill(r1_child="9999999", r1_paid="1234")
    clerk.go("F12")
    clerk.sees_problem("番号の誤り")
    clerk.check(clerk.page.input_value("#r1-paid") == "1234", "断られても打ったものが残る")
    clerk.check(count(clerk) == rows, "断られた用紙では増えない")
    clerk.page.go_back()
    found = clerk.page.input_value("#r1-paid")
    clerk.check(found == "1234", "断られた画面へ戻っても打ったものが残る", found)
    clerk.page.goto("/reimbursements?state=received")
    clerk.page.reload()
    clerk.check(clerk.page.locator("main table.list tbody tr").count() == rows, "再読込で増えない")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
