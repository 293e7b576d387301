# SPDX-License-Identifier: Apache-2.0
"""Once through the spine of the office by its forms, as its officers do."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser

import run
import spine_entitlement
import spine_money
from desk import Desk
from tally import Tally


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    spine_entitlement.walk(desk, browser, tally)
    spine_money.walk(desk, browser, tally)


if __name__ == "__main__":
    sys.exit(run.alone(walk))
