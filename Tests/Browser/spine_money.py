# SPDX-License-Identifier: Apache-2.0
"""From claims and receipts to the file that the bank is given."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

import people
from clerk import Clerk
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("給付: レセプトの取込を断られ、償還を入力し、起案する")
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        import_claims(clerk, desk)
        import_again(clerk, desk)
        enter_reimbursement(clerk, desk)
        propose_reimbursements(clerk)
    tally.chapter("決裁: 計算根拠を読み、償還を決裁する")
    with Clerk(browser, desk, tally, "kacho01") as head:
        approve_reimbursements(head)
    tally.chapter("給付: 支給予定を作り、支払処理を起案する")
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        run = propose_run(clerk)
    tally.chapter("決裁: 前の支払との差を見て決裁する")
    with Clerk(browser, desk, tally, "kacho01") as head:
        approve_run(head, run)
    tally.chapter("給付: 振込データを作り、結果を待つ")
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        total = write_file(clerk, run)
        take_results(clerk, run, total)


def import_claims(clerk: Clerk, desk: Desk) -> None:
    """The same file again is known; one that was cut off is refused, with the line."""
    known = people.claim_file(desk.town)
    cut = desk.folder / "cut.UKE"
    cut.write_bytes(known.read_bytes()[:1500])
    clerk.jump("1320")
    clerk.go("F12")
    clerk.sees_problem("ファイルを選ばない取込")
    clerk.page.set_input_files("#file", [known, cut])
    clerk.go("F12")
    clerk.must_see("まだ何も取り込んでいません", "取り込む前に点検する")
    rows = {row.split("\t")[0].strip(): row for row in rows_of(clerk)}
    clerk.check("取込済み" in rows.get(known.name, ""), "同じファイルは取込済み", rows)
    broken = rows.get(cut.name, "")
    clerk.check("取込不可" in broken and re.search(r"\d+行目", broken), "壊れたファイルを行とともに断る", rows)
    clerk.check("F12" not in clerk.caps(), "取り込めるものがないときは取り込めない", clerk.caps())


def import_again(clerk: Clerk, desk: Desk, telephone: bytes = b"048-000-0001") -> None:
    """The same claims in another file are taken in, found to be twice, and shown one by one."""
    known = people.claim_file(desk.town)
    again = desk.folder / "again.UKE"
    again.write_bytes(known.read_bytes().replace(b"048-000-0000", telephone, 1))
    clerk.jump("1320")
    clerk.page.set_input_files("#file", again)
    clerk.go("F12")
    clerk.must_see("1ファイル", "新しい中身のファイルは取り込める")
    clerk.go("F12")
    # Without script the page asks anew every five seconds.
    expect(clerk.page.locator("[data-poll]")).to_have_count(0, timeout=30_000)
    clerk.wait_for("main", "完了", "取込が裏で終わる")
    clerk.click("main table.list th a")
    clerk.must_see("重複", "二重の明細書をエラーにする")
    clerk.check(len(rows_of(clerk)) > 1 and "E-BEN-" in clerk.words, "エラーに番号と対処がある")
    clerk.go("F9")
    clerk.must_see("再判定しました", "エラーだけを再判定する")
    clerk.click(clerk.page.locator("#errors td a", has_text="補正"))
    clerk.is_kept_back("F12", "根拠のない補正")
    form = clerk.page.locator("form", has=clerk.page.locator("button", has_text="返戻する"))
    for field in form.locator("select").all():
        field.select_option(index=1)
    for field in form.locator("input:not([type=hidden]), textarea").all():
        field.fill("二重の請求のため")
    clerk.send(form)
    clerk.must_see("返戻を記録しました")


def rows_of(clerk: Clerk) -> list[str]:
    return clerk.page.locator("main table.list tbody tr").all_inner_texts()


def asks_why(clerk: Clerk, child: people.Entitled) -> None:
    """Nobody's name is shown without a case or a reason: the field says so, and where the reason is given."""
    clerk.jump("1310")
    clerk.go("F3")
    clerk.page.fill("#r1-child", child.recipient_number)
    clerk.press("Tab")
    expect(clerk.page.locator("#r1-child-echo")).not_to_be_empty()
    said = clerk.page.inner_text("#r1-child-echo")
    clerk.check("利用の理由" in said or "生" in said, "名前か、理由が要ることを言う", said)
    clerk.page.fill("#r1-child", "")
    clerk.goto(f"/persons/{child.child}")


