# SPDX-License-Identifier: Apache-2.0
"""The rules of the two published registrations of PMH, written apart from the product.

Sources: Digital Agency, 医療費助成対象者情報登録API(自治体) 0.1.1 (2024-03-25) and
医療費助成対象者差分履歴情報登録API (2024-07-08).
"""
import datetime
import re

ALNUM = re.compile(r"[0-9A-Za-z]+\Z")
DIGITS = re.compile(r"[0-9]+\Z")
CONDITIONS = re.compile(r"[0-9A-Za-z]+-[0-9A-Za-z]+(;[0-9A-Za-z]+-[0-9A-Za-z]+)*\Z")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

FIVE = ("name", "nameKana", "address", "dateOfBirth", "sex")
TEXTS = ("certificationSubKey", "segment", "incomeSegment", "designatedMedicalInstitutions")
COMMON = {
    "orgSpecificCertificateTypeId", "myNumber", "basicFiveInfo", "isNotDisclosed",
    "medicalSubsidyInsurerNumber", "certificationName", "medicalSubsidyRecipientNumber",
    "additionalConditions", "isAlwaysReimbursement", "maxCopaymentAmount", "validFrom",
    "validTo", "certificationDetail",
} | set(TEXTS)
DIFFERENCE = COMMON | {"historyKey", "isDeleted"}


class Broken(Exception):
    """A rule that a row breaks."""

    def __init__(self, field, rule, value=None):
        super().__init__(field, rule)
        self.field, self.rule, self.value = field, rule, value


def _text(row, key, required=False, least=1, most=None, pattern=None, prefix=""):
    name = prefix + key
    if key not in row:
        if required:
            raise Broken(name, "required")
        return None
    value = row[key]
    if not isinstance(value, str):
        raise Broken(name, "value", value)
    if value == "" and required:
        raise Broken(name, "required", value)
    if len(value) < least or (most is not None and len(value) > most):
        raise Broken(name, "length", value)
    if pattern is not None and not pattern.match(value):
        raise Broken(name, "characters", value)
    return value


def _date(row, key, prefix=""):
    value = _text(row, key, required=True, prefix=prefix)
    try:
        if not DATE.match(value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise Broken(prefix + key, "date", value) from None


def _flag(row, key):
    if key not in row:
        raise Broken(key, "required")
    if not isinstance(row[key], bool):
        raise Broken(key, "value", row[key])
    return row[key]


def _choice(row, key, choices, prefix=""):
    value = _text(row, key, required=True, prefix=prefix)
    if value not in choices:
        raise Broken(prefix + key, "value", value)
    return value


def check(row, difference, certificate_types):
    """Raises Broken for the first rule that the row breaks."""
    if not isinstance(row, dict):
        raise Broken("", "value")
    for key in sorted(row):
        if key not in (DIFFERENCE if difference else COMMON):
            raise Broken(key, "unknown")
    kind = _text(row, "orgSpecificCertificateTypeId", True, most=50, pattern=ALNUM)
    if certificate_types and kind not in certificate_types:
        # 制度マスタに先に登録する.
        raise Broken("orgSpecificCertificateTypeId", "value", kind)
    _text(row, "myNumber", True, least=12, most=12, pattern=DIGITS)
    five = row.get("basicFiveInfo")
    if five is None:
        raise Broken("basicFiveInfo", "required")
    if not isinstance(five, dict):
        raise Broken("basicFiveInfo", "value")
    for key in sorted(five):
        if key not in FIVE:
            raise Broken("basicFiveInfo." + key, "unknown")
    for key in ("name", "nameKana", "address"):
        _text(five, key, required=True, prefix="basicFiveInfo.")
    _date(five, "dateOfBirth", prefix="basicFiveInfo.")
    _choice(five, "sex", ("1", "2"), prefix="basicFiveInfo.")
    _flag(row, "isNotDisclosed")
    _text(row, "medicalSubsidyInsurerNumber", least=8, most=8, pattern=DIGITS)
    _text(row, "certificationName", True, most=100)
    _text(row, "medicalSubsidyRecipientNumber", most=30)
    for key in TEXTS:
        _text(row, key)
    _text(row, "additionalConditions", pattern=CONDITIONS)
    _choice(row, "isAlwaysReimbursement", ("0", "1"))
    if "maxCopaymentAmount" in row and not isinstance(row["maxCopaymentAmount"], dict):
        raise Broken("maxCopaymentAmount", "value")
    first = _date(row, "validFrom")
    if _date(row, "validTo") < first:
        raise Broken("validTo", "order")
    if difference:
        _text(row, "historyKey", required=True)
        _flag(row, "isDeleted")
    details = row.get("certificationDetail")
    if details is None:
        raise Broken("certificationDetail", "required")
    if not isinstance(details, list) or not all(isinstance(one, dict) for one in details):
        raise Broken("certificationDetail", "value")


def check_all(rows, difference, certificate_types):
    """The rules that the rows break: (index, Broken), one for each row at most."""
    found, keys = [], set()
    for index, row in enumerate(rows):
        try:
            check(row, difference, certificate_types)
            if difference:
                if row["historyKey"] in keys:
                    raise Broken("historyKey", "unique", row["historyKey"])
                keys.add(row["historyKey"])
        except Broken as broken:
            found.append((index, broken))
    return found
