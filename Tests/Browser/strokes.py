# SPDX-License-Identifier: Apache-2.0
"""U2 and U3: how many keys the main work takes beyond the values that are typed; no mouse, no Tab.

A newborn of a family that is registered already, and a row of a reimbursement; then the same
fields with an input method that is still composing."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import Browser

import habits
import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally

MOST_INTAKE = 60
MOST_ROW = 25


class Hand:
    """A hand on the keyboard: what is typed as a value does not count, every other key does."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk, self.page = clerk, clerk.page
        self.strokes = 0
        self.log: list[str] = []

    def value(self, text: str) -> None:
        self.page.keyboard.type(text)

    def key(self, *keys: str) -> None:
        for key in keys:
            assert key != "Tab"
            self.strokes += 1
            self.log.append(key)
            self.page.keyboard.press(key)

    def leads(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.key(key)
        self.clerk.explain()

    @property
    def at(self) -> str:
        return self.page.evaluate("document.activeElement.id || document.activeElement.tagName")

    def go_to(self, name: str) -> None:
        """Enter until a field has the focus; a field that never comes is a dead end."""
        for _ in range(40):
            if self.at == name:
                return
            self.key("Enter")
        self.clerk.need(False, f"Enterで欄 {name} に着く", self.at)


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("U2・U3 打鍵の数")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        intake(clerk, desk)
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        row(clerk, desk)


def intake(clerk: Clerk, desk: Desk) -> None:
    """From the home page to the receipt, for a child whom the register knows."""
    # The first and the last of the family are taken in by the walks before.
    child = people.waiting_family(desk.town)[1]
    hand = Hand(clerk)
    hand.key("Alt+j")
    hand.value(child.number)
    hand.leads("Enter")
    clerk.need("台帳" in clerk.heading, "番号で台帳が開く", clerk.heading)
    hand.leads("F12")
    for _ in range(12):
        if clerk.page.locator("form button.main").count() == 0 or "受け付けました" in clerk.words:
            break
        answer(hand, clerk)
        hand.leads("F12")
        if clerk.page.locator(".banner.error[tabindex]").count():
            clerk.need(False, "受付の段が通る", clerk.words[:500])
    clerk.sees("受け付けました", "申請が受け付けられる")
    clerk.check(
        hand.strokes <= MOST_INTAKE, f"U2 一人の子の受付は{MOST_INTAKE}打鍵まで",
        (hand.strokes, " ".join(hand.log)))
    print(f"  1110 一人の受付: 値のほか{hand.strokes}打鍵", flush=True)


def answer(hand: Hand, clerk: Clerk) -> None:
    """Answers what a step still asks for, in the order of the fields."""
    for name, kind in hand.page.evaluate(_OPEN):
        hand.go_to(name)
        if kind == "radio":
            hand.key("1")
        elif kind == "checkbox":
            hand.key("*")
        elif kind == "select-one":
            hand.key("ArrowDown")
        else:
            hand.value(VALUES.get(re.sub(r"-[0-9]+$", "", name), "R8.4.1"))
    if hand.page.locator("#account[value=bank]:checked").count():
        for name in ("bank", "branch", "account-number"):
            hand.go_to(name)
            hand.value(VALUES[name])


# What is asked for and not answered yet, and the papers that lie on the counter: the first stop of
# each question.
_OPEN = """() => {
  const open = [];
  for (const group of document.querySelectorAll('main .field')) {
    const all = [...group.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(one => !one.disabled);
    if (!all.length || all.some(one => /radio|checkbox/.test(one.type) ? one.checked : one.value)) continue;
    const asked = group.querySelector('.must') || /^(interviewed|confirmed|document|consent|cause)$/.test(all[0].id)
      || /^(insurer|insurer-name|acquired)-[0-9]/.test(all[0].id);
    if (asked) open.push([all[0].id, all[0].type]);
  }
  return open;
}"""

VALUES = {"applied": "R8.5.25", "cause": "R8.5.20", "insurer": "119990", "insurer-name": "見本市国民健康保険", "acquired": "R8.5.20",
    "bank": "137", "branch": "57", "account-number": "9000001"}


def row(clerk: Clerk, desk: Desk) -> None:
    """A row of receipts: values, and the Enters between them."""
    child = people.entitled(desk.town)[0]
    hand = Hand(clerk)
    clerk.goto("/reimbursements/new")
    columns = clerk.page.eval_on_selector_all(
        "table.grid tbody.entry-row:first-of-type [id^=r1-]", "all => all.map(one => one.id.slice(3))")
    typed = {
        "child": child.recipient_number, "applied": "R8.5.25", "month": "R8.4",
        "institution": people.institution(desk.town), "days": "2", "points": "1000",
        "tenths": "2", "paid": "2000"}
    clerk.need(hand.at == "r1-child", "入力の最初の欄に焦点がある", hand.at)
    last = max(columns.index(name) for name in typed if name in columns)
    for place, name in enumerate(columns[:last + 1]):
        hand.go_to(f"r1-{name}")
        if name in typed:
            hand.value(typed[name])
        del place
    hand.key("Enter")
    hand.leads("F9")
    clerk.check(
        hand.strokes <= MOST_ROW, f"U2 償還の1行は{MOST_ROW}打鍵まで",
        (hand.strokes, " ".join(hand.log)))
    clerk.check(clerk.page.locator(".expected").count() > 0, "見込額が出る", clerk.words[:300])
    print(f"  1310 の1行: 値のほか{hand.strokes}打鍵", flush=True)
    composing_in_rows(clerk)


def composing_in_rows(clerk: Clerk) -> None:
    """U3: a word that is not settled yet keeps every key for itself."""
    clerk.goto("/search")
    address = clerk.page.url
    for text in ("さとう", "タナカ　ハナコ"):
        clerk.page.fill("#q", "")
        seen = habits.compose(clerk, "#q", text)
        clerk.check(any(one["code"] == 229 for one in seen), "U3 変換中のEnterが届く", seen)
        clerk.check(clerk.page.url == address, "U3 変換中に送らない", clerk.page.url)
    clerk.goto("/reimbursements/new")
    habits.compose(clerk, "#r1-child", "さとう")
    clerk.check(
        clerk.page.evaluate("document.activeElement.id") == "r1-child", "U3 変換中に欄を移らない")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
