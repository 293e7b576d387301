#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 / written for this project; the software it measures keeps its own licence (see README.md).
"""Side-by-side peer measurement: OpenFisca-Core as a child-medical-expense rules engine.

What it does (one process, one core, vectorised numpy, as OpenFisca is meant to be used):
  * builds, in code, a small TaxBenefitSystem with the rules of a Japanese municipal child-medical-expense
    subsidy (age limit by school year, residence, insurance, public assistance, application month,
    copay rate by age, 10-yen rounding, high-cost cap, supplementary benefit, other public subsidy, own share),
    with date-versioned parameters (own share changes on 2024-10-01, outpatient age limit on 2025-01-01; ILLUSTRATIVE values);
  * generates N children x 12 months deterministically with SplitMix64 (same data can be made in any language);
  * computes eligibility and payable amount for every child and month and prints time, rows/s, peak memory
    and checksums that any other implementation must reproduce;
  * checks OpenFisca's result against an independent plain-Python scalar implementation on a sample,
    and against a plain numpy implementation of the same arithmetic on all rows;
  * also times: the dict/JSON input path (what OpenFisca's web API takes), and one-child what-if latency.

usage: peer_openfisca.py [N_children=100000] [--json N] [--latency N] [--repeat N] [--db] [--trace]
needs: pip install openfisca-core        (measured with 46.0.1, numpy 2.4.6, Python 3.11.7)
"""
import argparse, datetime, gc, json, os, resource, statistics, sys, tempfile, time, zlib
import numpy as np

T0 = time.perf_counter()
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.model_api import *          # noqa: Variable, MONTH, ETERNITY, ...
from openfisca_core.periods import MONTH, ETERNITY
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
T_IMPORT = time.perf_counter() - T0

MONTHS = [(2024, m) for m in range(4, 13)] + [(2025, m) for m in range(1, 4)]      # fiscal year 2024


def pkey(y, m):
    return "%04d-%02d" % (y, m)


# ------------------------------------------------------------------ deterministic data (portable)
MASK = np.uint64(0xFFFFFFFFFFFFFFFF)


def splitmix(x):
    x = (x + np.uint64(0x9E3779B97F4A7C15)) & MASK
    z = x
    z = ((z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)) & MASK
    z = ((z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)) & MASK
    return z ^ (z >> np.uint64(31))


def h(i, k):
    """hash of child i (array), stream k -> uint64"""
    with np.errstate(over="ignore"):
        return splitmix(i.astype(np.uint64) * np.uint64(1024) + np.uint64(k))


def make_data(n):
    i = np.arange(n)
    epoch = np.datetime64("2005-04-02")
    birth = epoch + (h(i, 0) % np.uint64(7305)).astype(np.int64)            # 2005-04-02 .. 2025-03-31
    d = {"birth": birth.astype("datetime64[D]")}
    d["assist"] = (h(i, 1) % np.uint64(1000)) < np.uint64(15)               # 1.5 % on public assistance
    d["insured"] = (h(i, 2) % np.uint64(1000)) >= np.uint64(10)             # 99 % insured
    # residence: index of first and last month (0..11, -1 = before, 12 = after) -> move-ins and move-outs
    r = h(i, 3) % np.uint64(100)
    first = np.where(r < 4, (h(i, 4) % np.uint64(12)).astype(np.int64), -1)
    last = np.where((r >= 4) & (r < 8), (h(i, 5) % np.uint64(12)).astype(np.int64), 12)
    d["res_first"], d["res_last"] = first, last
    a = h(i, 6) % np.uint64(100)
    d["app_month"] = np.where(a < 3, (h(i, 7) % np.uint64(12)).astype(np.int64), -1)  # certificate starts
    for k in range(12):
        u = h(i, 16 + k) % np.uint64(1000)
        out = np.where(u < 550, ((h(i, 32 + k) % np.uint64(3000)) + np.uint64(250)).astype(np.int64) * 10, 0)
        inn = np.where(u < 8, ((h(i, 48 + k) % np.uint64(60000)) + np.uint64(8000)).astype(np.int64) * 10, 0)
        oth = np.where((h(i, 64 + k) % np.uint64(1000)) < np.uint64(12), 2000, 0)
        sup = np.where((h(i, 80 + k) % np.uint64(1000)) < np.uint64(5), 1500, 0)
        d["out", k], d["inn", k], d["oth", k], d["sup", k] = out, inn, oth.astype(np.int64), sup.astype(np.int64)
    return d


