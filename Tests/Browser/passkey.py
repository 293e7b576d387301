# SPDX-License-Identifier: Apache-2.0
"""The log-in with an authenticator, end to end: ticket of two officers, registration, log-in,
fresh proof before a sensitive act, pause and resume, log-out; and what must not open the door."""

from __future__ import annotations

import sys
from urllib.parse import parse_qs

from playwright.sync_api import Browser, Page, Request

import checks
import page_rules
import run
import snapshot
from authenticator import LESS_CAREFUL, Authenticator
from desk import Desk
from keyed_desk import KeyedDesk
from tally import Tally
from window import Window

ASK = "form[data-passkey] button"


def walk(_: Desk | None, browser: Browser, tally: Tally) -> None:
    tally.chapter("認証器でのログイン")
    with KeyedDesk() as desk:
        with Window(browser, desk) as admin, Window(browser, desk) as head:
            registered = first_officers(admin, head, desk, tally)
            third_officer(browser, desk, tally, admin, head)
            sensitive(admin, desk, tally)
            pause(admin, desk, tally)
            leave(admin, tally)
            known = registered.credentials()[0]
            wrong(browser, desk, tally, known)
        killed(browser, desk, tally, known)
        no_password_alone(browser, desk, tally)


def password(page: Page, desk: KeyedDesk, officer: str) -> None:
    page.goto("/login")
    page.fill("#officer", officer)
    page.fill("#password", desk.officers[officer].password)
    with page.expect_navigation():
        page.press("#password", "Enter")


def looked_at(tally: Tally, page: Page, where: str) -> None:
    """A page of the door; nobody has a bar of keys here yet, or it rests."""
    page_rules.all_of(tally, page, where, checks.answer_of(page))
    name = checks.route_of(page)
    if name:
        text = page.content()
        checks.look(text, name)
        page_rules.of_text(tally, text, where, name)
        if run.is_full():
            snapshot.compare(tally, page, f"cases/{name}", snapshot.tree(page), where)


def ask(page: Page) -> None:
    """Presses the button that asks the authenticator, and waits for the page that follows."""
    with page.expect_navigation():
        page.click(ASK)


def is_in(page: Page) -> bool:
    return page.locator("header .who").count() == 1


def register(page: Page, desk: KeyedDesk, tally: Tally, officer: str, words: str) -> None:
    password(page, desk, officer)
    tally.need("/login/register" in page.url, f"{officer}: 認証器がない人は登録へ導かれる", page.url)
    looked_at(tally, page, "認証器の登録")
    page.fill("#ticket", "ちがう-ことば")
    page.press("#ticket", "Enter")
    page.wait_for_selector(".banner.error")
    tally.check(page.locator(ASK).count() == 0, f"{officer}: 違う言葉では登録できない")
    page.fill("#ticket", words)
    page.press("#ticket", "Enter")
    page.wait_for_selector(ASK)
    ask(page)
    tally.need(is_in(page), f"{officer}: 登録票と認証器で登録し、ログインする", page.inner_text("main"))


def first_officers(
    admin: Window, head: Window, desk: KeyedDesk, tally: Tally
) -> Authenticator:
    mine = Authenticator(admin.page, resident=True)
    register(admin.page, desk, tally, "kanri01", desk.tickets["kanri01"])
    Authenticator(head.page)
    register(head.page, desk, tally, "kacho01", desk.tickets["kacho01"])
    admin.expected(9)
    head.expected(9)
    return mine


def third_officer(
    browser: Browser, desk: KeyedDesk, tally: Tally, admin: Window, head: Window
) -> None:
    """3010: one officer issues the ticket, another confirms it, the new one registers."""
    page = admin.page
    page.goto("/officers")
    page.fill("#officer", "shinnin")
    page.fill("#reason", "着任")
    with page.expect_navigation():
        page.click("#ticket-form button[type=submit]")
    said = page.inner_text(".messages")
    words = said.split("言葉は ")[1].split(" です")[0] if "言葉は " in said else ""
    tally.need(len(words) > 10, "登録票の言葉が一度だけ示される", said)
    own = page.locator("form[action^='/officers/tickets/'] button").count()
    tally.check(own == 0, "発行した本人には確認のボタンがない", own)
    with Window(browser, desk) as early:
        Authenticator(early.page)
        password(early.page, desk, "shinnin")
        early.page.fill("#ticket", words)
        early.page.press("#ticket", "Enter")
        early.page.wait_for_selector(".banner.error")
        tally.check(early.page.locator(ASK).count() == 0, "二人目が確認するまで登録できない")
    head.page.goto("/officers")
    with head.page.expect_navigation():
        head.page.locator("form[action^='/officers/tickets/'] button").first.click()
    tally.check("確認しました" in head.page.inner_text(".messages"), "二人目が確認する")
    with Window(browser, desk) as new:
        Authenticator(new.page)
        register(new.page, desk, tally, "shinnin", words)
        with new.page.expect_navigation():
            new.page.click("form[action='/logout'] button")
        password(new.page, desk, "shinnin")
        tally.need("/login/passkey" in new.page.url, "次からは認証器を求められる", new.page.url)
        tally.check(not is_in(new.page), "パスワードだけでは入れない")
        looked_at(tally, new.page, "認証器の確認")
        ask(new.page)
        tally.check(is_in(new.page), "パスワードと認証器で入る")
        new.page.goto("/login")


