# SPDX-License-Identifier: Apache-2.0
"""The pages that a town in the midst of its year never has: what the old system kept is moved over (3150), the
income of parents is recorded (1021), a survey has been answered by enough officers (3070), and years later what
is due is erased and certified (3060). On a city that has only just begun."""

from __future__ import annotations

import csv
import re
import sys
from datetime import date, timedelta

from playwright.sync_api import Browser

import checks
import headed
import people
import run
from clerk import Clerk
from desk import Desk
from empty_desk import OFFICERS, EmptyDesk
from tally import Tally
from window import Window


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    if not run.is_full():
        return
    with EmptyDesk(desk.town) as city:
        child = migrate(city, browser, tally)
        tally.chapter("所得: 証明書の内容を記録する")
        with Clerk(browser, city, tally, "uketsuke01") as clerk:
            income(clerk, child)
        survey(city, browser, tally)
        hold(city, browser, tally, child)
        headed.of_walk(city, tally)
        city.pass_years(8)
        erase(city, browser, tally)
        headed.of_walk(city, tally)


# 移行

HEADERS = {
    "persons": "宛名番号,氏名,氏名カナ,生年月日,性別",
    "decisions": "決定番号,児童宛名番号,受給者宛名番号,受給者番号,申請種別,申請理由,申請年月日,職権フラグ,異動年月日,決定年月日,"
    "効力発生日,決定結果,決定理由,有効期間開始,有効期間終了の翌日,有効期間入院開始,有効期間入院終了の翌日,決定者",
    "certificates": "証番号,児童宛名番号,受給者番号,交付年月日,有効期間開始,有効期間終了の翌日,有効期間入院開始,"
    "有効期間入院終了の翌日,返還年月日",
}


def write_old_files(city: EmptyDesk) -> str:
    """One child of the register, as the old system knew it. Returns its number."""
    with city.residents.open(encoding="utf-8-sig", newline="") as lines:
        everybody = {
            line["宛名番号"]: line for line in csv.DictReader(lines)
            if line["住民状態"] == "1" and line["支援措置"] == "0"}
    child = next(
        one for one in everybody.values()
        if "20200402" <= one["生年月日"] < "20240101" and one["母の宛名番号"] in everybody)
    mother = everybody[child["母の宛名番号"]]
    number = people.entitled(city.town)[0].recipient_number
    born = child["生年月日"]
    last = int(born[:4]) + 18 + (born[4:] >= "0402")
    span = f"{born},{last}0401"
    rows = {
        "persons": [
            ",".join(one[key] for key in ("宛名番号", "氏名", "フリガナ", "生年月日", "性別")) for one in (child, mother)],
        "decisions": [
            f"D1,{child['宛名番号']},{mother['宛名番号']},{number},01,01,{born},0,,{born},{born},1,00,{span},{span},旧担当"],
        "certificates": [f"4711,{child['宛名番号']},{number},{born},{span},{span},"],
    }
    folder = city.data / "migration"
    folder.mkdir(exist_ok=True)
    for name, header in HEADERS.items():
        lines = [f"検証用表示,{header}", *(f"検証用,{row}" for row in rows[name])]
        (folder / f"{name}.csv").write_bytes(("\r\n".join(lines) + "\r\n").encode())
    return child["宛名番号"]


def migrate(city: EmptyDesk, browser: Browser, tally: Tally) -> str:
    """Tried, proposed, decided by another officer, carried out."""
    tally.chapter("移行: 試し、起案し、別の職員が決裁し、実行する")
    child = write_old_files(city)
    with Clerk(browser, city, tally, "kanri01") as clerk:
        clerk.jump("3150")
        clerk.sees("decisions.csv", "置いたファイルを示す")
        clerk.go("F9")
        clerk.sees_problem("名称のない試し移行")
        clerk.fill(name="旧システム", cutover="R8.10.1")
        clerk.go("F9")
        until(clerk, "/migration", "試し済み")
        clerk.click("a[href^='/migration/one/']")
        clerk.must_see("差異報告")
        clerk.check(clerk.page.locator(".flag", has_text=re.compile("^差$")).count() == 0, "説明のつかない差がない", clerk.words)
        trial = clerk.path.split("?")[0]
        clerk.send(clerk.page.locator("#propose-form"))
        clerk.sees_problem("理由のない起案")
        clerk.fill(reason="切替のため")
        clerk.send(clerk.page.locator("#propose-form"))
        clerk.must_see("決裁待ち")
    with Clerk(browser, city, tally, "kacho01") as head:
        head.goto(trial)
        head.click("#decide-form button[value=approve]")
        head.must_see("決裁済み")
        head.goto(f"{trial}/sample")
        head.sees(child, "児童を並べて比べる")
    with Clerk(browser, city, tally, "kanri01") as clerk:
        clerk.goto(trial)
        clerk.send(clerk.page.locator("#load-form"))
        until(clerk, trial, "差異報告（実行の後）")
    return child


