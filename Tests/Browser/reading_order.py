# SPDX-License-Identifier: Apache-2.0
"""U16: the order in which a screen reader meets a page, against what is on record.

A page is written as the tree of its roles and names, figures folded to 0 and long lists cut to
their first rows, so that what is compared is the page and not the day. `RECORD=1` writes anew;
with `full` it also looks for pages of the table of routes that no record is kept of."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import Browser

import checks
import coverage
import examples
import people
import run
import snapshot
from clerk import Clerk
from desk import Desk
from tally import Tally

LOGS = {"log", "oversight"}
"""Pages whose rows are what this walk itself has just done: they are left out."""
FEW = {"search", "intake", "decisions", "reimbursements-new", "keyboard"}
"""The pages of the gate; all of them with `full`."""

def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("U16 読み上げの順")
    child = people.entitled(desk.town)[0].child
    for officer, pages in examples.PAGES.items():
        wanted = {
            name: path for name, path in pages.items() if run.is_full() or name in FEW}
        if run.is_full():
            with Clerk(browser, desk, tally, officer) as clerk:
                wanted |= behind(clerk, examples.CASES.get(officer, {})) | others(clerk)
        if not wanted:
            continue
        with Clerk(browser, desk, tally, officer) as clerk:
            for name, path in wanted.items():
                if path == examples.LINKED:
                    path = examples.linked(clerk.window, officer).get(examples.route(name), "/")
                response = clerk.goto(path.format(child=child))
                if not clerk.check(
                    response is not None and response.status == 200, f"{path} が開く",
                    response and response.status
                ):
                    clerk.window.expected()
                    continue
                # What is said under a field comes a moment later.
                clerk.page.wait_for_load_state("networkidle")
                found = snapshot.tree(
                    clerk.page, name == "home", -1 if name in LOGS else snapshot.ROWS)
                snapshot.compare(tally, clerk.page, name, found, officer)


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
    """One page of every other route that links lead to; kept with whoever opens it first."""
    if snapshot.is_recording():
        record(clerk)
    return {name: path for name, officer, path in examples.kept() if officer == clerk.officer}


def record(clerk: Clerk) -> None:
    """Writes down which routes this officer shows that nobody before has shown."""
    kept = [one for one in examples.kept() if one[1] != clerk.officer]
    taken = examples.listed() | {examples.route(name) for name, _, _ in kept}
    for name, path in candidates(clerk):
        if name not in taken:
            taken.add(name)
            kept.append((f"cases/{name}" if ":" in coverage.pattern(name) else name, clerk.officer, path))
    examples.PLACES.write_text(
        "".join("\t".join(line) + "\n" for line in kept), encoding="utf-8")


def candidates(clerk: Clerk) -> list[tuple[str, str]]:
    """What this officer may open: the pages without a parameter, those of a child, and what links lead to."""
    desk, found = clerk.window.desk, []
    for name, verb, _ in coverage.paths():
        path = examples.plain(desk, name) if verb == "GET" and name not in checks.NOT_PAGES else examples.LINKED
        if path == examples.LINKED:
            continue
        answer = clerk.window.context.request.get(desk.address + path, timeout=60_000)
        is_page = "text/html" in answer.headers.get("content-type", "")
        if answer.ok and is_page and answer.url.endswith(path):
            found.append((name, path))
    # A key in an address is another one tomorrow.
    return found + [
        (name, examples.LINKED) for name, path in examples.linked(clerk.window, clerk.officer).items()
        if name and not re.search("[0-9a-f]{36}", path)]


if __name__ == "__main__":
    sys.exit(run.alone(walk))