# ------------------------------------------------------------------ the rules, as OpenFisca code
Child = build_entity(key="child", plural="children", label="child", is_person=True)
Household = build_entity(key="household", plural="households", label="household",
                         roles=[{"key": "member", "plural": "members", "label": "member"}])

PARAMS = {
    "age_limit_outpatient": ("years after which the first 31 March ends outpatient cover", {"2016-01-01": 15, "2025-01-01": 18}),
    "age_limit_inpatient": ("same, inpatient", {"2016-01-01": 18}),
    "rate_preschool": ("copay rate to the first 31 March after age 6", {"2008-04-01": 0.2}),
    "rate_school": ("copay rate after that", {"2008-04-01": 0.3}),
    "cap_base": ("high-cost cap, base (yen)", {"2015-01-01": 80100}),
    "cap_from": ("high-cost cap, from total (yen)", {"2015-01-01": 267000}),
    "cap_rate": ("high-cost cap, rate above", {"2015-01-01": 0.01}),
    "own_share": ("own share per month and kind (yen)", {"2016-01-01": 500, "2024-10-01": 0}),
}


def write_params(root):
    os.makedirs(root, exist_ok=True)
    for name, (desc, values) in PARAMS.items():
        with open(os.path.join(root, name + ".yaml"), "w") as f:
            f.write("description: %s\nvalues:\n" % desc)
            for date, v in values.items():
                f.write("  %s:\n    value: %s\n" % (date, v))


class birth(Variable):
    value_type = datetime.date
    entity = Child
    definition_period = ETERNITY
    label = "birth date"


class school_cohort(Variable):
    """fiscal year (starting 2 April) in which the child was born; a person born on 1 April belongs to the earlier one"""
    value_type = int
    entity = Child
    definition_period = ETERNITY
    label = "school cohort"

    def formula(child, period):
        b = child("birth", period).astype("datetime64[D]") - 1          # age is reached the day before the birthday
        m = b.astype("datetime64[M]")
        year = m.astype("datetime64[Y]").astype(int) + 1970
        month = m.astype(int) % 12 + 1
        return np.where(month >= 4, year, year - 1)


def _flag(name, lab):
    return type(name, (Variable,), dict(value_type=bool, entity=Child, definition_period=MONTH, label=lab))


resident = _flag("resident", "resident in the city")
insured = _flag("insured", "has health insurance")
assisted = _flag("assisted", "household on public assistance")
certified = _flag("certified", "certificate valid (application made)")


def _yen(name, lab):
    return type(name, (Variable,), dict(value_type=float, entity=Child, definition_period=MONTH, label=lab))


cost_out = _yen("cost_out", "total medical cost, outpatient")
cost_in = _yen("cost_in", "total medical cost, inpatient")
other_public = _yen("other_public", "paid by another public scheme")
supplement = _yen("supplement", "supplementary benefit of the insurer")


class covered_base(Variable):
    value_type = bool
    entity = Child
    definition_period = MONTH
    label = "conditions common to both kinds"

    def formula(child, period):
        born = child("birth", period).astype("datetime64[M]") <= np.datetime64(str(period.start)[:7])
        return (child("resident", period) * child("insured", period) * child("certified", period)
                * np.logical_not(child("assisted", period)) * born)


def _within(child, period, limit):
    # covered through March of cohort + limit + 1
    y, m = period.start.year, period.start.month
    c = child("school_cohort", period)
    return (y * 12 + m) <= ((c + limit + 1) * 12 + 3)


class eligible_out(Variable):
    value_type = bool
    entity = Child
    definition_period = MONTH
    label = "eligible, outpatient"

    def formula(child, period, parameters):
        return child("covered_base", period) * _within(child, period, parameters(period).age_limit_outpatient)


class eligible_in(Variable):
    value_type = bool
    entity = Child
    definition_period = MONTH
    label = "eligible, inpatient"

    def formula(child, period, parameters):
        return child("covered_base", period) * _within(child, period, parameters(period).age_limit_inpatient)


