# SPDX-License-Identifier: Apache-2.0
"""One example of every page of the table of routes: where it is found, and who opens it.

Most are addresses of the fictional town, the same every time (`golden/pages.tsv`). The others exist only while
somebody works: a list just found, a step of an intake, a paper just printed. Those are looked at where a walk
comes by (`study`), beside the window of the officer, so that the work is not disturbed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from playwright.sync_api import Error as PlaywrightError

import checks
import coverage
import page_rules
import people
import snapshot
from window import Window

if TYPE_CHECKING:
    from clerk import Clerk
    from desk import Desk

PLACES = snapshot.FOLDER / "pages.tsv"
"""Name of the golden, who opens it, address. `RECORD=1 scripts/run-browser full reading_order` writes it."""
MADE = snapshot.FOLDER / "cases/walks.tsv"
"""Route, and the walk in which its page is made and held against its golden. A recording writes it."""
SHARE = 8
"""The gate studies one of so many pages that walks come by, others every day; all of them with `full`."""
MOST = 4
"""Addresses that are kept of a route: the first may be over when it is wanted."""


PAGES: dict[str, dict[str, str]] = {
    "uketsuke01": {
        "home": "/", "search": "/search", "person": "/persons/{child}",
        "household": "/persons/{child}/household", "as-of": "/persons/{child}/as-of",
        "welfare-household": "/persons/{child}/welfare-household",
        "insurance": "/persons/{child}/insurance", "accounts": "/persons/{child}/accounts",
        "addresses": "/persons/{child}/addresses", "memos": "/persons/{child}/memos",
        "change": "/persons/{child}/change", "lapse": "/persons/{child}/lapse",
        "papers-of-case": "/persons/{child}/papers", "inquiry-ask": "/persons/{child}/inquiry",
        "intake": "/intake", "applications": "/applications", "e-applications": "/e-applications",
        "unregistered": "/unregistered", "rejudgements": "/rejudgements", "papers": "/papers",
        "letters": "/letters", "postings": "/postings", "addressees": "/addressees", "matching": "/matching",
        "inquiries": "/inquiries", "monitor": "/monitor", "enquiries": "/enquiries",
        "keyboard": "/keyboard", "help": "/help/1110", "candidates": "/candidates/bank?text=",
        "password": "/password",
    },
    "kyufu01": {
        "reimbursements": "/reimbursements", "reimbursements-new": "/reimbursements/new",
        "slips": "/reimbursements/slips", "imports": "/claims/imports", "claims": "/claims",
        "claim-key": "/claims/new", "schedule": "/payments/schedule", "runs": "/payments/runs",
        "returns": "/payments/returns", "counter": "/payments/counter",
        "recoveries": "/payments/recoveries", "accounting": "/accounting", "statistics": "/statistics",
        "doubts": "/doubts", "liabilities": "/liabilities", "proxies": "/proxies",
        "retroactive": "/payments/retroactive", "accounts-to-confirm": "/accounts",
    },
    "kacho01": {"decisions": "/decisions", "stop": "/stop", "stocktaking": "/stocktaking"},
    "kanri01": {
        "officers": "/officers", "masters": "/masters", "insurers": "/masters/insurers",
        "scheme": "/scheme", "jobs": "/jobs", "keys": "/keys", "retention": "/retention",
        "copies": "/copies", "migration": "/migration", "keyboard-change": "/keyboard",
    },
    "kansa01": {
        "log": "/log", "oversight": "/oversight", "measures": "/measures",
        "registers": "/registers", "incidents": "/incidents", "print-log": "/print-log",
    },
}
CASES: dict[str, dict[str, tuple[str, str]]] = {
    "uketsuke01": {
        "application": ("/applications", "/applications/"),
    },
    "kyufu01": {
        "reimbursement": ("/reimbursements", "/reimbursements/case/"),
        "claim-file": ("/claims/imports", "/claims/imports/"),
        "schedule-day": ("/payments/schedule", "/payments/schedule/"),
        "run": ("/payments/runs", "/payments/runs/"),
    },
    "kacho01": {"decision": ("/decisions", "/decisions/")},
}
"""A case behind the first link of a list: the list, and how the link begins."""

LINKED = "*"
"""In the place of an address: the first one that links lead to, whose numbers are the town's own."""


@dataclass(frozen=True)
class Example:
    desk: Desk
    officer: str
    path: str


_found: dict[str, list[Example]] = {}
_studied: set[str] = set()
_dated: set[str] = set()
"""Routes of which an example with a field of a date was studied."""


def found(desk: Desk) -> dict[str, list[Example]]:
    """The examples that walks came by at this desk, the newest first."""
    return {
        name: [one for one in reversed(all_) if one.desk is desk] for name, all_ in _found.items()
        if any(one.desk is desk for one in all_)}


