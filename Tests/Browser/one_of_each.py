# SPDX-License-Identifier: Apache-2.0
"""Makes one of what the town has none of and no other walk makes: a slip of an enquiry, an incident, a paper of
a case, a claim of repayment. Its page is then looked at as every page is (`examples.study`)."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Browser

import checks
import coverage
import people
import run
from clerk import Clerk
from desk import ROOT, Desk
from tally import Tally

DAY = "R8.6.20"


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    if not run.is_full():
        return
    tally.chapter("ほかの歩きが作らない画面を、一つずつ")
    child = people.entitled(desk.town)[7].child
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        made(clerk, "enquiry", "/enquiries", "#enter-form")
        made(clerk, "disclosure", "/disclosures", "#enter-form", subject=child)
        report(clerk)
        parent = people.entitled(desk.town)[7].recipient
        made(clerk, "appeal", f"/persons/{child}/appeals", "#appeal-form",
             appellant=parent, against="見本こ第1号", decided="R8.6.1", known="R8.6.2")
        paper(clerk, child, desk.folder)
        succeed(clerk)
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        made(clerk, "recovery", "/payments/recoveries", "#claim-form",
             receipt=people.paid_receipt(desk.town), claim="", amount="100")
        clerk.goto("/accounting")
        budget = clerk.page.locator("form[action='/accounting/budget']")
        budget.locator("#amount").fill("100000000")
        budget.locator("#document").fill("令和8年度予算書")
        clerk.send(budget)
        clerk.send(clerk.page.locator("form[action='/accounting/orders']").first)
        follow(clerk, "expenditure")
        shown(clerk, "expenditure")
    with Clerk(browser, desk, tally, "kanri01") as clerk:
        clerk.goto("/incidents")
        follow(clerk, "incident")
        shown(clerk, "incident")
        key = desk.at_machine("copy", "key", "--out", str(desk.folder / "copy.key"))
        made(clerk, "copy", "/copies/new/recipients", "#copy-form", recipient="kyufu01", until="R8.6.25",
             key=next(line for line in key.splitlines() if line.startswith("hagukumi-copy-1:")))
        made(clerk, "registerRecord", "/registers/survey", "#enter-form")
        official_list(clerk, desk)
        changed_book(clerk, desk)
    with Clerk(browser, desk, tally, "kacho01") as clerk:
        # The spine has run one; others stand beside it.
        clerk.goto("/jobs/history")
        follow(clerk, "jobRun", "レセプトの受領・取込")
        shown(clerk, "jobRun")


def made(clerk: Clerk, route: str, path: str, form: str, **values: str) -> None:
    """Fills what a form asks for, sends it, and stands before what has come of it."""
    clerk.goto(path)
    clerk.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    complete(clerk, form, values)
    clerk.send(clerk.page.locator(form))
    if clerk.page.title().startswith("エラー："):
        clerk.check(False, f"{route}: 用紙が通る", clerk.page.locator(".banner.error").inner_text())
        return
    if checks.route_of(clerk.page) != route:
        follow(clerk, route)
    shown(clerk, route)


def report(clerk: Clerk) -> None:
    """An incident is reported by whoever sees it, and read by those who answer for it."""
    clerk.goto("/incident-report")
    complete(clerk, "#report-form", {})
    clerk.send(clerk.page.locator("#report-form"))
    clerk.check("incidentreported" in clerk.page.url, "事故を報告できる", clerk.words[:300])


def follow(clerk: Clerk, route: str, row: str | None = None) -> None:
    """The first link of the page that leads to this route, or the first in a row with these words."""
    place = clerk.page.locator("main") if row is None else clerk.page.locator("main tr", has_text=row)
    for link in place.locator("a[href^='/']").all():
        address = link.get_attribute("href") or ""
        if coverage.route("GET", address) == route:
            clerk.goto(address)
            return


def shown(clerk: Clerk, route: str) -> None:
    clerk.check(checks.route_of(clerk.page) == route, f"{route}: その画面が開く", clerk.path)


def paper(clerk: Clerk, child: str, folder: Path) -> None:
    """A paper of a case: a picture of the page itself, as if it had been scanned."""
    file = folder / "paper.png"
    path = f"/persons/{child}/papers"
    clerk.goto(path)
    clerk.page.screenshot(path=file)
    clerk.page.set_input_files("#paper-form input[type=file]", file)
    complete(clerk, "#paper-form", {})
    clerk.send(clerk.page.locator("#paper-form"))
    clerk.goto(path)
    follow(clerk, "redactForm")
    shown(clerk, "redactForm")


def official_list(clerk: Clerk, desk: Desk) -> None:
    """An official list, compared before it is taken in: one line more than the list in use, whoever took that in."""
    used = people.write_postal_master(desk.town)[0]
    desk.take_master("postal-codes", used, "2025-04-01")
    file = desk.folder / used.name
    lines = used.read_bytes().decode("cp932").splitlines(keepends=True)
    new = lines[-1].split(",")
    new[1:3], new[8] = ['"339"', '"3399999"'], '"架空町"'
    file.write_bytes("".join([*lines, ",".join(new)]).encode("cp932"))
    clerk.goto("/masters")
    clerk.page.set_input_files("#list-form input[type=file]", file)
    clerk.page.select_option("#list-form select", "postal-codes")
    complete(clerk, "#list-form", {})
    clerk.send(clerk.page.locator("#list-form"))
    shown(clerk, "checkMaster")


def changed_book(clerk: Clerk, desk: Desk) -> None:
    """A book that was changed is tried over what is stored."""
    file = desk.folder / "book.yaml"
    file.write_text((ROOT / "Schemes/sample/book.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    clerk.goto("/scheme")
    clerk.page.set_input_files("#book-form input[type=file]", file)
    clerk.send(clerk.page.locator("#book-form"))
    shown(clerk, "bookTrial")


def succeed(clerk: Clerk) -> None:
    """The number of an insurer goes on under another: what is foreseen, and the proposal."""
    clerk.goto("/successions")
    complete(clerk, "#succession-form", {
        "old": "01119916", "new": "119990", "name": "見本健康保険組合", "on": "R8.7.1"})
    clerk.send(clerk.page.locator("#succession-form"))
    clerk.go("F12")
    shown(clerk, "succession")


# Every field of a form that is empty and asks for something, with what kind of answer.
_EMPTY = """(form) => [...document.querySelector(form).elements].filter((one) =>
  one.id && one.type !== 'hidden' && one.type !== 'file' && !one.disabled && one.tagName !== 'BUTTON'
  && one.tagName !== 'FIELDSET' && one.checkVisibility()
  && (/radio|checkbox/.test(one.type) ? ![...document.getElementsByName(one.name)].some((two) => two.checked) : !one.value)
).map((one) => [one.id, one.type, one.name, one.dataset.date !== undefined])"""


def complete(clerk: Clerk, form: str, values: dict[str, str]) -> None:
    """What is given, and something in every other field."""
    page, chosen = clerk.page, set()
    for name, text in values.items():
        if text:
            page.fill(f'[id="{name}"]', text)
    for name, kind, group, is_date in page.evaluate(_EMPTY, form):
        field = page.locator(f'[id="{name}"]')
        if name in values or group in chosen:
            continue
        if kind == "select-one":
            field.select_option(index=1)
        elif kind in ("radio", "checkbox"):
            chosen.add(group)
            field.check()
        else:
            field.fill(DAY if is_date else FITTING.get(name, "試験の記載"))


FITTING = {
    "f-time": "10:00", "f-detectedAt": "10:00", "f-year": "8", "f-followUpBy": DAY, "f-case": "",
    "against": "", "late": "", "f-vendor": "", "f-followUp": "", "subject": "", "f-mandate": ""}
"""Answers that are no words, and fields that are better left empty."""


if __name__ == "__main__":
    sys.exit(run.alone(walk))
