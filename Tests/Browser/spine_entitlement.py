# SPDX-License-Identifier: Apache-2.0
"""From a parent at the counter to the certificate in the parent's hand."""

from __future__ import annotations

import re

from playwright.sync_api import Browser

import people
from clerk import Clerk
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("窓口: 世帯をさがし、申請を受け付け、保留し、解除する")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        application = take_in(clerk, desk)
        hold_and_release(clerk, application)
    tally.chapter("審査: 理由を読んで起案する")
    with Clerk(browser, desk, tally, "uketsuke02") as clerk:
        proposal = examine(clerk, application)
    tally.chapter("決裁: 根拠を読んで決裁する")
    with Clerk(browser, desk, tally, "kacho01") as head:
        approve(head, proposal)
    tally.chapter("窓口: 受給資格証を交付する")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        issue(clerk, application)


def take_in(clerk: Clerk, desk: Desk) -> str:
    """Finds the family by kana and takes in the form of one child, by keys alone."""
    children = people.waiting_family(desk.town)
    child = children[-1]
    clerk.go("F3")
    clerk.type(child.kana.split("　")[0])
    clerk.go("Enter")
    for one in children:
        clerk.sees(one.name.split("　")[1], f"検索結果に{one.name}がいる")
    clerk.page.locator("table.list a", has_text=child.name).focus()
    clerk.go("Enter")
    clerk.must_see("資格なし", f"{child.name}に資格がない")
    clerk.go("F6")
    clerk.check("世帯一覧" in clerk.heading, "F6で世帯一覧", clerk.heading)
    clerk.page.locator(f'input[name=child][value="{child.number}"]').focus()
    clerk.press("Space")
    clerk.go("F12")
    clerk.keys = 0
    applicant(clerk)
    clerk.check(clerk.page.is_checked(f'input[value="{child.number}"]'), "選んだ子に印がある")
    clerk.go("F12")
    insurance(clerk, child.number)
    account(clerk)
    clerk.page.focus("#document")
    clerk.press("*", "Enter", "Space")
    clerk.check(
        clerk.page.locator("input[name=document]:not(:checked), input[name=consent]:not(:checked)")
        .count() == 0, "*で書類のすべてに印を付ける")
    clerk.go("F12")
    clerk.must_see("認定の見込み", "確認の段で判定の見込みを示す")
    clerk.page.focus("#confirmed")
    clerk.press("Space")
    clerk.go("F12")
    clerk.must_see("受付番号", "受付番号が出る")
    clerk.check(clerk.keys <= 60, f"打つ値のほかに60打鍵まで({clerk.keys}打鍵)")
    clerk.click("main table th a")
    return clerk.path


def applicant(clerk: Clerk) -> None:
    """The first step, with Enter from field to field."""
    clerk.page.focus("#reason")
    clerk.page.select_option("#reason", label="健康保険の加入")
    clerk.press("Enter")
    focus_is(clerk, "cause", "Enterで次の欄へ")
    clerk.type("R8.5.20")
    clerk.press("Enter")
    clerk.wait_for("#cause-echo", "令和8年5月20日（2026-05-20", "日付を言葉で返す")
    focus_is(clerk, "applied", "Enterで次の欄へ")
    for box in ("seen", "interviewed", "explained"):
        clerk.page.focus(f"#{box}")
        clerk.press("Space")
    clerk.go("F12")
    clerk.need("児童" in clerk.heading, "児童の段へ進む", clerk.words[:300])


def insurance(clerk: Clerk, child: str) -> None:
    clerk.page.focus(f'[id="evidence-{child}"]')
    clerk.press("Space")
    clerk.page.focus(f'[id="insurer-{child}"]')
    clerk.type("１１９９９０")
    clerk.press("Enter")
    clerk.type("見本市国民健康保険")
    clerk.page.fill(f'[id="acquired-{child}"]', "080520")
    clerk.go("F12")
    clerk.need("口座" in clerk.heading, "口座の段へ進む", clerk.words[:300])


