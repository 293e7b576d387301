# SPDX-License-Identifier: Apache-2.0
"""Looking for people, side by side, and as of a day; codes and the keys that choose them."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from playwright.sync_api import Browser, expect

import people
import run
from clerk import Clerk
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("検索の箱、世帯、時点、候補")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        boxes(clerk, desk)
        family(clerk, desk)
        as_of(clerk, desk)
        codes(clerk, desk)
        helps(clerk)
    with Clerk(browser, desk, tally, "kanri01") as admin:
        remap(admin, browser, desk, tally)


def phone_of(town: Path, number: str) -> str:
    """The telephone of somebody, as the file of the register has it."""
    for file in sorted((town / "in").glob("resident_*.csv"), reverse=True):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                if line["宛名番号"] == number:
                    return next(value for name, value in line.items() if "電話" in name)
    raise LookupError(number)


def ask(clerk: Clerk, text: str) -> None:
    clerk.page.goto("/search")
    clerk.page.fill("#q", text)
    clerk.go("Enter")


def boxes(clerk: Clerk, desk: Desk) -> None:
    """One box for everything, alone and together; the list leads to the person."""
    child = people.entitled(desk.town)[0].child
    person = people.residents(desk.town)[child]
    family, given = person.kana.split("　")
    half = "".join(chr(ord(one)) for one in family)
    phone = phone_of(desk.town, child)
    for text in (
        f"{family} {person.born}", f"{half} {person.born}", f"{person.name.split('　')[0]} {person.born}",
        f"{family} {phone}", f"{family} {given} {phone.replace('-', '')}", f"{person.born} {phone}",
        phone,
    ):
        ask(clerk, text)
        clerk.check(
            person.name.replace("　", " ") in clerk.words, f"「{text}」で見つかる", clerk.words[:300])
    ask(clerk, family)
    rows = clerk.page.locator("table.list tbody tr").count()
    ask(clerk, f"{family} {person.born}")
    narrowed = clerk.page.locator("table.list tbody tr").count()
    clerk.check(0 < narrowed <= rows <= 100, "足すと絞り込める", (rows, narrowed))
    ask(clerk, "ア")
    clerk.check(
        clerk.page.locator("table.list tbody tr").count() <= 100, "100人まで表示する")
    ask(clerk, "ヌヌヌヌ")
    clerk.sees("見つかりませんでした", "いないときは、どうするかを言う")
    # The keys of a list.
    ask(clerk, family)
    clerk.press("ArrowDown", "End")
    clerk.check(
        clerk.page.evaluate("[...document.querySelectorAll('table.list tbody tr')].at(-1)"
                            ".contains(document.activeElement)"), "Endで最後の行へ")
    clerk.press("Home")
    clerk.check(
        clerk.page.evaluate("document.querySelector('table.list tbody tr')"
                            ".contains(document.activeElement)"), "Homeで最初の行へ")
    clerk.go("Enter")
    clerk.check("台帳" in clerk.heading, "Enterで開く", clerk.heading)


def family(clerk: Clerk, desk: Desk) -> None:
    """1030: everybody of the household side by side; Space ticks the row."""
    child = people.waiting_family(desk.town)[0]
    clerk.goto(f"/persons/{child.number}/household")
    clerk.check(clerk.page.locator("table.list tbody tr").count() >= 2, "世帯の人が並ぶ")
    for word in ("続柄", "年齢・学年", "資格", "健康保険", "口座", "注意"):
        clerk.check(clerk.page.locator("thead th", has_text=word).count() == 1, f"「{word}」の列がある")
    clerk.page.locator("table.list tbody a", has_text=child.name).focus()
    clerk.press("Space")
    clerk.check(
        clerk.page.is_checked(f'input[name=child][value="{child.number}"]'), "Spaceで行を選ぶ")


def as_of(clerk: Clerk, desk: Desk) -> None:
    """1040: both times, what changed and who; F7 and F8 turn to the change before and after."""
    child = people.entitled(desk.town)[0].child
    clerk.goto(f"/persons/{child}/as-of")
    clerk.sees("変更の記録")
    rows = clerk.page.locator("table.list", has=clerk.page.locator("th", has_text="手続"))
    clerk.check(rows.locator("tbody tr").count() > 0, "変更が並ぶ")
    cells = rows.locator("tbody tr").first.locator("td").all_inner_texts()
    clerk.check(all(cells), "何が・いつから・どの手続で・だれが、が書いてある", cells)
    before = rows.locator("tbody tr").count()
    if "F7" in clerk.caps():
        clerk.go("F7")
        clerk.check("known=" in clerk.page.url, "F7で前の変更の日へ", clerk.page.url)
        now = clerk.page.locator("table.list", has=clerk.page.locator("th", has_text="手続"))
        clerk.check(now.locator("tbody tr").count() < before, "その日までの変更だけが並ぶ")
        clerk.go("F8")
        clerk.check("known=" in clerk.page.url, "F8で次の変更の日へ", clerk.page.url)
    clerk.page.fill("#known", "R1.5.1")
    clerk.go("F5")
    clerk.sees("この日までに記録された変更はありません", "何も知らなかった日は、そう言う")


def codes(clerk: Clerk, desk: Desk) -> None:
    """F4, zero padding, the name of a code, postcode to address."""
    child = people.entitled(desk.town)[0].child
    clerk.goto(f"/persons/{child}/accounts")
    clerk.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    clerk.need(clerk.page.locator("#bank").count() == 1, "銀行の欄がある")
    clerk.page.focus("#bank")
    clerk.press("F4")
    clerk.page.wait_for_selector("dialog[open] .choices-of-code button")
    clerk.read()
    first = clerk.page.locator(".choices-of-code button").first.inner_text()
    clerk.press("ArrowDown", "Enter")
    clerk.check(
        clerk.page.input_value("#bank") == first[:4], "F4の候補から選ぶ",
        clerk.page.input_value("#bank"))
    # The dialog closes first, on a busy machine not at once.
    clerk.page.wait_for_function("document.querySelector('dialog[open]') === null")
    clerk.page.wait_for_timeout(200)
    clerk.check(
        clerk.page.evaluate("document.activeElement.id") == "branch", "選ぶと次の欄へ")
    expect(clerk.page.locator("#bank-echo")).not_to_be_empty()
    clerk.check(clerk.page.inner_text("#bank-echo") in first, "コードの名が出る")
    clerk.press("F4")
    clerk.page.wait_for_selector("dialog[open] .choices-of-code button")
    clerk.press("Escape")
    # The dialog leaves the page in the turn after the key.
    expect(clerk.page.locator("dialog")).to_have_count(0)
    clerk.check(
        clerk.page.evaluate("document.activeElement.id") == "branch", "Escで閉じて欄に戻る")
    clerk.page.fill("#branch", "")
    clerk.page.focus("#branch")
    clerk.type("１")
    clerk.press("Enter")
    clerk.check(clerk.page.input_value("#branch") == "001", "Enterで0を補う")
    clerk.goto(f"/persons/{child}/addresses")
    clerk.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    clerk.need(clerk.page.locator("#mailing-postal").count() == 1, "郵便番号の欄がある")
    clerk.page.focus("#mailing-postal")
    clerk.type("000-0000")
    clerk.press("Enter")
    clerk.wait_for("#mailing-postal-echo", "一覧にない郵便番号です", "ない郵便番号はそう言う")
    postcodes(clerk, desk, child)


def postcodes(clerk: Clerk, desk: Desk, child: str) -> None:
    """A postcode of the list fills the address, as long as nobody has written one."""
    file, one, address, two = people.write_postal_master(desk.town)
    desk.take_master("postal-codes", file, "2025-04-01")

    def enter(code: str) -> None:
        clerk.page.fill("#mailing-postal", "")
        clerk.page.focus("#mailing-postal")
        clerk.type(code)
        clerk.press("Enter")

    def written() -> str:
        return clerk.page.input_value("#mailing-address")

    clerk.goto(f"/persons/{child}/addresses")
    clerk.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    clerk.page.fill("#mailing-address", "")
    enter(f"{one[:3]}-{one[3:]}")
    clerk.wait_for("#mailing-postal-echo", address, "郵便番号の町域を言葉で返す")
    clerk.check(written() == address, "郵便番号から住所が入る", written())
    clerk.read()
    # A code of two parts of the town fills nothing by itself; the candidates do.
    clerk.page.fill("#mailing-address", "")
    enter(two)
    clerk.wait_for("#mailing-postal-echo", "町域が2件あります", "二つの町域の郵便番号はそう言う")
    clerk.check(written() == "", "どちらかに決めつけない", written())
    clerk.page.focus("#mailing-postal")
    clerk.press("F4")
    clerk.page.wait_for_selector("dialog[open] .choices-of-code button")
    clerk.press("ArrowDown", "ArrowDown", "Enter")
    clerk.check(written().startswith("埼玉県見本市"), "F4の候補から町域を選ぶと住所が入る", written())
    # What somebody wrote is never written over.
    clerk.page.fill("#mailing-address", "隣市東町9番地")
    enter(one)
    clerk.page.wait_for_timeout(500)
    clerk.check(written() == "隣市東町9番地", "打ってある住所は変えない", written())


def helps(clerk: Clerk) -> None:
    """F1 opens over the page, says the rule with its article, and leaves what was typed."""
    clerk.goto("/search")
    clerk.page.fill("#q", "タナカ")
    clerk.press("F1")
    clerk.page.wait_for_selector("dialog[open]")
    words = clerk.page.inner_text("dialog")
    clerk.check("手順" in words and "評価書" in words and "根拠" in words, "案内に手順・決まり・根拠がある", words[:200])
    clerk.read()
    clerk.press("Escape")
    clerk.check(
        clerk.page.locator("dialog").count() == 0 and clerk.page.input_value("#q") == "タナカ",
        "閉じても打ったものが残る")


def remap(admin: Clerk, browser: Browser, desk: Desk, tally: Tally) -> None:
    """Another key for the candidates: the bar, the key and the help follow; then back again."""
    admin.jump("3160")
    admin.page.select_option("#key-search", "F8")
    admin.go("F12")
    admin.sees_problem("同じキーを二つに割り当てる")
    admin.page.select_option("#key-next", "F5")
    admin.go("F12")
    admin.sees("キーの割当てを変えました")
    with Clerk(browser, desk, tally, "uketsuke02") as clerk:
        clerk.goto("/search")
        clerk.check("F8" in clerk.caps() and "F5" not in clerk.caps(), "列がいまの割当てを示す", clerk.caps())
        clerk.page.fill("#q", "タナカ")
        clerk.go("F8")
        clerk.check("/search/" in clerk.page.url, "F8で検索する", clerk.page.url)
        clerk.goto("/keyboard")
        clerk.page.check('input[name=enter][value="plain"]')
        clerk.click("#enter-form button")
        clerk.check(
            clerk.page.get_attribute("body", "data-enter") == "plain", "Enterを自分だけブラウザーのままにする")
        clerk.page.check('input[name=enter][value="moves"]')
        clerk.click("#enter-form button")
    admin.goto("/keyboard")
    admin.page.select_option("#key-search", "F5")
    admin.page.select_option("#key-next", "F8")
    admin.go("F12")
    admin.check(admin.page.get_attribute("body", "data-keys") is None, "標準に戻る")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
