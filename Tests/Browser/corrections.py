# SPDX-License-Identifier: Apache-2.0
"""Money that has to come back: somebody else caused the treatment (第三者行為), a school's insurance
pays the family (災害共済), and an entitlement that ends in the past (遡及). Each is proposed by one
officer and decided by another, with JavaScript switched off."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import Browser

import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally

OFF = {"scripts": False}


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    hurt, at_school, moved = people.treated(desk.town, "2026-02")[:3]
    tally.chapter("第三者行為: 記録し、給付を分け、求償から入金まで(JavaScriptなし)")
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        third_party(clerk, hurt)
    tally.chapter("災害共済: 保護者の返還を起案し、別の職員が決裁する(JavaScriptなし)")
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        accident = school(clerk, at_school)
    with Clerk(browser, desk, tally, "kacho01", **OFF) as head:
        decide_back(head, accident)
    tally.chapter("遡及: 過ぎた日に資格をなくし、精算を起案し、決裁する(JavaScriptなし)")
    with Clerk(browser, desk, tally, "uketsuke01", **OFF) as clerk:
        lapse(clerk, moved)
    with Clerk(browser, desk, tally, "kacho01", **OFF) as head:
        approve_lapse(head, moved)
    with Clerk(browser, desk, tally, "kyufu01", **OFF) as clerk:
        settlement = propose_settlement(clerk, moved)
    with Clerk(browser, desk, tally, "kacho01", **OFF) as head:
        decide_settlement(head, settlement)


def open_accident(clerk: Clerk, kind: str, treated: people.Treated, counterpart: str) -> str:
    clerk.jump("1371")
    clerk.unfold("新しい記録を作る")
    clerk.fill(
        child=treated.child.recipient_number, happened="R8.2.30", reported="R8.3.2",
        counterpart=counterpart, circumstances="下校中に自転車とぶつかった")
    clerk.page.select_option("#kind", label=kind)
    clerk.send(clerk.page.locator("#open-form"))
    clerk.sees("入力の内容を確かめてください", "ない日の事故は記録できない")
    clerk.check(clerk.page.locator("#happened").is_visible(), "断られた用紙は開いている")
    clerk.check(
        clerk.page.input_value("#counterpart") == counterpart, "打った相手方が残る")
    clerk.window.expected()
    clerk.unfold("新しい記録を作る")
    clerk.fill(happened="R8.2.1")
    clerk.send(clerk.page.locator("#open-form"))
    clerk.must_see("記録を作りました", f"{kind}の記録を作る")
    clerk.check(kind.split("（")[0] in clerk.heading, "題名に区分がある", clerk.heading)
    clerk.sees(counterpart, "相手方を示す")
    return clerk.path.split("?")[0]


def touch_all(clerk: Clerk) -> int:
    """Every benefit since the accident is told apart: by it, or not. Returns the yen by it."""
    clerk.need(
        clerk.page.locator("button[value=touched]").count() > 0, "事故の月からの給付が並ぶ",
        clerk.words[:500])
    clerk.check("未確認" in clerk.words, "分ける前は未確認")
    while True:
        row = clerk.page.locator("tr", has=clerk.page.locator(".flag.warn", has_text="未確認"))
        if row.count() == 0:
            break
        clerk.click(row.first.locator("button[value=touched]"))
        clerk.must_see("事故との関係を記録しました")
    paid = re.search(r"助成した額 ([\d,]+)円", clerk.words)
    clerk.need(paid, "助成した額を円で示す", clerk.words[:500])
    return int(paid.group(1).replace(",", "")) if paid else 0


def note(clerk: Clerk, event: str, amount: int | None, words: str) -> None:
    clerk.unfold("求償・入金・終了を記録する")
    clerk.page.select_option("#event", label=event)
    clerk.fill(event_day=".", event_amount=str(amount or ""), event_note=words)
    clerk.send(clerk.page.locator("#record-form"))


def third_party(clerk: Clerk, treated: people.Treated) -> None:
    accident = open_accident(clerk, "第三者行為", treated, "架空損害保険")
    paid = touch_all(clerk)
    note(clerk, "求償", paid + 1, "一円多い求償")
    clerk.sees("E-BEN-", "助成した額を超える求償を断る")
    clerk.check(
        clerk.page.input_value("#event-note") == "一円多い求償", "打った内容が残る")
    clerk.window.expected()
    note(clerk, "求償", paid, "損害保険会社へ求償した")
    clerk.must_see("記録しました", "求償を記録する")
    note(clerk, "終了", None, "まだ入金がない")
    clerk.sees("E-BEN-089", "未収のあるうちは終了できない")
    clerk.window.expected()
    note(clerk, "入金", paid, "損害保険会社から入金")
    clerk.must_see("記録しました", "入金を記録する")
    note(clerk, "終了", None, "全額の入金を確かめた")
    clerk.must_see("記録しました", "終了を記録する")
    clerk.check(
        clerk.page.locator("summary", has_text="求償・入金・終了を記録する").count() == 0,
        "終わった記録には書き足せない")
    clerk.jump("1371")
    closed = clerk.page.locator("section", has_text="終了した記録")
    clerk.check(closed.locator(f'a[href="{accident}"]').count() == 1, "終了した記録に移る")


def school(clerk: Clerk, treated: people.Treated) -> str:
    accident = open_accident(clerk, "災害共済（学校の管理下）", treated, "架空小学校")
    touch_all(clerk)
    fold = clerk.page.locator("summary", has_text="保護者に返還を求める")
    clerk.need(fold.count() == 1, "保護者に返還を求められる", clerk.words[:600])
    most = re.search(r"（([\d,]+)円まで）", fold.inner_text())
    amount = int(most.group(1).replace(",", "")) if most else 0
    clerk.need(amount > 0, "返還できる額を円で示す", fold.inner_text())
    give_back(clerk, amount + 1)
    clerk.sees("E-BEN-", "計算された額を超える返還を断る")
    clerk.window.expected()
    give_back(clerk, amount)
    clerk.must_see("返還を起案しました")
    clerk.check(
        clerk.page.get_by_role("button", name="返還を決裁する").count() == 0,
        "起案した人は決裁できない")
    return accident


def give_back(clerk: Clerk, amount: int) -> None:
    clerk.unfold("保護者に返還を求める")
    clerk.fill(give_back=str(amount), give_back_why="災害共済給付と重なるため")
    clerk.send(clerk.page.locator("#give-back-form"))


def decide_back(head: Clerk, accident: str) -> None:
    head.jump("1371")
    panel = head.page.locator(".panel", has=head.page.locator(f'a[href="{accident}"]'))
    head.need(panel.count() == 1, "返還の決裁待ちに出る", head.words[:400])
    head.click(panel.get_by_role("button", name="返還を決裁する"))
    head.must_see("返還", "返還を決裁する")
    head.check(head.page.locator(".banner.success").count() == 1, "決裁したと示す", head.words[:300])
    head.jump("1361")
    head.sees("災害共済", "返還台帳に出る")


def lapse(clerk: Clerk, treated: people.Treated) -> None:
    child = treated.child.child
    clerk.goto(f"/persons/{child}/lapse")
    clerk.page.select_option("#reason", label="転出")
    clerk.fill(day="R8.2.1")
    clerk.click(clerk.page.get_by_role("button", name="確認へ進む"))
    clerk.must_see("最後の資格の日", "何が終わるかを先に示す")
    clerk.sees("及ぶもの", "過ぎた日の消滅が触れるものを先に示す")
    clerk.click(clerk.page.get_by_role("button", name="消滅を起案する"))
    clerk.check(clerk.page.locator(".banner.success").count() == 1, "消滅を起案した", clerk.words[:300])


def approve_lapse(head: Clerk, treated: people.Treated) -> None:
    name = people.residents(head.window.desk.town)[treated.child.child].name
    head.jump("1220")
    row = head.page.locator("table.list tr", has_text=name).filter(has_text="消滅")
    head.need(row.count() == 1, "消滅の案が決裁の一覧にある", head.words[:500])
    head.click(row.locator("a").first)
    head.click("#approve-form button")
    head.must_see("1件を決裁しました")


def propose_settlement(clerk: Clerk, treated: people.Treated) -> str:
    clerk.goto(f"/persons/{treated.child.child}/retroactive")
    clerk.must_see("まだ何も変わっていません", "下見は何も変えない")
    rows = clerk.page.locator("main table.list tbody tr")
    clerk.need(rows.count() >= 1, "触れるものが並ぶ", clerk.words[:400])
    clerk.check(re.search(r"合計 [\d,]+円", clerk.words), "合計を円で示す", clerk.words[-400:])
    clerk.fill(explanation="転出の届出が遅れたため")
    for box in clerk.page.locator("input[name=effect]").all():
        box.uncheck()
    clerk.click("#retro-form button.main")
    clerk.sees("精算する行を選んでください", "何も選ばない精算を断る")
    clerk.check(
        clerk.page.input_value("#explanation") == "転出の届出が遅れたため", "打った理由が残る")
    clerk.window.expected()
    clerk.tick("effect")
    clerk.click("#retro-form button.main")
    clerk.must_see("自分が起案した精算です", "起案した人は決裁できない")
    return clerk.path.split("?")[0]


def decide_settlement(head: Clerk, settlement: str) -> None:
    head.jump("1362")
    head.click(f'a[href="{settlement}"]')
    head.sees("転出の届出が遅れたため", "起案の理由を示す")
    head.click("#decide-form button[value=approve]")
    head.need(head.page.locator("#decide-form").count() == 0, "二度は決裁できない", head.words[:400])
    head.sees("決裁済・実行済", "決裁して実行したと示す")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
