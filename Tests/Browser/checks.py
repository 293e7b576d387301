# SPDX-License-Identifier: Apache-2.0
"""Which of the checks U1 to U16 met which page of the table of routes.

The walks note it as they go; each leaves its notes in `.build/browser`, and the table is made of the notes of
all of them: `scripts/run-browser full` at its end, `scripts/run-browser table` of walks that were run one by one."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, Response

import coverage
from desk import ROOT
from tally import Tally

NOTES = ROOT / ".build/browser"
TABLE = ROOT / "Tests/Browser/golden/checks.tsv"

NOT_PAGES: dict[str, str] = {
    "style": "CSS", "script": "JavaScript", "icon": "絵",
    "lookDate": "欄の言葉", "lookCode": "欄の言葉", "lookPerson": "欄の言葉",
    "lookInstitution": "欄の言葉", "lookChild": "欄の言葉",
    "importProgress": "進みの言葉", "jobProgress": "進みの言葉",
    "preview": "PDF", "paper": "PDF", "previewBatch": "PDF", "jobPaper": "PDF", "ledgerPaper": "PDF",
    "attachment": "添付のファイル", "registerFile": "添付のファイル",
    "casePaper": "登録した紙", "paperPage": "登録した紙", "practiceClaims": "練習のファイル",
}
"""Routes that answer with no page of ours, each with what it answers with."""

UNMET: dict[tuple[str, str], str] = {}
"""A check and a route that no walk brings together, each with the reason."""


@dataclass
class Notes:
    """What one walk has seen: checks by route, and what stands on the page of a route."""

    met: set[tuple[str, str]] = field(default_factory=set)
    facts: set[tuple[str, str]] = field(default_factory=set)


_all: dict[str, Notes] = {}
_walk = "run"


def is_full() -> bool:
    """Whether every screen is asked for; the gate looks at a few of each shape."""
    return os.environ.get("HAGUKUMI_BROWSER") == "full"


def begin(walk: str) -> None:
    global _walk
    _walk = walk
    _all[walk] = Notes()


def walk() -> str:
    """The walk that is under way."""
    return _walk


def notes() -> Notes:
    return _all.setdefault(_walk, Notes())


def is_met(check: str, route: str) -> bool:
    return any((check, route) in one.met for one in _all.values())


def met(check: str, route: str | None) -> None:
    if route:
        notes().met.add((check, route))


def route_of(page: Page) -> str | None:
    """The route whose page stands in the window: where it was asked for, not where a form came back."""
    shown = _shown.get(page)
    if shown is None or shown.request.method != "GET" or shown.status != 200:
        return None
    return coverage.route("GET", page.url)


def meet(check: str, page: Page) -> None:
    met(check, route_of(page))


def answer_of(page: Page) -> Response | None:
    """The answer that the page in a window is made of."""
    return _shown.get(page)


def form_of(page: Page) -> str | None:
    """The route of the form whose answer the page in a window is."""
    answer = answer_of(page)
    request = answer.request if answer else None
    while request is not None and request.method != "POST":
        request = request.redirected_from
    return coverage.route("POST", request.url) if request else None


_shown: dict[Page, Response] = {}


def hear(response: Response) -> None:
    """Remembers how the page in a window came there."""
    request = response.request
    if not request.is_navigation_request() or 300 <= response.status < 400:
        return
    try:
        frame = response.frame
    except PlaywrightError:
        return  # A tab that has only just been opened, or a paper in it: no page of ours.
    if frame.parent_frame is None:
        _shown[frame.page] = response


def write() -> None:
    """The notes of the walk that has just ended."""
    NOTES.mkdir(parents=True, exist_ok=True)
    one = notes()
    lines = [f"met\t{check}\t{route}" for check, route in sorted(one.met)]
    lines += [f"fact\t{fact}\t{route}" for fact, route in sorted(one.facts)]
    (NOTES / f"{_walk}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def forget() -> None:
    """A whole round begins without notes."""
    for file in NOTES.glob("*.tsv"):
        file.unlink()


def read(but: set[str]) -> None:
    """The notes of every walk that has left any; not of those that are to be walked anew."""
    for file in sorted(NOTES.glob("*.tsv")):
        if file.stem in but:
            continue
        one = _all.setdefault(file.stem, Notes())
        for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
            kind, what, route = line.split("\t")
            (one.met if kind == "met" else one.facts).add((what, route))


# What stands on a page, from its text

_FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>', re.I)


def look(text: str, route: str | None) -> None:
    """Remembers which checks a page can be asked about at all."""
    if not route:
        return
    facts = notes().facts
    facts.add(("page", route))
    if 'class="keys"' in text:
        facts.add(("keys", route))
    if re.search(r"<input[^>]*\bdata-date=", text):
        facts.add(("date", route))
    for form in _FORM.findall(text.partition("<main")[2] or text):
        action = re.search(r'action="([^"]*)"', form)
        name = coverage.route("POST", action.group(1).replace("&amp;", "&")) if action else None
        if name:
            facts.add((f"form:{name}", route))


def has(fact: str, route: str) -> bool:
    return any((fact, route) in one.facts for one in _all.values())


# The table

@dataclass(frozen=True)
class Check:
    name: str
    what: str
    asks: Callable[[set[str]], bool]
    """Whether the check has anything to ask of a page with these facts."""


def _forms(facts: set[str]) -> set[str]:
    return {fact.removeprefix("form:") for fact in facts if fact.startswith("form:")}


PAGE_CHECKS = [
    Check("U1", "axe", lambda _: True),
    Check("U4", "本物のキー", lambda facts: "keys" in facts),
    Check("U5", "焦点が帯に隠れない", lambda _: True),
    Check("U6", "断られた用紙", lambda facts: bool(_forms(facts) - coverage.NEVER_REFUSED.keys())),
    Check("U7", "二度送っても一度", lambda facts: bool(_forms(facts))),
    Check("U8", "CSP", lambda _: True),
    Check("U9", "スクリプトなし", lambda _: True),
    Check("U10", "色・動き・幅・文字", lambda _: True),
    Check("U11", "日付", lambda facts: "date" in facts),
    Check("U16", "読み上げの順", lambda _: True),
]
ELSEWHERE = {
    "U2": "strokes", "U3": "strokes・habits", "U12": "scripts/bench desk", "U13": "ImportTests・scripts/soak",
    "U14": "CsvRoundTripTests・BadFileTests・OutsideTests", "U15": "PressTests・NoticeTests"}
"""Checks of one piece of work and not of a page, and who makes them."""


def rows() -> list[tuple[str, str, dict[str, str]]]:
    """Every page of the table of routes: its name, its address, and a mark for each check."""
    facts: dict[str, set[str]] = {}
    for one in _all.values():
        for fact, route in one.facts:
            facts.setdefault(route, set()).add(fact)
    found = []
    for name, verb, path in coverage.paths():
        if verb != "GET" or name in NOT_PAGES:
            continue
        marks = {}
        for check in PAGE_CHECKS:
            if (check.name, name) in UNMET or name in coverage.UNMET:
                marks[check.name] = "除く"
            elif "page" in facts.get(name, set()) and not check.asks(facts[name]):
                marks[check.name] = "–"
            elif check.name == "U6" and not _holds("U6", name, facts.get(name, set())):
                # A form in the midst of work; `EveryFormTests` sends each of the desk's forms.
                marks[check.name] = "試験"
            else:
                marks[check.name] = "済" if _holds(check.name, name, facts.get(name, set())) else "未"
        found.append((name, path, marks))
    return found


def _holds(check: str, route: str, facts: set[str]) -> bool:
    if check == "U6":
        return "page" in facts and all(is_met("U6", form) for form in _forms(facts) - coverage.NEVER_REFUSED.keys())
    return is_met(check, route)


def report(tally: Tally, is_whole: bool) -> None:
    """One line a check; where every walk was walked, a page that no walk brought to it is a failure."""
    table = rows()
    for check in PAGE_CHECKS:
        marks = [marks[check.name] for _, _, marks in table]
        missing = [name for name, _, marks in table if marks[check.name] == "未"]
        print(f"  {check.name} {check.what}: 済 {marks.count('済')}、問うものがない {marks.count('–')}、"
              f"除く {marks.count('除く')}、未 {len(missing)}", flush=True)
        if is_whole:
            tally.check(not missing, f"{check.name} がどの画面でも確かめられた", "、".join(missing))
    if not is_whole:
        return
    known = {name for name, _, _ in table}
    stale = [one for one in UNMET if one[1] not in known] + [
        one for one in UNMET if is_met(*one)] + [
        name for name in coverage.UNMET if is_met("U1", name)]
    tally.check(not stale, "除くと書いたものは、ほんとうに除かれている", stale)
    path = TABLE if os.environ.get("RECORD") == "1" else NOTES / "table.txt"
    with path.open("w", encoding="utf-8", newline="") as lines:
        pen = csv.writer(lines, delimiter="\t", lineterminator="\n")
        pen.writerow(["route", "path", *(check.name for check in PAGE_CHECKS)])
        pen.writerows([name, path_, *marks.values()] for name, path_, marks in table)
    print(f"  表 {path.relative_to(ROOT)}", flush=True)
