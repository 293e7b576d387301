# SPDX-License-Identifier: Apache-2.0 / written for this project; the software it measures keeps its own licence (see README.md).
# ZEN (GoRules) decision engine: one child, one month -> eligibility + payable; same data as peer_openfisca.py
import sys, json, time, statistics, importlib.util
import numpy as np
import zen
# reuse the deterministic data generator only (no openfisca import): copy the functions by exec of the relevant part
import os
src=open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'peer_openfisca.py')).read()
a=src.index('MONTHS = ['); b=src.index('# ------------------------------------------------------------------ the rules, as OpenFisca code')
exec("import datetime, zlib\nimport numpy as np\n"+src[a:b])
N=int(sys.argv[1]) if len(sys.argv)>1 else 2000
d=make_data(100000)
rules={"nodes":[
 {"id":"in","name":"Request","type":"inputNode","position":{"x":0,"y":0}},
 {"id":"ex","name":"calc","type":"expressionNode","position":{"x":1,"y":0},"content":{"passThrough":True,"expressions":[
   {"id":"1","key":"limOut","value":"ym >= 24301 ? 18 : 15"},
   {"id":"2","key":"limIn","value":"18"},
   {"id":"3","key":"share","value":"ym >= 24298 ? 0 : 500"},
   {"id":"4","key":"base","value":"resident and insured and certified and not(assisted) and bornYm <= ym"},
   {"id":"5","key":"eligibleOut","value":"$.base and ym <= (cohort + $.limOut + 1) * 12 + 3"},
   {"id":"6","key":"eligibleIn","value":"$.base and ym <= (cohort + $.limIn + 1) * 12 + 3"},
   {"id":"7","key":"rate","value":"ym <= (cohort + 7) * 12 + 3 ? 2 : 3"},
   {"id":"8","key":"ownOut","value":"floor((costOut * $.rate + 50) / 100) * 10"},
   {"id":"9","key":"ownIn","value":"floor((costIn * $.rate + 50) / 100) * 10"},
   {"id":"10","key":"capOut","value":"floor((8010000 + max([costOut - 267000, 0]) + 50) / 100)"},
   {"id":"11","key":"capIn","value":"floor((8010000 + max([costIn - 267000, 0]) + 50) / 100)"},
   {"id":"12","key":"payOut","value":"$.eligibleOut and costOut > 0 ? max([min([$.ownOut, $.capOut]) - other - supp - $.share, 0]) : 0"},
   {"id":"13","key":"payIn","value":"$.eligibleIn and costIn > 0 ? max([min([$.ownIn, $.capIn]) - other - supp - $.share, 0]) : 0"},
   {"id":"14","key":"payable","value":"$.payOut + $.payIn"}]}},
 {"id":"out","name":"Response","type":"outputNode","position":{"x":2,"y":0}}],
 "edges":[{"id":"e1","sourceId":"in","targetId":"ex","type":"edge"},{"id":"e2","sourceId":"ex","targetId":"out","type":"edge"}]}
eng=zen.ZenEngine(); dec=eng.create_decision(json.dumps(rules))
def rec(i,k):
    y,m=MONTHS[k]; bd=d["birth"][i].astype(object); b1=bd-datetime.timedelta(days=1)
    return dict(ym=y*12+m,cohort=b1.year if b1.month>=4 else b1.year-1,bornYm=bd.year*12+bd.month,resident=bool(d["res_first"][i]<=k<=d["res_last"][i]),insured=bool(d["insured"][i]),assisted=bool(d["assist"][i]),certified=bool(d["app_month"][i]<=k),costOut=int(d["out",k][i]),costIn=int(d["inn",k][i]),other=int(d["oth",k][i]),supp=int(d["sup",k][i]))
recs=[rec(i,k) for i in range(N) for k in range(12)]
lat=[]; tot=0; eo=ei=0
t=time.perf_counter()
for r in recs:
    s=time.perf_counter(); o=dec.evaluate(r)["result"]; lat.append((time.perf_counter()-s)*1e6)
    tot+=int(o["payable"]); eo+=bool(o["eligibleOut"]); ei+=bool(o["eligibleIn"])
dt=time.perf_counter()-t; lat.sort()
print("child-months",len(recs),"per s",round(len(recs)/dt),"p50 us",round(statistics.median(lat),1),"p95",round(lat[int(len(lat)*.95)],1),"total yen",tot,"elig",eo,ei)