def until(clerk: Clerk, path: str, words: str) -> None:
    """Work goes on behind the page."""
    for _ in range(100):
        clerk.page.goto(path)
        if words in clerk.words:
            return
        clerk.page.wait_for_timeout(200)
    clerk.must_see(words)


def income(clerk: Clerk, child: str) -> None:
    """What a certificate says of a parent."""
    clerk.goto(f"/persons/{child}/income")
    form = clerk.page.locator("#income-record")
    clerk.need(form.count(), "所得を記録できる", clerk.words[:500])
    clerk.send(form)
    clerk.sees_problem("何も書いていない所得")
    clerk.page.select_option("#status", label="課税")
    clerk.fill(year="2026", income="3000000", levy="90000", dependants="1", seen=".")
    clerk.send(form)
    clerk.check(clerk.page.locator(".banner.success").count(), "所得を記録した", clerk.words[:500])
    clerk.sees("3,000,000", "記録した所得が並ぶ")


# 意識調査

def survey(city: EmptyDesk, browser: Browser, tally: Tally) -> None:
    """Asked of everybody; the sums are shown when ten have answered, and not before."""
    tally.chapter("意識調査: 十人が答え、合計だけを見る")
    with Clerk(browser, city, tally, "kanri01") as clerk:
        clerk.goto("/registers/survey")
        clerk.unfold("新しく記入する")
        clerk.fill(
            f_year="8", f_title="情報セキュリティ意識調査", f_from=".",
            f_until=(date.today() + timedelta(days=30)).isoformat(),
            f_questions="離席するとき画面を閉じますか：いつも;ときどき\n持出しの手順を知っていますか：はい;いいえ")
        clerk.send(clerk.page.locator("#enter-form"))
        clerk.need(checks.route_of(clerk.page) == "registerRecord", "調査の画面が開く", (clerk.path, clerk.words[:600]))
        record = clerk.path.split("?")[0]
        clerk.send(clerk.unfold("有効にする"))
        clerk.must_see("有効", "調査が始まる")
        for name in OFFICERS:
            with Window(browser, city) as one:
                answer(one, name)
        clerk.goto(record)
        clerk.click("a.button:has-text('結果を見る')")
        clerk.must_see(f"{len(OFFICERS)}人が答えました", "合計が出る")


def answer(one: Window, officer: str) -> None:
    page = one.enter(officer).page
    page.goto("/circulars")
    form = page.locator("form[action^='/surveys/']")
    for group in ("q0", "q1"):
        form.locator(f"input[name={group}]").first.check()
    with page.expect_navigation():
        form.locator("button.main").click()


# 消去

def hold(city: EmptyDesk, browser: Browser, tally: Tally, child: str) -> None:
    """Held for a lawsuit and let go: a note that is due itself when its years have passed."""
    tally.chapter("消去: 停止を置き、解除し、八年の後に起案し、決裁し、実行し、証明書を見る")
    with Clerk(browser, city, tally, "kanri01") as clerk:
        clerk.jump("3060")
        form = clerk.unfold("消去の停止を置く")
        clerk.fill(subject=child, reference="令8(ワ)9", reason="訴訟のため")
        clerk.page.select_option("#cause", label="訴訟")
        clerk.send(form)
        clerk.must_see("消去の停止を置きました")
    with Clerk(browser, city, tally, "kacho01") as head:
        head.jump("3060")
        form = head.page.locator("form[action$='/release']")
        form.locator("input[name=reason]").fill("判決が確定した")
        head.send(form)
        head.must_see("消去の停止を解除しました")


def erase(city: EmptyDesk, browser: Browser, tally: Tally) -> None:
    with Clerk(browser, city, tally, "kanri02") as clerk:
        clerk.jump("3060")
        clerk.click("form[action='/retention/propose/casework'] button")
        clerk.must_see("消去を起案しました")
        clerk.sees("あなたの起案です", "起案した人は決裁できない")
        list_ = clerk.path.split("?")[0]
    with Clerk(browser, city, tally, "kacho02") as head:
        head.goto(list_)
        head.click("#decide-form button[value=release]")
        head.sees_problem("理由のない消去の決裁")
        head.page.locator("#decide-form [name=reason]").fill("期間満了")
        head.click("#decide-form button[value=release]")
        head.must_see("消去を決裁しました")
    with Clerk(browser, city, tally, "kanri02") as clerk:
        clerk.goto(list_)
        clerk.send(clerk.page.locator("#erase-form"))
        clerk.sees_problem("理由のない消去")
        clerk.page.locator("#erase-form [name=reason]").fill("期間満了")
        clerk.send(clerk.page.locator("#erase-form"))
        clerk.must_see("消去を始めました")
        until(clerk, list_, "消去の証明書を見る")
        clerk.click("a.button:has-text('消去の証明書を見る')")
        clerk.sees("指紋の根", "証明書に指紋がある")


if __name__ == "__main__":
    sys.exit(run.alone(walk))
