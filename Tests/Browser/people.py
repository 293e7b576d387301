# SPDX-License-Identifier: Apache-2.0
"""Whom the walks are about, read from the files that the town came from."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Resident:
    number: str
    name: str
    kana: str
    born: str


@dataclass(frozen=True)
class Entitled:
    child: str
    recipient_number: str
    born: str
    recipient: str


def residents(town: Path) -> dict[str, Resident]:
    """Everybody by number, as the last file of the register has them; protected people left out."""
    people: dict[str, Resident] = {}
    for file in sorted((town / "in").glob("resident_*.csv"), key=lambda file: file.stem[-3:]):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                number = line["宛名番号"]
                people.pop(number, None)
                if line["住民状態"] == "1" and line["支援措置"] == "0":
                    people[number] = Resident(
                        number, line["氏名"], line["フリガナ"], line["生年月日"])
    return people


def postal_codes(town: Path) -> dict[str, str]:
    """The postcodes of the town, each with its one part of the town."""
    found: dict[str, set[str]] = {}
    file = sorted((town / "in").glob("resident_*.csv"))[0]
    with file.open(encoding="utf-8-sig", newline="") as lines:
        for line in csv.DictReader(lines):
            part = re.match(r"埼玉県見本市(\D+)", line["住所"])
            if line["支援措置"] == "0" and part:
                found.setdefault(line["郵便番号"], set()).add(part.group(1))
    return {code: min(parts) for code, parts in sorted(found.items()) if len(parts) == 1}


def write_postal_master(town: Path) -> tuple[Path, str, str, str]:
    """The national list of postcodes, for this town only; one code has two parts of the town. Returns
    the file, a code of one part with its address, and the code of two parts."""
    codes = list(postal_codes(town).items())
    (one, part), (two, _), (_, second) = codes[:3]
    rows = [*codes[:2], (two, second)] + codes[3:]
    file = town / "KEN_ALL.CSV"
    file.write_bytes("".join(
        f'11999,"{code[:3]}","{code}","ｻｲﾀﾏｹﾝ","ﾐﾎﾝｼ","","埼玉県","見本市","{name}",0,0,0,0,0,0\r\n'
        for code, name in rows).encode("cp932"))
    return file, one, f"埼玉県見本市{part}", two


def waiting_family(town: Path) -> list[Resident]:
    """The children of one family whose form was refused because papers never came."""
    people = residents(town)
    refused = [
        people[line["child"]] for line in _truth(town, "decisions")
        if line["outcome"] == "refused" and line["reason"] == "09" and line["child"] in people]
    if not refused:
        raise LookupError("書類のそろわなかった世帯が町にありません")
    surname = _surname(refused[0])
    return [child for child in refused if _surname(child) == surname]


def refused(town: Path) -> str:
    """A child whose form was refused, whose last decision this is, and who may be shown."""
    people = residents(town)
    last = {
        line["child"]: line["outcome"] for line in _truth(town, "decisions") if line["child"] in people}
    return next(child for child, outcome in last.items() if outcome == "refused")


def entitled(town: Path) -> list[Entitled]:
    """Children who are entitled today and may be shown."""
    people = residents(town)
    return [
        Entitled(line["child"], line["recipientNumber"], line["born"], line["recipient"])
        for line in _truth(town, "entitlements")
        if line["lapse"] is None and line["child"] in people and line["outpatientUntil"] > "2027"]


@dataclass(frozen=True)
class Treated:
    """A child who is entitled today, with the claims since a month that the town paid for."""

    child: Entitled
    points: int
    payable: int


def treated(town: Path, since: str) -> list[Treated]:
    """Entitled children with claims since the month, most points first; the first few of the town
    belong to other walks."""
    sums: dict[str, list[int]] = {}
    for line in _truth(town, "claims"):
        if line["month"] >= since and line["payable"] > 0:
            sum_ = sums.setdefault(line["child"], [0, 0])
            sum_[0] += line["points"]
            sum_[1] += line["payable"]
    found = [
        Treated(child, *sums[child.child]) for child in entitled(town)[6:] if child.child in sums]
    return sorted(found, key=lambda one: (-one.points, one.child.child))


def paid_receipt(town: Path) -> str:
    """The number of a reimbursement that was paid."""
    return [line["receipt"] for line in _truth(town, "reimbursements") if line["outcome"] == "paid"][0]


def claim_file(town: Path) -> Path:
    """A file of claims that the town's year has taken in."""
    return sorted((town / "in/claims/202602").glob("1_*.UKE"))[0]


def institution(town: Path) -> str:
    """A medical institution of the town."""
    return claim_file(town).stem[2:]


def _surname(person: Resident) -> str:
    return person.name.split("　")[0]


def _truth(town: Path, name: str) -> list[dict]:
    lines = (town / "truth" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
