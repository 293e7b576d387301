# SPDX-License-Identifier: Apache-2.0
"""The same work with JavaScript switched off: log-in, search, an intake, an approval; then claims and
receipts up to the file of the bank, letters in bulk and a job. Keys are the buttons of the bar."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, expect

import people
import run
import spine_money
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
    money(desk, browser, tally)
    tally.chapter("JavaScriptなしで、通知をまとめて発行し、ジョブを実行する")
    with Clerk(browser, desk, tally, "uketsuke01", **OFF) as clerk:
        issue_letters(clerk)
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        run_job(clerk)


def money(desk: Desk, browser: Browser, tally: Tally) -> None:
    """The steps of the spine, by the mouse."""
    tally.chapter("JavaScriptなしで、取込から振込データまで")
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        spine_money.import_claims(clerk, desk)
        spine_money.import_again(clerk, desk, telephone=b"048-000-0002")
        enter_reimbursement(clerk, desk)
        spine_money.propose_reimbursements(clerk)
    with Clerk(browser, desk, tally, "kacho01", **OFF) as head:
        spine_money.approve_reimbursements(head)
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        proposed = spine_money.propose_run(clerk)
    with Clerk(browser, desk, tally, "kacho01", **OFF) as head:
        spine_money.approve_run(head, proposed)
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        total = spine_money.write_file(clerk, proposed)
        spine_money.take_results(clerk, proposed, total)


def enter_reimbursement(clerk: Clerk, desk: Desk) -> None:
    """A row of 1310 with nothing but its fields; the page that comes back says what a script would
    say beside them."""
    child = people.entitled(desk.town)[4]
    clerk.jump("1310")
    clerk.go("F3")
    clerk.fill(
        r1_child=child.recipient_number, r1_applied="R8.5.25", r1_month="R8.13",
        r1_institution=people.institution(desk.town), r1_points="1200", r1_days="2",
        r1_tenths="2" if child.born >= "2020" else "3", r1_paid="9000", r1_high_cost="0",
        r1_additional="0", r1_receipts="1")
    clerk.go("F12")
    clerk.sees_problem("診療年月の誤り")
    clerk.check(clerk.page.input_value("#r1-paid") == "9000", "打った金額が残る")
    clerk.fill(r1_month="R8.5")
    clerk.click(clerk.page.get_by_role("button", name="10行足す"))
    clerk.check(clerk.page.locator("#r20-child").count() == 1, "10行足せる")
    clerk.check(clerk.page.input_value("#r1-month") == "R8.5", "行を足しても打ったものが残る")
    clerk.go("F9")
    clerk.check("見込" in clerk.words and "架空" in clerk.words, "計算で見込額と名前が出る", clerk.words[:600])
    clerk.go("F12")
    clerk.must_see("支給の見込", "登録する前に内容を示す")
    clerk.go("F12")
    clerk.must_see("1件の償還申請を登録しました")


def issue_letters(clerk: Clerk) -> None:
    clerk.jump("1410")
    clerk.click(clerk.page.get_by_role("link", name="資格の決定の通知書"))
    clerk.click("#batch-form button.main")
    clerk.must_see("件のうち", "発行した数を示す")
    paper = clerk.page.locator("a.button.main[target]").get_attribute("href")
    answer = clerk.window.context.request.get(paper or "")
    clerk.check(answer.body()[:5] == b"%PDF-", "まとめて印刷するPDFが開く", answer.headers)


def run_job(clerk: Clerk) -> None:
    """A trial of a job that any day has: it ends by itself, and the page says so."""
    clerk.jump("3140")
    trial = clerk.page.locator("form", has=clerk.page.get_by_role("button", name="試行する")).first
    clerk.need(trial.count() == 1, "試行できる業務がある", clerk.words[:600])
    clerk.send(trial)
    expect(clerk.page.locator("[data-poll]")).to_have_count(0, timeout=60_000)
    clerk.must_see("試行", "試行が裏で終わる")
    clerk.sees("停止の基準", "数と基準を示す")


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
    clerk.page.check("#seen")
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