def enter_reimbursement(clerk: Clerk, desk: Desk) -> None:
    """One row by Enter from cell to cell; the amount is worked out before anything is written."""
    child = people.entitled(desk.town)[3]
    asks_why(clerk, child)
    clerk.jump("1310")
    clerk.go("F3")
    clerk.page.focus("#r1-child")
    for text in (child.recipient_number, "R8.5.25", "R8.13", people.institution(desk.town)):
        clerk.type(text)
        clerk.press("Enter")
    clerk.wait_for("#r1-child-echo", "生", "番号から児童の名前が出る")
    clerk.wait_for("#r1-institution-echo", "架空", "医療機関のコードから名前が出る")
    clerk.press("Enter", "Enter")
    for text in ("1200", "2", "2" if child.born >= "2020" else "3"):
        clerk.type(text)
        clerk.press("Enter")
    clerk.type("9/")
    clerk.check(clerk.page.input_value("#r1-paid") == "9000", "「/」で000")
    clerk.fill(r1_high_cost="0", r1_additional="0", r1_receipts="1")
    clerk.go("F12")
    clerk.sees_problem("診療年月の誤り")
    clerk.check(clerk.page.input_value("#r1-paid") == "9000", "打った金額が残る")
    clerk.fill(r1_month="R8.5")
    clerk.go("F9")
    clerk.must_see("見込", "計算すると見込額が出る")
    found = re.search(r"見込 ([\d,]+)円", clerk.words)
    expected = found.group(1).replace(",", "") if found else ""
    clerk.need(expected.isdigit(), "見込額が円で出る", clerk.words[:600])
    clerk.fill(r1_paid=expected)
    clerk.go("F12")
    clerk.must_see("支給の見込", "登録する前に内容を示す")
    clerk.go("F12")
    clerk.must_see("1件の償還申請を登録しました")


def propose_reimbursements(clerk: Clerk) -> None:
    clerk.jump("1310")
    clerk.go("F9")
    clerk.must_see("まだ何も変えていません", "起案する前に数を示す")
    clerk.go("F12")
    clerk.must_see("決定案を起案しました")
    clerk.check("F12" not in clerk.caps(), "起案した人に決裁のキーがない", clerk.caps())


def approve_reimbursements(head: Clerk) -> None:
    """One by its page with the derivation; the others as a batch."""
    head.page.goto("/reimbursements?state=proposed")
    head.click("main table.list th a")
    head.sees("計算根拠")
    steps = head.page.locator("table.derivation tbody tr").all_inner_texts()
    head.check(len(steps) >= 4, "計算が段階ごとに並ぶ", steps)
    head.check(any("条" in step for step in steps), "段階に根拠がある", steps[:3])
    head.go("F12")
    head.must_see("1件を決裁しました")
    head.page.goto("/reimbursements?state=proposed")
    if head.page.locator("input[name=row]").count():
        head.go("F12")
        head.must_see("件を決裁しました")


def propose_run(clerk: Clerk) -> str:
    clerk.jump("1340")
    clerk.go("F9")
    clerk.must_see("まだ何も変えていません", "作る前に数を示す")
    clerk.go("F12")
    made = re.search(r"(\d+)件を支給予定に登録しました", clerk.words)
    clerk.need(made and int(made.group(1)) >= 1, "支給予定ができる", clerk.words[:300])
    clerk.jump("1350")
    clerk.go("F9")
    clerk.must_see("まだ何も起案していません", "起案する前に中身を示す")
    clerk.sees("前の支払との差")
    clerk.check("＊" in clerk.words, "口座番号を伏せる")
    clerk.go("F12")
    clerk.must_see("支払処理を起案しました")
    return clerk.path.split("?")[0]


def approve_run(head: Clerk, run: str) -> None:
    head.jump("1350")
    head.click(f'a[href="{run}"]')
    head.sees("前の支払との差")
    head.go("F12")
    head.must_see("支払処理を決裁しました")
    head.check(head.page.locator("#write-form").count() == 0, "決裁した人は振込データを作れない")


def write_file(clerk: Clerk, run: str) -> int:
    """The file as the bank reads it: its trailer is the sum of its lines."""
    clerk.page.goto(run)
    with clerk.page.expect_download() as download:
        clerk.strike("F9")
    path = Path(download.value.path())
    records = [line for line in path.read_bytes().replace(b"\r\n", b"").decode("cp932")]
    lines = ["".join(records[at:at + 120]) for at in range(0, len(records), 120)]
    kinds = "".join(line[0] for line in lines if line.strip("\x1a"))
    clerk.check(re.fullmatch(r"12+89", kinds), "ヘッダー・データ・トレーラー・エンドの順", kinds)
    amounts = [int(line[80:90]) for line in lines if line[0] == "2"]
    trailer = next(line for line in lines if line[0] == "8")
    clerk.check(int(trailer[1:7]) == len(amounts), "トレーラーの件数が合う", trailer)
    clerk.check(int(trailer[7:19]) == sum(amounts), "トレーラーの合計が合う", trailer)
    shown = re.search(r"([\d,]+) ?円", clerk.words)
    clerk.check(f"{sum(amounts):,}" in clerk.words, "画面の合計と同じ金額", shown)
    return sum(amounts)


def take_results(clerk: Clerk, run: str, total: int) -> None:
    """Before the day of payment the bank can know nothing, and no result is taken."""
    clerk.page.goto(run)
    clerk.must_see("以後に取り込みます", "結果を取り込む日を示す")
    clerk.click(clerk.page.get_by_role("button", name="不能なしで完了する"))
    clerk.sees("E-PAY-", "支払日より前の結果を断る")
    clerk.window.expected()
    clerk.page.goto("/payments/runs")
    rows = "\n".join(rows_of(clerk))
    clerk.check(f"{total:,}" in rows, "支払処理の一覧に金額がある", rows)
