# SPDX-License-Identifier: Apache-2.0
"""The pictures of claims, reimbursements and payments beyond the examples of the manual."""

from __future__ import annotations

from playwright.sync_api import Browser

import album
import people
from clerk import Clerk
from desk import Desk
from tally import Tally


def draw(desk: Desk, browser: Browser, tally: Tally) -> None:
    with album.Sitter(browser, desk, tally, "kyufu01") as clerk:
        refused_files(clerk, desk)
        case = reimbursements(clerk, desk)
    with album.Sitter(browser, desk, tally, "kacho01") as head:
        head.page.goto("/reimbursements?state=proposed")
        if head.page.locator("input[name=row]").count():
            head.go("F12")
    with album.Sitter(browser, desk, tally, "kyufu01") as clerk:
        taken_back(clerk, case)
        invoice(clerk)
        accident(clerk, desk)
        back(clerk, desk)


def refused_files(clerk: Clerk, desk: Desk) -> None:
    """A file that was taken in before, and one that broke off."""
    known = people.claim_file(desk.town)
    cut = desk.folder / "途中で切れた.UKE"
    cut.write_bytes(known.read_bytes()[:1500])
    clerk.jump("1320")
    clerk.page.set_input_files("#file", [known, cut])
    clerk.go("F12")
    album.take(clerk.page, "import-refused")


def reimbursements(clerk: Clerk, desk: Desk) -> str:
    page = clerk.page
    child = people.entitled(desk.town)[3]
    clerk.jump("1310")
    clerk.go("F3")
    clerk.fill(
        r1_child=child.recipient_number, r1_applied="R8.5.25", r1_month="R8.5",
        r1_institution=people.institution(desk.town), r1_points="1200", r1_days="2",
        r1_tenths="2" if child.born >= "2020" else "3", r1_paid="3600", r1_high_cost="0",
        r1_additional="0", r1_receipts="1")
    clerk.go("F9")
    album.take(page, "entry")
    clerk.go("F12")
    album.take(page, "entry-check")
    clerk.go("F12")
    clerk.go("F9")
    page.goto("/reimbursements?state=proposed")
    clerk.click("main table.list th a")
    return clerk.path.split("?")[0]


def taken_back(clerk: Clerk, case: str) -> None:
    """What the end of a decision would do, before it is proposed."""
    clerk.goto(case)
    clerk.unfold("決定の取消しを起案する")
    album.take(clerk.page, "cancel", at="details:has(#cancel-form)")


def invoice(clerk: Clerk) -> None:
    clerk.goto("/claims/invoices")
    clerk.click("main table.list th a")
    album.take(clerk.page, "invoice")


def accident(clerk: Clerk, desk: Desk) -> None:
    """A record of somebody else's fault; what was paid since then is told apart."""
    page = clerk.page
    clerk.jump("1371")
    clerk.unfold("新しい記録を作る")
    clerk.fill(
        child=people.treated(desk.town, "2026-02")[0].child.recipient_number, happened="R8.2.1",
        reported="R8.3.2", counterpart="架空損害保険", circumstances="下校中に自転車とぶつかった")
    page.select_option("#kind", label="第三者行為")
    clerk.send(page.locator("#open-form"))
    album.take(page, "liability")


def back(clerk: Clerk, desk: Desk) -> None:
    """Money that was paid and has to come back."""
    page = clerk.page
    clerk.jump("1361")
    clerk.fill(
        receipt=people.paid_receipt(desk.town), amount="500", explanation="二重に支給したため")
    page.select_option("#why", label="二重の支給")
    clerk.click("#claim-form button.main")
    clerk.check(page.locator(".banner.success").count() == 1, "返還を登録する", clerk.words[:300])
    if "/recoveries/" not in page.url:
        clerk.click("main table.list tbody th a")
    album.take(page, "recovery")
