# SPDX-License-Identifier: Apache-2.0
"""Checks the service of System 2 from outside: the document, and numbering under kills.

    run.py            the part of the gate: 5,000 requests over 500 people, 10 kills
    run.py soak       the whole: 200,000 requests over 20,000 people, 300 kills
    run.py document | numbering   one of the two (with `soak`, its large size)"""

from __future__ import annotations

import os
import sys
import time

from document import check
from service import Service
from soak import Soak

SEED = int(os.environ.get("SEED", "20251125"))


def main(words: list[str]) -> int:
    is_soak = "soak" in words
    parts = [word for word in words if word in ("document", "numbering")] or ["document", "numbering"]
    failed = 0
    for part in parts:
        begun = time.monotonic()
        with Service() as service:
            if part == "document":
                examples = 300 if is_soak else 12
                print(f"OpenAPI 文書(1操作 {examples} 例、種 {SEED})", flush=True)
                wrong = check(service, examples, SEED)
                said = ""
            else:
                sizes = (200_000, 20_000, 300) if is_soak else (5_000, 500, 10)
                soak = Soak(service, *sizes, clients=8, seed=SEED)
                print("付番 {:,} 依頼、{:,} 人、強制終了 {:,} 回、8 接続、種 {}".format(*sizes, SEED), flush=True)
                wrong = soak.run()
                said = f"答え {soak.done:,}、やり直し {soak.told.repeated:,}、" \
                       f"付番 {soak.told.outcomes['付番']:,}、付番済 {soak.told.outcomes['付番済']:,}"
        print(f"  {said} {time.monotonic() - begun:.0f}秒", flush=True)
        for one in wrong:
            print("誤り: " + one, flush=True)
        failed += len(wrong)
    print("0 findings" if failed == 0 else f"{failed} findings", flush=True)
    return 0 if failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
