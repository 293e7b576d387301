#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 / written for this project; the software it measures keeps its own licence (see README.md).
"""Baseline: the same rules and data as peer_openfisca.py as ONE SQL statement inside SQLite (no Python per row).
usage: peer_sqlite.py [N=100000]     needs numpy for the data generator only"""
import os, sys, json, time, sqlite3, tempfile, zlib, datetime
import numpy as np
here = os.path.dirname(os.path.abspath(__file__))
src = open(os.path.join(here, "peer_openfisca.py")).read()
a = src.index("MONTHS = ["); b = src.index("# ------------------------------------------------------------------ the rules, as OpenFisca code")
exec(src[a:b])
n = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
d = make_data(n)
path = os.path.join(tempfile.mkdtemp(prefix="sq"), "w.db")
c = sqlite3.connect(path)
c.executescript("""pragma journal_mode=wal; pragma synchronous=full;
create table child(id integer primary key, birth text, assist int, insured int, res_first int, res_last int, app_month int);
create table cost(child int, month int, out int, inn int, oth int, sup int, primary key(child, month)) without rowid;
create table decision(child int, month int, elig_out int, elig_in int, payable int, primary key(child, month)) without rowid;
create table param(month int primary key, ym int, lim_out int, lim_in int, own_share int);""")
c.executemany("insert into child values(?,?,?,?,?,?,?)", zip(range(n), d["birth"].astype(str).tolist(), d["assist"].astype(int).tolist(),
    d["insured"].astype(int).tolist(), d["res_first"].tolist(), d["res_last"].tolist(), d["app_month"].tolist()))
for k, (y, m) in enumerate(MONTHS):
    nz = np.nonzero((d["out", k] > 0) | (d["inn", k] > 0))[0]
    c.executemany("insert into cost values(?,?,?,?,?,?)", zip(nz.tolist(), [k] * len(nz), d["out", k][nz].tolist(), d["inn", k][nz].tolist(),
        d["oth", k][nz].tolist(), d["sup", k][nz].tolist()))
    ym = y * 12 + m
    c.execute("insert into param values(?,?,?,?,?)", (k, ym, 18 if ym >= 2025 * 12 + 1 else 15, 18, 0 if ym >= 2024 * 12 + 10 else 500))
c.commit()
SQL = """insert into decision
with k as materialized (select id, assist, insured, res_first, res_last, app_month,
    cast(substr(birth,1,4) as int)*12 + cast(substr(birth,6,2) as int) as bym,
    cast(strftime('%Y', birth, '-1 day') as int) - (cast(strftime('%m', birth, '-1 day') as int) < 4) as cohort from child),
e as (select k.id as child, p.month, p.own_share, p.ym, k.cohort,
    (p.ym <= (k.cohort + p.lim_out + 1)*12 + 3) as eo, (p.ym <= (k.cohort + p.lim_in + 1)*12 + 3) as ei
  from k cross join param p
  where k.insured=1 and k.assist=0 and p.month between k.res_first and k.res_last and k.app_month <= p.month and k.bym <= p.ym
    and p.ym <= (k.cohort + max(p.lim_out,p.lim_in) + 1)*12 + 3)
select e.child, e.month, eo, ei,
  case when eo and c.out > 0 then max(min((c.out*(case when e.ym <= (e.cohort+7)*12+3 then 2 else 3 end)+50)/100*10,
      (8010000+max(c.out-267000,0)+50)/100) - c.oth - c.sup - e.own_share, 0) else 0 end +
  case when ei and c.inn > 0 then max(min((c.inn*(case when e.ym <= (e.cohort+7)*12+3 then 2 else 3 end)+50)/100*10,
      (8010000+max(c.inn-267000,0)+50)/100) - c.oth - c.sup - e.own_share, 0) else 0 end
from e left join cost c on c.child=e.child and c.month=e.month"""
ts = []
for r in range(3):
    c.execute("delete from decision"); c.commit(); c.execute("pragma wal_checkpoint(truncate)")
    t = time.perf_counter()
    with c:
        c.execute(SQL)
    ts.append(round(time.perf_counter() - t, 3))
print(json.dumps({"n": n, "sqlite": sqlite3.sqlite_version, "total_s": ts, "child_months_per_s": round(n * 12 / min(ts)),
  "check": c.execute("select sum(elig_out), sum(elig_in), sum(payable>0), sum(payable), count(*) from decision").fetchone()}))
