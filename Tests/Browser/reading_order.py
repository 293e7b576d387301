# SPDX-License-Identifier: Apache-2.0
"""U16: the order in which a screen reader meets a page, against what is on record.

A page is written as the tree of its roles and names, figures folded to 0 and long lists cut to
their first rows, so that what is compared is the page and not the day. `RECORD=1` writes anew;
with `full` it also looks for pages of the table of routes that no record is kept of."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser

import coverage
import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally

FOLDER = Path(__file__).parent / "golden"
ROWS = 2
"""Rows of a list that are written out, the head not counted."""
PLACES = FOLDER / "pages.tsv"
"""The other pages of the table of routes: name, who opens it, address. `RECORD=1 full` writes it."""
LOGS = {"log", "oversight"}
"""Pages whose rows are what this walk itself has just done: they are left out."""
FEW = {"search", "intake", "decisions", "reimbursements-new", "keyboard"}
"""The pages of the gate; all of them with `full`."""

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


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("U16 読み上げの順")
    child = people.entitled(desk.town)[0].child
    for officer, pages in PAGES.items():
        wanted = {
            name: path for name, path in pages.items() if run.is_full() or name in FEW}
        if run.is_full():
            with Clerk(browser, desk, tally, officer) as clerk:
                wanted |= behind(clerk, CASES.get(officer, {})) | others(clerk)
        if not wanted:
            continue
        with Clerk(browser, desk, tally, officer) as clerk:
            for name, path in wanted.items():
                response = clerk.goto(path.format(child=child))
                if not clerk.check(
                    response is not None and response.status == 200, f"{path} が開く",
                    response and response.status
                ):
                    clerk.window.expected()
                    continue
                # What is said under a field comes a moment later.
                clerk.page.wait_for_load_state("networkidle")
                compare(clerk, name, tree(clerk, name == "home", -1 if name in LOGS else ROWS))


def behind(clerk: Clerk, cases: dict[str, tuple[str, str]]) -> dict[str, str]:
    """The cases, by the address of the first link to one."""
    found: dict[str, str] = {}
    for name, (place, start) in cases.items():
        clerk.goto(place)
        links = clerk.page.eval_on_selector_all(
            f'main a[href^="{start}"]', "all => all.map(one => one.getAttribute('href'))")
        if clerk.check(links, f"{place}: 開く一件がある", start):
            found[name] = links[0]
    return found


def others(clerk: Clerk) -> dict[str, str]:
    """Pages without a parameter that are in no table above; kept with whoever opens them first."""
    lines = PLACES.read_text(encoding="utf-8").splitlines() if PLACES.exists() else []
    kept = [line.split("\t") for line in lines]
    if os.environ.get("RECORD") == "1":
        taken = {path for pages in PAGES.values() for path in pages.values()}
        taken |= {path for _, officer, path in kept if officer != clerk.officer}
        kept = [line for line in kept if line[1] != clerk.officer]
        for name, verb, path in coverage.paths():
            if verb != "GET" or ":" in path or path in taken:
                continue
            answer = clerk.window.context.request.get(
                clerk.window.desk.address + path, timeout=60_000)
            is_page = "text/html" in answer.headers.get("content-type", "")
            if answer.ok and is_page and answer.url.endswith(path):
                kept.append([name, clerk.officer, path])
        PLACES.write_text("".join("\t".join(line) + "\n" for line in kept), encoding="utf-8")
    return {name: path for name, officer, path in kept if officer == clerk.officer}


def tree(clerk: Clerk, whole: bool, rows: int) -> str:
    """The page as a screen reader walks it, without what changes from day to day."""
    lines: list[str] = []
    counted: dict[int, int] = {}
    skipped: int | None = None
    # The frame is the same everywhere and stands in one of them.
    places = ["body"] if whole else ["main", "nav.keys"]
    text = "\n".join(clerk.page.locator(place).first.aria_snapshot() for place in places
        # A page before the log-in has no keys.
        if clerk.page.locator(place).count())
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        if skipped is not None and depth > skipped:
            continue
        skipped = None
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        words = line.strip()
        role = words.removeprefix("- ").split(" ")[0].rstrip(":")
        if role in ("row", "listitem"):
            counted[depth] = counted.get(depth, 0) + 1
            if counted[depth] > rows + 1:
                skipped = depth
                continue
        else:
            counted.pop(depth, None)
        if role in ("row", "cell", "rowheader") and len(words) > 60:
            words = words[:60] + "…"
        if re.match(r"- /url:", words):
            words = re.sub(r"[?&](on|known|from|day)=[^&\s]*", "", words)
        lines.append(" " * depth + re.sub(r"[0-9a-f]{36,}", "key", words))
    # What the last run of the tests said of a measure is not the page's doing.
    text = re.sub("証明済み|試験が失敗|結果の記録なし", "（試験の結果）", "\n".join(lines))
    # Keys of the bar and levels of headings stay; every other figure is a 0.
    return re.sub(r"(?<![F=\d])\d+", "0", text) + "\n"


def compare(clerk: Clerk, name: str, found: str) -> None:
    file = FOLDER / f"{name}.aria"
    if os.environ.get("RECORD") == "1":
        FOLDER.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
        clerk.check(True, f"{name} を記録した")
        return
    known = file.read_text(encoding="utf-8") if file.exists() else ""
    if found == known:
        clerk.check(True, f"{name}: 読み上げの順が変わらない")
        return
    before, after = known.splitlines(), found.splitlines()
    at = next(
        (i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
    clerk.check(
        False, f"{name}: 読み上げの順が変わらない（直したものなら RECORD=1 で書き直す）",
        f"{at + 1}行目\n      前 {before[at:at + 3]}\n      今 {after[at:at + 3]}")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