class copay_rate(Variable):
    value_type = float
    entity = Child
    definition_period = MONTH
    label = "copay rate"

    def formula(child, period, parameters):
        p = parameters(period)
        return np.where(_within(child, period, 6), p.rate_preschool, p.rate_school)


def _payable(child, period, parameters, cost_name, elig_name):
    p = parameters(period)
    cost = child(cost_name, period).astype("float64")
    rate = np.round(child("copay_rate", period).astype("float64"), 4)
    own = np.floor(cost * rate / 10 + 0.5) * 10                              # 10-yen rounding
    cap = p.cap_base + np.maximum(cost - p.cap_from, 0) * p.cap_rate
    own = np.minimum(own, np.floor(cap + 0.5))                               # high-cost benefit removes the rest
    pay = own - child("other_public", period) - child("supplement", period) - p.own_share
    return np.where((cost > 0) & child(elig_name, period), np.maximum(pay, 0), 0)


class payable_out(Variable):
    value_type = float
    entity = Child
    definition_period = MONTH
    label = "payable, outpatient"

    def formula(child, period, parameters):
        return _payable(child, period, parameters, "cost_out", "eligible_out")


class payable_in(Variable):
    value_type = float
    entity = Child
    definition_period = MONTH
    label = "payable, inpatient"

    def formula(child, period, parameters):
        return _payable(child, period, parameters, "cost_in", "eligible_in")


class payable(Variable):
    value_type = float
    entity = Child
    definition_period = MONTH
    label = "payable, total"

    def formula(child, period):
        return child("payable_out", period) + child("payable_in", period)


class System(TaxBenefitSystem):
    def __init__(self, pdir):
        super().__init__([Child, Household])
        self.load_parameters(pdir)
        self.add_variables(birth, school_cohort, resident, insured, assisted, certified, cost_out, cost_in,
                           other_public, supplement, covered_base, eligible_out, eligible_in, copay_rate,
                           payable_out, payable_in, payable)


# ------------------------------------------------------------------ independent references
def pval(name, y, m):
    v = None
    for date, val in PARAMS[name][1].items():
        if date <= "%04d-%02d-01" % (y, m):
            v = val
    return v


