# SPDX-License-Identifier: Apache-2.0
"""The pictures of screens that are only opened, each as an officer of that screen sees it."""

from __future__ import annotations

from playwright.sync_api import Browser

import album
import people
from clerk import Clerk
from desk import Desk
from tally import Tally

SCREENS: dict[str, list[tuple[str, str, str | None]]] = {
    "uketsuke01": [
        ("memos", "/persons/{child}/memos", None),
        ("protection", "/persons/{child}/protection", None),
        ("case-papers", "/persons/{child}/papers", None),
        ("forms", "/persons/{child}/forms", None),
        ("postings", "/postings", None),
        ("letters", "/letters", None),
        ("certificates", "/certificates", None),
        ("year-end", "/year-end", None),
    ],
    "kyufu01": [
        ("claim-new", "/claims/new", None),
        ("benefit-ledger", "/persons/{child}/ledger", None),
        ("proxies", "/proxies", None),
        ("accounting", "/accounting", None),
        ("statistics", "/statistics", None),
        ("extraction", "/extractions", None),
    ],
    "kacho01": [
        ("dashboard", "/dashboard", None),
        ("decision-batch", "/decision-batch", None),
        ("head-rules", "/head-rules", None),
        ("accounts", "/accounts", None),
        ("stop", "/stop", None),
        ("oversight", "/oversight", None),
        ("jobs", "/jobs", None),
    ],
    "kanri01": [
        ("officers", "/officers", None),
        ("grants", "/officers/grants", None),
        ("stocktaking", "/stocktaking", None),
        ("keyboard", "/keyboard", None),
        ("keys", "/keys", None),
        ("copies", "/copies", None),
        ("migration", "/migration", None),
        ("measures", "/measures", None),
        ("registers", "/registers", None),
        ("retention", "/retention", None),
    ],
    "kansa01": [("log", "/log", None), ("print-log", "/print-log", None)],
}
"""By officer: the name of the picture, the address, what stands at its top."""


def draw(desk: Desk, browser: Browser, tally: Tally) -> None:
    child = people.entitled(desk.town)[0].child
    for officer, screens in SCREENS.items():
        with Clerk(browser, desk, tally, officer) as clerk:
            for name, path, at in screens:
                answer = clerk.goto(path.format(child=child))
                clerk.check(answer and answer.ok, f"{name}: 開く", answer and answer.status)
                album.take(clerk.page, name, at)
