# SPDX-License-Identifier: Apache-2.0
"""A network that is gone, a log-in that is over, an answer that never came: what was typed stays, and
nothing comes twice."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, Route

import examples
import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally

WORDS = "通信が切れても残るメモ"


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("切れた通信、切れたログイン")
    child = people.entitled(desk.town)[3].child
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        path = f"/persons/{child}/memos"
        clerk.goto(path)
        without_network(clerk, path)
        answer_lost(clerk, path)
        log_in_over(clerk, path, desk)


def write(clerk: Clerk, words: str) -> None:
    clerk.page.locator("main textarea").first.fill(words)


def press(clerk: Clerk) -> None:
    clerk.press("F12")


def count(clerk: Clerk, path: str, words: str) -> int:
    clerk.goto(path)
    return clerk.page.locator("main").inner_text().count(words)


def without_network(clerk: Clerk, path: str) -> None:
    """The cable is out: the page says so and keeps everything; then one press is enough."""
    write(clerk, WORDS)
    clerk.window.context.set_offline(True)
    press(clerk)
    clerk.page.wait_for_selector("#offline")
    clerk.check(path in clerk.page.url, "つながらないときは画面に留まる", clerk.page.url)
    kept = clerk.page.locator("main textarea").first.input_value()
    clerk.check(kept == WORDS, "打ったものが残る", kept)
    focused = clerk.page.evaluate("document.activeElement.id")
    clerk.check(focused == "offline", "焦点が知らせにある", focused)
    clerk.read()
    clerk.window.context.set_offline(False)
    with clerk.page.expect_navigation():
        press(clerk)
    clerk.window.complaints.clear()
    clerk.check(count(clerk, path, WORDS) == 1, "つながってから押すと一度だけ書かれる")


def answer_lost(clerk: Clerk, path: str) -> None:
    """The server carried it out, but its answer was lost on the way: pressing again does nothing more."""
    words = "答えの届かなかったメモ"
    write(clerk, words)
    lost: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.fetch(max_redirects=0)
            route.abort("connectionreset")
        else:
            route.continue_()

    clerk.page.route("**/memos", lose)
    press(clerk)
    clerk.page.wait_for_timeout(1500)
    clerk.page.unroute("**/memos")
    clerk.check(len(lost) == 1, "一度は送られた", lost)
    # The page is still there, or the browser shows its own and asks to send again.
    if clerk.page.locator("main textarea").count():
        with clerk.page.expect_navigation():
            press(clerk)
    else:
        clerk.page.reload()
    clerk.window.complaints.clear()
    clerk.check(count(clerk, path, words) == 1, "もう一度送っても一度だけ")


def log_in_over(clerk: Clerk, path: str, desk: Desk) -> None:
    """The log-in ended in the meantime: after the next one the form is back as it was typed."""
    words = "ログインが切れても残るメモ"
    write(clerk, words)
    context = clerk.window.context
    cookies = context.cookies()
    secret = clerk.page.locator("form[action='/logout'] input[name=csrf]").get_attribute("value")
    context.request.post(
        "/logout", form={"csrf": secret or ""}, headers={"origin": desk.address})
    context.add_cookies(cookies)
    with clerk.page.expect_navigation():
        press(clerk)
    clerk.check("/login" in clerk.page.url, "ログインへ導く", clerk.page.url)
    officer = desk.officers[clerk.officer]
    clerk.page.fill("#officer", clerk.officer)
    clerk.page.fill("#password", officer.password)
    with clerk.page.expect_navigation():
        clerk.page.press("#password", "Enter")
    examples.study(clerk)
    clerk.sees("まだ送られていません", "まだ送られていないと言う")
    kept = clerk.page.locator("main textarea").first.input_value()
    clerk.check(kept == words, "打ったものが戻る", kept)
    with clerk.page.expect_navigation():
        press(clerk)
    clerk.window.complaints.clear()
    clerk.check(count(clerk, path, words) == 1, "もう一度押すと一度だけ書かれる")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