def scalar_row(d, i, k):
    """plain Python, exact integers, one child one month"""
    y, m = MONTHS[k]
    b = d["birth"][i].astype(object)
    bm = b - datetime.timedelta(days=1)
    cohort = bm.year if bm.month >= 4 else bm.year - 1
    ym = y * 12 + m
    base = (d["res_first"][i] <= k <= d["res_last"][i] and bool(d["insured"][i]) and not bool(d["assist"][i])
            and d["app_month"][i] <= k and (b.year * 12 + b.month) <= ym)
    tot, flags = 0, []
    for kind, lim in (("out", pval("age_limit_outpatient", y, m)), ("inn", pval("age_limit_inpatient", y, m))):
        e = base and ym <= (cohort + lim + 1) * 12 + 3
        flags.append(bool(e))
        cost = int(d[kind, k][i])
        if not e or cost == 0:
            continue
        rate10 = 2 if ym <= (cohort + 7) * 12 + 3 else 3
        own = (cost * rate10 + 50) // 100 * 10
        cap100 = 8010000 + max(cost - 267000, 0)
        own = min(own, (cap100 + 50) // 100)
        tot += max(own - int(d["oth", k][i]) - int(d["sup", k][i]) - pval("own_share", y, m), 0)
    return flags[0], flags[1], tot


def numpy_all(d, n):
    """same arithmetic in bare numpy, integers; returns totals per month"""
    b = d["birth"] - 1
    mm = b.astype("datetime64[M]")
    year = mm.astype("datetime64[Y]").astype(int) + 1970
    cohort = np.where(mm.astype(int) % 12 + 1 >= 4, year, year - 1)
    bym = d["birth"].astype("datetime64[M]").astype(int) + 1970 * 12 + 1
    rows = []
    for k, (y, m) in enumerate(MONTHS):
        ym = y * 12 + m
        base = (d["res_first"] <= k) & (k <= d["res_last"]) & d["insured"] & ~d["assist"] & (d["app_month"] <= k) & (bym <= ym)
        tot = np.zeros(n, np.int64)
        es = []
        for kind, lim in (("out", pval("age_limit_outpatient", y, m)), ("inn", pval("age_limit_inpatient", y, m))):
            e = base & (ym <= (cohort + lim + 1) * 12 + 3)
            es.append(e)
            cost = d[kind, k]
            rate10 = np.where(ym <= (cohort + 7) * 12 + 3, 2, 3)
            own = (cost * rate10 + 50) // 100 * 10
            cap = (8010000 + np.maximum(cost - 267000, 0) + 50) // 100
            pay = np.maximum(np.minimum(own, cap) - d["oth", k] - d["sup", k] - pval("own_share", y, m), 0)
            tot += np.where(e & (cost > 0), pay, 0)
        rows.append((es[0], es[1], tot))
    return rows


def rss_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


def now_rss_mb():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1048576.0


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("n", nargs="?", type=int, default=100000)
    ap.add_argument("--json", type=int, default=2000, help="children for the dict-input path")
    ap.add_argument("--latency", type=int, default=200, help="one-child what-if requests")
    ap.add_argument("--repeat", type=int, default=3)
    ap.add_argument("--db", action="store_true", help="also time SQLite -> OpenFisca -> SQLite end to end")
    ap.add_argument("--trace", action="store_true", help="also time with the explanation tracer on")
    a = ap.parse_args()
    n = a.n
    out = {"n_children": n, "months": len(MONTHS), "import_s": round(T_IMPORT, 3)}

    pdir = tempfile.mkdtemp(prefix="ofp")
    write_params(pdir)
    t = time.perf_counter()
    tbs = System(pdir)
    out["system_load_s"] = round(time.perf_counter() - t, 3)

    t = time.perf_counter()
    d = make_data(n)
    out["datagen_s"] = round(time.perf_counter() - t, 3)
    out["rss_after_data_mb"] = round(now_rss_mb(), 1)

    runs = []
    for rep in range(a.repeat):
        gc.collect()
        t = time.perf_counter()
        sim = SimulationBuilder().build_default_simulation(tbs, count=n)
        sim.set_input("birth", pkey(*MONTHS[0]), d["birth"])
        for k, ym in enumerate(MONTHS):
            p = pkey(*ym)
            sim.set_input("resident", p, (d["res_first"] <= k) & (k <= d["res_last"]))
            sim.set_input("insured", p, d["insured"])
            sim.set_input("assisted", p, d["assist"])
            sim.set_input("certified", p, d["app_month"] <= k)
            sim.set_input("cost_out", p, d["out", k].astype(np.float32))
            sim.set_input("cost_in", p, d["inn", k].astype(np.float32))
            sim.set_input("other_public", p, d["oth", k].astype(np.float32))
            sim.set_input("supplement", p, d["sup", k].astype(np.float32))
        t1 = time.perf_counter()
        res = []
        per_month = []
        for ym in MONTHS:
            p = pkey(*ym)
            s = time.perf_counter()
            pay = sim.calculate("payable", p)
            res.append((sim.calculate("eligible_out", p), sim.calculate("eligible_in", p), pay))
            per_month.append(time.perf_counter() - s)
        t2 = time.perf_counter()
        runs.append({"build_and_input_s": round(t1 - t, 4), "calculate_s": round(t2 - t1, 4),
                     "total_s": round(t2 - t, 4), "slowest_month_s": round(max(per_month), 4),
                     "child_months_per_s": round(n * 12 / (t2 - t))})
        if rep < a.repeat - 1:
            del sim, res
    out["vectorised_runs"] = runs
    out["rss_after_run_mb"] = round(now_rss_mb(), 1)
    out["peak_rss_mb"] = round(rss_mb(), 1)

    # correctness: all rows against bare numpy, a sample against scalar Python
    t = time.perf_counter()
    ref = numpy_all(d, n)
    out["bare_numpy_s"] = round(time.perf_counter() - t, 4)
    bad = 0
    for k in range(12):
        bad += int(np.sum(ref[k][0] != res[k][0])) + int(np.sum(ref[k][1] != res[k][1]))
        bad += int(np.sum(ref[k][2] != res[k][2].astype(np.int64)))
    out["rows_differing_from_numpy"] = bad
    step = max(1, n // 2000)
    t = time.perf_counter()
    sbad = cnt = 0
    for i in range(0, n, step):
        for k in range(12):
            eo, ei, tot = scalar_row(d, i, k)
            cnt += 1
            if (eo, ei, tot) != (bool(ref[k][0][i]), bool(ref[k][1][i]), int(ref[k][2][i])):
                sbad += 1
    dt = time.perf_counter() - t
    out["scalar_sample"] = {"child_months": cnt, "differing": sbad, "child_months_per_s": round(cnt / dt)}
    crc = 0
    for k in range(12):
        crc = zlib.crc32(ref[k][2].astype("<i8").tobytes(), crc)
    out["checksum"] = {
        "eligible_out_child_months": int(sum(int(r[0].sum()) for r in ref)),
        "eligible_in_child_months": int(sum(int(r[1].sum()) for r in ref)),
        "paid_rows": int(sum(int((r[2] > 0).sum()) for r in ref)),
        "total_yen": int(sum(int(r[2].sum()) for r in ref)),
        "crc32_int64le_month_major": "%08x" % crc,
        "april_2024_yen": int(ref[0][2].sum()), "march_2025_yen": int(ref[11][2].sum()),
    }

    # dict/JSON path: one month
    def as_dict(idx, k):
        p = pkey(*MONTHS[k])
        kids = {}
        for i in idx:
            kids["c%d" % i] = {
                "birth": {"ETERNITY": str(d["birth"][i])},
                "resident": {p: bool(d["res_first"][i] <= k <= d["res_last"][i])},
                "insured": {p: bool(d["insured"][i])}, "assisted": {p: bool(d["assist"][i])},
                "certified": {p: bool(d["app_month"][i] <= k)},
                "cost_out": {p: float(d["out", k][i])}, "cost_in": {p: float(d["inn", k][i])},
                "other_public": {p: float(d["oth", k][i])}, "supplement": {p: float(d["sup", k][i])},
            }
        return {"children": kids, "households": {"h": {"members": list(kids)}}}

    if a.json:
        nj = min(a.json, n)
        body = json.dumps(as_dict(range(nj), 0))
        t = time.perf_counter()
        s2 = SimulationBuilder().build_from_dict(tbs, json.loads(body))
        v = s2.calculate("payable", pkey(*MONTHS[0]))
        dt = time.perf_counter() - t
        # OpenFisca floats are float32: a plain v.sum() loses single yen above 16,777,216 - convert first
        assert int(v.astype(np.int64).sum()) == int(ref[0][2][:nj].sum())
        out["float32_plain_sum_error_yen"] = int(v.sum()) - int(ref[0][2][:nj].sum())
        out["json_path"] = {"children": nj, "one_month_s": round(dt, 3), "child_months_per_s": round(nj / dt)}
    if a.latency:
        ls = []
        for j in range(a.latency):
            body = as_dict([j % n], 0)
            t = time.perf_counter()
            s3 = SimulationBuilder().build_from_dict(tbs, body)
            s3.calculate("payable", pkey(*MONTHS[0]))
            ls.append((time.perf_counter() - t) * 1000)
        ls.sort()
        out["one_child_what_if_ms"] = {"n": len(ls), "p50": round(statistics.median(ls), 3),
                                       "p95": round(ls[int(len(ls) * .95)], 3), "max": round(ls[-1], 3)}
    if a.trace:
        del sim
        gc.collect()
        t = time.perf_counter()
        sim = load_sim(tbs, d, n)
        sim.trace = True
        for ym in MONTHS:
            sim.calculate("payable", pkey(*ym))
        out["with_trace"] = {"total_s": round(time.perf_counter() - t, 3), "peak_rss_mb": round(rss_mb(), 1)}
    if a.db:
        out["sqlite_end_to_end"] = db_run(tbs, d, n, out["checksum"]["total_yen"])
    print(json.dumps(out, indent=1))


def load_sim(tbs, d, n):
    sim = SimulationBuilder().build_default_simulation(tbs, count=n)
    sim.set_input("birth", pkey(*MONTHS[0]), d["birth"])
    for k, ym in enumerate(MONTHS):
        p = pkey(*ym)
        sim.set_input("resident", p, (d["res_first"] <= k) & (k <= d["res_last"]))
        sim.set_input("insured", p, d["insured"])
        sim.set_input("assisted", p, d["assist"])
        sim.set_input("certified", p, d["app_month"] <= k)
        for var, key in (("cost_out", "out"), ("cost_in", "inn"), ("other_public", "oth"), ("supplement", "sup")):
            sim.set_input(var, p, d[key, k].astype(np.float32))
    return sim


def db_run(tbs, d, n, want):
    """read children and costs from SQLite, compute with OpenFisca, write one decision row per eligible or paid
    child-month back in one transaction (WAL, synchronous=FULL); returns the parts of the time"""
    import sqlite3
    path = os.path.join(tempfile.mkdtemp(prefix="ofdb"), "w.db")
    c = sqlite3.connect(path)
    c.execute("pragma journal_mode=wal")
    c.execute("pragma synchronous=full")
    c.execute("create table child(id integer primary key, birth text, assist int, insured int, res_first int, res_last int, app_month int)")
    c.execute("create table cost(child int, month int, out int, inn int, oth int, sup int, primary key(child, month)) without rowid")
    c.execute("create table decision(child int, month int, elig_out int, elig_in int, payable int, primary key(child, month)) without rowid")
    bs = d["birth"].astype(str)
    c.executemany("insert into child values(?,?,?,?,?,?,?)",
                  zip(range(n), bs.tolist(), d["assist"].astype(int).tolist(), d["insured"].astype(int).tolist(),
                      d["res_first"].tolist(), d["res_last"].tolist(), d["app_month"].tolist()))
    for k in range(12):
        nz = np.nonzero((d["out", k] > 0) | (d["inn", k] > 0))[0]
        c.executemany("insert into cost values(?,?,?,?,?,?)",
                      zip(nz.tolist(), [k] * len(nz), d["out", k][nz].tolist(), d["inn", k][nz].tolist(),
                          d["oth", k][nz].tolist(), d["sup", k][nz].tolist()))
    c.commit()
    ncost = c.execute("select count(*) from cost").fetchone()[0]
    t0 = time.perf_counter()
    rows = c.execute("select birth, assist, insured, res_first, res_last, app_month from child order by id").fetchall()
    cols = list(zip(*rows))
    e = {"birth": np.array(cols[0], dtype="datetime64[D]"), "assist": np.array(cols[1], bool), "insured": np.array(cols[2], bool),
         "res_first": np.array(cols[3]), "res_last": np.array(cols[4]), "app_month": np.array(cols[5])}
    for k in range(12):
        for key in ("out", "inn", "oth", "sup"):
            e[key, k] = np.zeros(n, np.int64)
    for ch, k, o, i, ot, su in c.execute("select child, month, out, inn, oth, sup from cost"):
        e["out", k][ch] = o
        e["inn", k][ch] = i
        e["oth", k][ch] = ot
        e["sup", k][ch] = su
    t1 = time.perf_counter()
    sim = load_sim(tbs, e, n)
    res = [(sim.calculate("eligible_out", pkey(*ym)), sim.calculate("eligible_in", pkey(*ym)),
            sim.calculate("payable", pkey(*ym))) for ym in MONTHS]
    t2 = time.perf_counter()
    nrows = 0
    with c:
        for k in range(12):
            eo, ei, p = res[k]
            nz = np.nonzero(eo | ei | (p > 0))[0]
            nrows += len(nz)
            c.executemany("insert into decision values(?,?,?,?,?)",
                          zip(nz.tolist(), [k] * len(nz), eo[nz].astype(int).tolist(), ei[nz].astype(int).tolist(),
                              p[nz].astype(np.int64).tolist()))
    t3 = time.perf_counter()
    got = c.execute("select sum(payable) from decision").fetchone()[0]
    assert got == want, (got, want)
    return {"cost_rows_read": ncost, "decision_rows_written": nrows, "read_s": round(t1 - t0, 3), "compute_s": round(t2 - t1, 3),
            "write_s": round(t3 - t2, 3), "total_s": round(t3 - t0, 3), "child_months_per_s": round(n * 12 / (t3 - t0)),
            "db_mb": round(os.path.getsize(path) / 1048576, 1)}


if __name__ == "__main__":
    main()