def sensitive(admin: Window, desk: KeyedDesk, tally: Tally) -> None:
    """A sensitive act asks for a fresh proof, and then it is done once."""
    page = admin.page
    desk.age_proofs(6)
    page.goto("/officers")
    page.fill("#officer", "kyufu01")
    page.fill("#reason", "着任")
    with page.expect_navigation():
        page.click("#ticket-form button[type=submit]")
    tally.need("/prove" in page.url, "大切な操作の前に、認証器をもう一度求める", page.url)
    looked_at(tally, page, "本人の確認")
    issued = [one for one in desk.log() if one[0] == "allowPasskey" and one[2] == "着任"]
    ask(page)
    tally.check("/prove" not in page.url and is_in(page), "確かめると続きへ戻る", page.url)
    tally.check(
        page.locator("#officer").input_value() == "kyufu01", "打ったものが残っている",
        page.inner_text("main")[:300])
    with page.expect_navigation():
        page.click("#ticket-form button[type=submit]")
    tally.check("登録票の言葉は" in page.inner_text(".messages"), "もう一度送ると行われる")
    tally.check(len(issued) >= 1, "断られた操作も記録に残る", issued)
    admin.expected(9)


def pause(admin: Window, desk: KeyedDesk, tally: Tally) -> None:
    """After ten minutes without work the page is closed; the authenticator alone opens it."""
    page = admin.page
    page.goto("/officers")
    desk.pass_minutes(11)
    page.goto("/officers")
    tally.need("/prove" in page.url and "pause=yes" in page.url, "10分で閉じる", page.url)
    tally.check("新任" not in page.content(), "閉じた画面には何も残らない")
    ask(page)
    tally.check(
        is_in(page) and page.url.endswith("/officers"), "認証器だけで続きから始められる", page.url)


def leave(admin: Window, tally: Tally) -> None:
    page = admin.page
    with page.expect_navigation():
        page.click("form[action='/logout'] button")
    page.goto("/officers")
    tally.check("/login" in page.url, "ログアウトの後は入口へ戻る", page.url)


def wrong(
    browser: Browser, desk: KeyedDesk, tally: Tally, known: dict[str, object]
) -> None:
    """No finger, another authenticator, an answer of before: none of them opens the door."""
    mine = known
    with Window(browser, desk) as window:
        page = window.page
        page.add_init_script(f"({LESS_CAREFUL})()")
        finger = Authenticator(page, verifies=False)
        finger.holds(mine)
        password(page, desk, "kanri01")
        page.click(ASK)
        page.wait_for_selector("[data-passkey-problem]:not([hidden])")
        tally.check(not is_in(page), "指紋が合わなければブラウザーが答えない")
        page.evaluate("window.verification = 'discouraged'")
        ask(page)
        refused(page, tally, "本人確認のない答えは断られる")
        finger.remove()

        other = Authenticator(page, resident=True)
        stranger = {**mine, "credentialId": "AAECAwQFBgcICQoLDA0ODw==", "isResidentCredential": True,
                    "userHandle": "a2FucmkwMQ=="}
        other.holds(stranger)
        password(page, desk, "kanri01")
        page.evaluate("window.anyKey = true")
        ask(page)
        refused(page, tally, "登録のない認証器の答えは断られる")
        other.remove()

        right = Authenticator(page)
        right.holds({**mine, "signCount": int(str(mine["signCount"])) + 10})
        sent: list[dict[str, list[str]]] = []

        def hear(request: Request) -> None:
            if request.method == "POST" and request.url.endswith("/login/passkey"):
                sent.append(parse_qs(request.post_data or ""))

        page.on("request", hear)
        password(page, desk, "kanri01")
        ask(page)
        tally.need(is_in(page) and len(sent) == 1, "正しい答えでは入る", page.url)
        password(page, desk, "kanri01")
        page.evaluate(
            """(answer) => { const form = document.querySelector('form[data-passkey]');
              for (const name of ['id', 'client', 'data', 'signature'])
                form.elements[name].value = answer[name][0];
              form.submit(); }""", sent[0])
        page.wait_for_load_state()
        refused(page, tally, "前の答えをもう一度送っても断られる")
        window.expected(9)


def refused(page: Page, tally: Tally, what: str) -> None:
    page.wait_for_selector(".banner.error")
    tally.check(not is_in(page) and "E-" in page.inner_text("main"), what, page.inner_text("main"))


def no_password_alone(browser: Browser, desk: KeyedDesk, tally: Tally) -> None:
    """Right passwords of everybody, and still nobody is in."""
    with Window(browser, desk) as window:
        for officer in desk.officers:
            password(window.page, desk, officer)
            window.page.goto("/")
            tally.check("/login" in window.page.url, f"{officer}: パスワードだけでは入れない")
        window.expected(9)
    codes = [one for one in desk.log() if one[0] == "login"]
    tally.check(len(codes) >= 8, "どの試みも記録に残る", len(codes))


def killed(
    browser: Browser, desk: KeyedDesk, tally: Tally, known: dict[str, object]
) -> None:
    """A log-in that was open when the power went off has an end in the log (R-74)."""
    with Window(browser, desk) as window:
        page = window.page
        Authenticator(page).holds({**known, "signCount": int(str(known["signCount"])) + 1_000})
        password(page, desk, "kanri01")
        ask(page)
        tally.need(is_in(page), "ログインしている", page.url)
        desk.kill()
        tally.check(desk.open_sessions() > 0, "電源が切れたとき、終わりのない利用がある")
        desk.start_again()
        tally.check(desk.open_sessions() == 0, "開き直すと、すべての利用に終わりが記録される")
        page.goto("/officers")
        tally.check("/login" in page.url, "前の利用では続けられない", page.url)
        window.complaints.clear()


if __name__ == "__main__":
    sys.exit(run.alone(walk))