def route(name: str) -> str:
    """The route of a golden on record."""
    return name.removeprefix("cases/")


def listed() -> set[str | None]:
    """The routes of the tables above."""
    pages = {coverage.route("GET", path) for pages in PAGES.values() for path in pages.values()}
    return pages | {
        coverage.route("GET", f"{start}1") for cases in CASES.values() for _, start in cases.values()}


def plain(desk: Desk, name: str) -> str:
    """The address of a page that needs nothing but a child of the town; else `LINKED`."""
    path = coverage.pattern(name)
    if path.startswith("/persons/"):
        path = path.replace(":person", people.entitled(desk.town)[0].child)
    return LINKED if ":" in path else path


_linked: dict[tuple[str, str], dict[str, str]] = {}


def linked(window: Window, officer: str) -> dict[str, str]:
    """The first address of every route that links lead this officer to."""
    import crawl  # It walks itself, with all that walks.

    desk = window.desk.address
    if (desk, officer) not in _linked:
        found: dict[str, str] = {}
        for address in crawl.addresses(window):
            found.setdefault(coverage.route("GET", address) or "", address.removeprefix(desk))
        _linked[desk, officer] = found
    return _linked[desk, officer]


def kept() -> list[tuple[str, str, str]]:
    """Name, officer and address of the pages on record."""
    lines = PLACES.read_text(encoding="utf-8").splitlines() if PLACES.exists() else []
    return [(name, officer, path) for name, officer, path in (line.split("\t") for line in lines)]


def makers() -> dict[str, str]:
    """The walk that makes the page of a route."""
    lines = MADE.read_text(encoding="utf-8").splitlines() if MADE.exists() else []
    return dict(line.split("\t") for line in lines)


def study(clerk: Clerk) -> None:
    """Looks at the page that an officer stands before, where no walk has looked at its kind."""
    name = checks.route_of(clerk.page)
    if name is None or name in checks.NOT_PAGES:
        return
    remember(name, Example(clerk.window.desk, clerk.officer, clerk.path))
    is_ours = (
        checks.is_full() and makers().get(name) == checks.walk()
        and not checks.is_met("U16", name))
    # One example of a route may show no field of a date, the next one does.
    has_dates = (
        checks.is_full() and not checks.is_met("U11", name) and name not in _dated
        and clerk.page.locator("main input[data-date][data-echo]:not([disabled])").count() > 0)
    is_known = not has_dates and (
        name in _studied or all(checks.is_met(one, name) for one in ("U1", "U5", "U8", "U10")))
    if is_known and not is_ours:
        return
    _studied.add(name)
    if has_dates:
        _dated.add(name)
    if not checks.is_full() and random.Random(f"{date.today()}{name}").randrange(SHARE):
        return
    with Window(
        clerk.browser, clerk.window.desk, storage_state=clerk.window.context.storage_state()
    ) as beside:
        try:
            look(clerk, beside, name, is_ours)
        except PlaywrightError as failure:
            # Work that ends shows its page anew.
            if "context was destroyed" not in str(failure):
                raise
            look(clerk, beside, name, is_ours)


def look(clerk: Clerk, beside: Window, name: str, is_ours: bool) -> None:
    page = beside.page
    response = page.goto(clerk.page.url)
    if response is None or checks.route_of(page) != name:
        return
    where = f"{clerk.officer} {name}"
    text = response.text()
    checks.look(text, name)
    page_rules.of_text(clerk.tally, text, where, name)
    page_rules.all_of(clerk.tally, page, where, response)
    clerk.check(not beside.complaints, f"{name}: コンソールに誤りがない", beside.complaints)
    if snapshot.is_recording() and checks.is_full() and not on_record(name):
        write_maker(name)
        is_ours = True
    if is_ours:
        page.wait_for_load_state("networkidle")
        snapshot.compare(
            clerk.tally, page, f"cases/{name}", snapshot.tree(page), clerk.officer)
    if checks.is_full() and not checks.is_met("U11", name):
        import dates  # It walks itself, with all that walks.

        dates.of_page(clerk.tally, page, where)


def remember(name: str, example: Example) -> None:
    list_ = _found.setdefault(name, [])
    if example not in list_:
        list_.append(example)
        del list_[:-MOST]


def on_record(name: str) -> bool:
    """Whether another walk holds the page of this route against its golden."""
    return (
        name in makers() or checks.is_met("U16", name) or name in listed()
        or name in {route(one) for one, _, _ in kept()})


def write_maker(name: str) -> None:
    MADE.parent.mkdir(exist_ok=True)
    lines = {**makers(), name: checks.walk()}
    MADE.write_text(
        "".join(f"{one}\t{walk}\n" for one, walk in sorted(lines.items())), encoding="utf-8")