def account(clerk: Clerk) -> None:
    """The form is refused first: the branch is missing."""
    clerk.page.focus("#account")
    clerk.press("Space")
    clerk.fill(bank="0137", account_number="9000001")
    clerk.go("F12")
    clerk.sees_problem("支店のない口座")
    clerk.check(clerk.page.input_value("#account-number") == "9000001", "打った口座番号が残る")
    clerk.fill(branch="057")
    clerk.go("F12")
    clerk.need("書類" in clerk.heading, "書類の段へ進む", clerk.words[:400])


def focus_is(clerk: Clerk, field: str, what: str) -> None:
    found = clerk.page.evaluate("document.activeElement.id")
    clerk.check(found == field, f"{what}({field})", found)


def hold_and_release(clerk: Clerk, application: str) -> None:
    form = clerk.unfold("保留にする")
    form.locator("input[name=due], input[data-date]").first.fill("R8.6.30")
    for choice in form.locator("select").all():
        choice.select_option(index=1)
    for box in form.locator("input[type=checkbox], input[type=radio]").all()[:1]:
        box.check()
    for text in form.locator("textarea, input:not([type]):not([data-date])").all():
        text.fill("資格確認書の写し")
    clerk.send(form)
    clerk.must_see("保留", "保留になる")
    clerk.sees("R8.6.30", "保留の期限を示す")
    clerk.page.goto("/applications?state=held")
    clerk.check(clerk.page.locator(f'a[href="{application}"]').count() == 1, "保留の一覧にある")
    clerk.goto(application)
    clerk.go("F12")
    clerk.must_see("保留を解除しました")


def examine(clerk: Clerk, application: str) -> str:
    """The second officer reads why, proposes, and may not approve it."""
    clerk.goto(application)
    clerk.go("F9")
    clerk.must_see("満たす", "要件ごとの判定を示す")
    rows = clerk.page.locator("main table tbody tr").all_inner_texts()
    clerk.check(len(rows) >= 3 and all(len(row.split("\t")) == 4 for row in rows), "判定に理由がある")
    clerk.check(any("条" in row.split("\t")[3] for row in rows), "判定に根拠の条文がある", rows[:2])
    clerk.go("F12")
    clerk.must_see("決定案を起案しました")
    clerk.goto(application)
    clerk.click(clerk.page.get_by_role("link", name="決定案を見る"))
    clerk.sees("自分が起案した案です", "自分の起案は決裁できない")
    clerk.check("F12" not in clerk.caps(), "自分の起案に決裁のキーがない", clerk.caps())
    return clerk.path


def approve(head: Clerk, proposal: str) -> None:
    head.jump("1220")
    head.check(head.page.locator(f'a[href="{proposal}"]').count() == 1, "決裁の一覧に案がある")
    head.click(f'a[href="{proposal}"]')
    head.sees("決裁の後", "決裁の前と後を比べる")
    head.go("F12")
    head.must_see("1件を決裁しました")


def issue(clerk: Clerk, application: str) -> None:
    clerk.jump("1410")
    clerk.must_see("交付待ちの受給資格証")
    # One of them by itself, and back to all.
    clerk.click(clerk.page.locator("main tbody a[href^='/papers/']"))
    clerk.check("発行" in clerk.heading or "受給資格証" in clerk.words, "一件の紙の画面が開く", clerk.heading)
    clerk.jump("1410")
    clerk.go("F12")
    clerk.must_see("件のうち", "交付した件数を示す")
    paper = clerk.page.locator("a.button.main[target]").get_attribute("href")
    answer = clerk.window.context.request.get(paper or "")
    clerk.check(
        answer.headers.get("content-type") == "application/pdf" and answer.body()[:5] == b"%PDF-",
        "受給資格証のPDFが開く", answer.headers)
    clerk.goto(application)
    clerk.sees("認定", "申請が認定になっている")
    clerk.click(".tabs a:has-text('台帳')")
    clerk.check(re.search(r"受給者番号 ?\d{7}", clerk.words), "台帳に受給者番号がある", clerk.words[:300])
