# SPDX-License-Identifier: Apache-2.0
"""The pictures of screens that are only opened, each as an officer of that screen sees it."""

from __future__ import annotations

from playwright.sync_api import Browser

import album
import people
from desk import Desk
from tally import Tally

SCREENS: dict[str, list[tuple[str, str]]] = {
    "uketsuke01": [
        ("memos", "/persons/{child}/memos"),
        ("protection", "/persons/{child}/protection"),
        ("case-papers", "/persons/{child}/papers"),
        ("forms", "/persons/{child}/forms"),
        ("postings", "/postings"),
        ("letters", "/letters"),
        ("certificates", "/certificates"),
        ("year-end", "/year-end"),
    ],
    "kyufu01": [
        ("claim-new", "/claims/new"),
        ("benefit-ledger", "/persons/{child}/ledger"),
        ("proxies", "/proxies"),
        ("accounting", "/accounting"),
        ("statistics", "/statistics"),
        ("extraction", "/extractions"),
    ],
    "kacho01": [
        ("dashboard", "/dashboard"),
        ("head-rules", "/head-rules"),
        ("accounts", "/accounts"),
        ("stop", "/stop"),
        ("oversight", "/oversight"),
        ("jobs", "/jobs"),
    ],
    "kanri01": [
        ("grants", "/officers/grants"),
        ("stocktaking", "/stocktaking"),
        ("keyboard", "/keyboard"),
        ("keys", "/keys"),
        ("copies", "/copies"),
        ("migration", "/migration"),
        ("measures", "/measures"),
        ("registers", "/registers"),
        ("retention", "/retention"),
    ],
    "kansa01": [("log", "/log"), ("print-log", "/print-log")],
}
"""By officer: the name of the picture, and the address."""


def draw(desk: Desk, browser: Browser, tally: Tally) -> None:
    child = people.entitled(desk.town)[0].child
    for officer, screens in SCREENS.items():
        with album.Sitter(browser, desk, tally, officer) as clerk:
            for name, path in screens:
                answer = clerk.goto(path.format(child=child))
                clerk.check(answer and answer.ok, f"{name}: 開く", answer and answer.status)
                album.take(clerk.page, name)
