# SPDX-License-Identifier: Apache-2.0
"""What the town's year has none of: a large receipt that is paid in cash (1351), and the part of it that the
insurer owes, which the city receives for the family (1372). By the forms, as its officers do."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import Browser

import headed
import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally

POINTS, PAID, CITY = "45000", "90000", "57600"
"""A stay in hospital; a fifth of it is paid; what the family bears of a month under the fourth band."""


def walk(_: Desk | None, browser: Browser, tally: Tally) -> None:
    """On a town of its own: where a budget is on record, cash waits for the treasurer."""
    if not run.is_full():
        return
    with Desk() as desk:
        insurer_pays(desk, browser, tally)
        family_is_paid(desk, browser, tally)
        headed.of_walk(desk, tally)


def insurer_pays(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("代理受領: 高額の償還を入力し、委任を受け、保険者に請求し、督促する")
    child = next(one for one in people.entitled(desk.town)[8:] if one.born >= "2020-07")
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        enter(clerk, child, desk)
        mandate(clerk, child)
        request(clerk)
        propose(clerk)


def family_is_paid(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("窓口払: 決裁し、現金を受け入れ、本人を確かめ、別の職員が渡す")
    with Clerk(browser, desk, tally, "kacho01") as head:
        approve(head)
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        paid = counter(clerk)
    with Clerk(browser, desk, tally, "kacho01") as head:
        approve_counter(head, paid)
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        draw(clerk, paid)
    with Clerk(browser, desk, tally, "kyufu02") as second:
        hand_over(second, paid)


def enter(clerk: Clerk, child: people.Entitled, desk: Desk) -> None:
    """A receipt of a stay in hospital, to be paid in cash."""
    clerk.goto(f"/persons/{child.child}")
    clerk.jump("1310")
    clerk.go("F3")
    clerk.page.select_option("#r1-setting", "1")
    clerk.page.select_option("#r1-method", label="窓口払")
    clerk.fill(
        r1_child=child.recipient_number, r1_applied="R8.6.20", r1_month="R8.5",
        r1_institution=people.institution(desk.town), r1_points=POINTS, r1_days="5", r1_tenths="2", r1_paid=PAID,
        r1_high_cost="0", r1_additional="0", r1_receipts="1")
    clerk.go("F12")
    clerk.must_see("支給の見込", "登録する前に内容を示す")
    clerk.go("F12")
    clerk.must_see("1件の償還申請を登録しました")


def mandate(clerk: Clerk, child: people.Entitled) -> None:
    """The family lets the city receive what the insurer owes; what that is stands there before."""
    clerk.jump("1372")
    form = clerk.page.locator("#mandate-form")
    clerk.send(form)
    clerk.sees_problem("何も書いていない委任状")
    clerk.fill(child=child.recipient_number, month="R8.5", mandate="R8.6.20")
    clerk.page.select_option("#band", index=4)
    clerk.click(form.locator("button[value=calculate]"))
    owed = int(PAID) - int(CITY)
    clerk.must_see(f"{owed:,}円", "受け付ける前に見込を示す")
    clerk.click(form.locator("button.main"))
    clerk.must_see("委任状を受け付けました")
    clerk.check("/proxies/one/" in clerk.path, "委任の画面が開く", clerk.path)
    clerk.unfold("保険者の決定・入金・終了を記録する")
    clerk.send(clerk.page.locator("#record-form"))
    clerk.sees_problem("何も書いていない記録")


def request(clerk: Clerk) -> None:
    """All of one insurer in one letter, which is asked for once more when nothing comes."""
    clerk.jump("1372")
    clerk.click("a[href^='/proxies/insurers/']")
    clerk.send(clerk.page.locator("#request-form"))
    clerk.sees_problem("宛先のない請求書")
    clerk.fill(
        insurer_name="見本健康保険組合", insurer_postal="119-0009", insurer_address="見本市北9-9-9",
        reference="見本代第1号", due="R8.7.31")
    clerk.send(clerk.page.locator("#request-form"))
    clerk.must_see("保険者への支給申請")
    clerk.jump("1372")
    clerk.click("a[href^='/proxies/requests/']")
    clerk.must_see("見本代第1号", "請求書の画面に文書番号がある")
    clerk.fill(reference="見本代第1号", due="R8.8.31")
    clerk.send(clerk.page.locator("#remind-form"))
    clerk.sees_problem("同じ文書番号の督促")
    clerk.unfold("もう一度印刷する")
    clerk.send(clerk.page.locator("#again-form"))
    clerk.sees_problem("理由のない再印刷")


def propose(clerk: Clerk) -> None:
    clerk.jump("1310")
    clerk.go("F9")
    clerk.go("F12")
    clerk.must_see("決定案を起案しました")


def approve(head: Clerk) -> None:
    head.goto("/reimbursements?state=proposed")
    head.go("F12")
    head.must_see("件を決裁しました")


def counter(clerk: Clerk) -> str:
    """Into the schedule, then into a run of the counter."""
    clerk.jump("1340")
    clerk.go("F9")
    clerk.go("F12")
    clerk.must_see("支給予定に登録しました")
    clerk.jump("1351")
    clerk.need(clerk.page.locator("input[name=row]").count() > 0, "窓口で支払う支給がある", clerk.words)
    clerk.fill(day="R8.2.30")
    clerk.tick("row")
    clerk.send(clerk.page.locator("#counter-form"))
    clerk.sees_problem("ない日の窓口払")
    clerk.fill(day=".")
    clerk.send(clerk.page.locator("#counter-form"))
    clerk.must_see("支払処理を起案しました")
    return re.search(r"/runs/(\d+)", clerk.path).group(1)


def approve_counter(head: Clerk, paid: str) -> None:
    head.goto(f"/payments/runs/{paid}")
    head.go("F12")
    head.must_see("支払処理を決裁しました")


def draw(clerk: Clerk, paid: str) -> None:
    """The cash is drawn once; who saw the receiver does not hand it over."""
    clerk.goto(f"/payments/counter/runs/{paid}")
    clerk.send(clerk.page.locator("#draw-form"))
    clerk.must_see("現金を受け入れました")
    form = clerk.unfold("受取人の確認を記録する")
    clerk.send(form)
    clerk.sees_problem("本人確認書類のない受取人")
    form = clerk.unfold("受取人の確認を記録する")
    form.locator("select, input[type=radio]").first.wait_for()
    form.locator("input[id^=document]").fill("運転免許証")
    form.locator("input[id^=receipt]").fill("受-1")
    clerk.send(form)
    clerk.must_see("別の職員が渡します")


def hand_over(second: Clerk, paid: str) -> None:
    second.goto(f"/payments/counter/runs/{paid}")
    second.click(second.page.get_by_role("button", name="現金を渡した（二人目）"))
    second.must_see("交付を記録しました")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
