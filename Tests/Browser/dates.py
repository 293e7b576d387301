# SPDX-License-Identifier: Apache-2.0
"""U11: every form of a date at every field of a date, and what is said under it."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, Page

import checks
import crawl
import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally
from window import Window

ONE = "令和6年2月5日（2024-02-05"
VECTORS: list[tuple[str, str]] = [
    ("R6.2.5", ONE), ("r6/2/5", ONE), ("Ｒ６．２．５", ONE), ("令和6年2月5日", ONE),
    ("R060205", ONE), ("5060205", ONE), ("20240205", ONE), ("2024-02-05", ONE),
    ("2024/2/5", ONE), ("R1.5.1", "令和元年5月1日（2019-05-01"),
    ("令和元年5月1日", "令和元年5月1日（2019-05-01"), ("R1.4.30", "令和は元年5月1日から"),
    ("H31.4.30", "平成31年4月30日（2019-04-30"), ("H31.5.1", "令和元年5月1日"),
    ("S64.1.7", "昭和64年1月7日（1989-01-07"), ("S64.1.8", "平成元年1月8日"),
    ("R6.2.30", "?"), ("060231", "?"), (".", "TODAY"), ("T", "TODAY"), ("あした", "?"), ("", "EMPTY"),
]
"""What is typed, and how what is said begins, or a part of it; `?` is any reason but a day."""

# Types into a field as a hand does, leaves it, and waits for what is said.
_SAY = """async ([id, text]) => {
  const field = document.getElementById(id);
  const place = document.getElementById(field.dataset.echo);
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.blur();
  for (let wait = 0; wait < 100 && !place.textContent; wait++) {
    if (!text) { await new Promise(done => setTimeout(done, 60)); break; }
    await new Promise(done => setTimeout(done, 20));
  }
  return { said: place.textContent, kept: field.value, empty: field.dataset.empty ?? "" };
}"""


_asked: set[tuple[str, str]] = set()
"""Pages by their shape, and fields that have been asked everything."""


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("U11 日付の書き方")
    for officer, paths in places(desk, browser).items():
        with Clerk(browser, desk, tally, officer) as clerk:
            for path in paths:
                clerk.goto(path)
                of_page(tally, clerk.page, f"{officer}: {clerk.path}")
    if run.is_full():
        with Clerk(browser, desk, tally, "uketsuke01") as clerk:
            for path, wanted in of_persons(desk).items():
                clerk.goto(path)
                found = of_page(tally, clerk.page, f"{clerk.officer}: {clerk.path}")
                clerk.check(wanted <= found, f"{path} に日付の欄がある", sorted(wanted - found))
    tally.check(len(_asked) >= 8, "日付の欄がある", len(_asked))
    print(f"  {len(_asked)}の欄で{len(VECTORS) + 1}通り", flush=True)


def of_page(tally: Tally, page: Page, where: str) -> set[str]:
    """Every field of a date on a page, folded ones too; which there are. A page of the same route that
    shows none today has not been asked."""
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    fields = page.evaluate(_FIELDS)
    for name, kind in fields:
        key = (crawl.shape(page.url), name)
        if key not in _asked:
            _asked.add(key)
            field(tally, page, f"{where} #{name}", name, kind)
    if fields:
        checks.meet("U11", page)
    bare = page.eval_on_selector_all(
        "main input[data-date]:not([data-echo])", "all => all.map(one => one.id)")
    tally.check(not bare, f"{where}: どの日付の欄も言葉で返す", bare)
    return {name for name, _ in fields}


# The fields of dates that somebody can type into, and what kind of date each wants.
_FIELDS = """() => [...document.querySelectorAll("main input[data-date][data-echo]")]
  .filter(one => !one.disabled && one.type !== "hidden").map(one => [one.id, one.dataset.date])"""


def places(desk: Desk, browser: Browser) -> dict[str, list[str]]:
    """The pages with a field of a date: a few, or every one that links lead to."""
    child = people.entitled(desk.town)[0].child
    if not run.is_full():
        return {
            "uketsuke01": [f"/persons/{child}/as-of", f"/persons/{child}/insurance", "/addressees"],
            "kyufu01": ["/claims/new"], "kansa01": ["/log"]}
    found: dict[str, list[str]] = {}
    for officer in crawl.ROLES:
        with Window(browser, desk) as window:
            page = window.enter(officer).page
            seen: set[str] = set()
            waiting = [page.url]
            while waiting and len(seen) < crawl.MOST:
                address = waiting.pop(0)
                kind = crawl.shape(address)
                if kind in seen:
                    continue
                seen.add(kind)
                page.goto(address)
                if page.locator("main input[data-date]").count():
                    found.setdefault(officer, []).append(address)
                waiting.extend(crawl.links_of(page.content(), desk.address))
    return found


def of_persons(desk: Desk) -> dict[str, set[str]]:
    """The pages of one person that no link leads to before a reason is given, each with the fields of dates
    that must stand there. What a change or a correction asks for hangs on the kind and on the decision."""
    child = people.entitled(desk.town)[0].child
    changes = {
        "recipient": {"cause"}, "insurance": {f"acquired-{child}"}, "account": set(), "name": {"cause"},
        "address": {"cause"}, "exclusion": {"began", "ended"}, "residence": {"began", "ended"}}
    return {
        **{f"/persons/{child}/change?what={kind}": {*names, "applied"} for kind, names in changes.items()},
        f"/persons/{child}/correction": {"out-from", "out-last", "in-from", "in-last"},
        f"/persons/{people.refused(desk.town)}/correction": {"ruled"},
    }


def field(tally: Tally, page: Page, where: str, name: str, kind: str) -> None:
    today = page.evaluate(_SAY, [name, "."])["said"].split("（")[0]
    tally.check(today.startswith("令和"), f"{where}: 「.」は今日", today)
    # Six digits: those of a child and of the office are 令和 or 平成, of others nobody knows.
    six = ("060205", ONE if kind in ("child", "past") else "?")
    for typed, wanted in [*VECTORS, six]:
        found = page.evaluate(_SAY, [name, typed])
        said = found["said"]
        if wanted == "TODAY":
            right = said.split("（")[0] == today
        elif wanted == "EMPTY":
            right = said == found["empty"]
        elif wanted == "?":
            right = bool(said) and "（20" not in said.split("候補")[0][:14]
        else:
            right = wanted in said
        tally.check(right, f"{where}: {typed} → {wanted}", said)
        tally.check(found["kept"] == typed, f"{where}: {typed} を残す", found["kept"])


if __name__ == "__main__":
    sys.exit(run.alone(walk))
