# SPDX-License-Identifier: Apache-2.0
# はぐくみ: one verb a target. `make` alone prints them.

SWIFT ?= swift
STRICT = --explicit-target-dependency-import-check error
PEOPLE ?= 20000
SEED ?= 1

.PHONY: help demo install install-test check quick test browser pictures golden bench soak try clean

help: ## 使える動詞を並べる
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

demo: ## 架空の市の一年を動かし、画面を開く(PEOPLE=人口 SEED=種)
	@PEOPLE=$(PEOPLE) SEED=$(SEED) scripts/demo

install: ## 動かすのに要るものだけを入れる(何度実行してもよい)
	@scripts/install run

install-test: ## テストに要るものまで入れる
	@scripts/install test

check: install-test ## 書式・措置の印・宣言されていない import を調べ、デバッグ版を作る
	scripts/measures marks
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources
	$(SWIFT) build --build-tests $(STRICT)

quick: install-test ## 純粋な部屋だけを試す(数十秒)
	HAGUKUMI_ROOMS=Vocabulary,Scheme,Formats $(SWIFT) test --scratch-path .build-quick

test: install-test ## すべてのテスト(評価書の措置の証明、システム2の口、ブラウザーの一巡り、測る道具の組立てを含む)
	$(SWIFT) build --build-tests $(STRICT)
	scripts/run-tests
	scripts/measures check
	scripts/check-api
	scripts/run-browser
	cd Benchmarks && $(SWIFT) build --scratch-path ../.build --product bench $(STRICT)

browser: install-test ## 画面をブラウザーで一巡りし、読みやすさの規則(axe)で調べる
	$(SWIFT) build --product hagukumi
	scripts/run-browser

pictures: install-test ## 手引きの絵を、試験と同じ歩きで撮り直す
	$(SWIFT) build --product hagukumi
	.venv/bin/python Tests/Browser/pictures.py

golden: install-test ## 見本の文書を書き直す
	RECORD=1 scripts/run-tests

bench: install ## 速さを測り、同じ回の物差しとの比で示す
	scripts/bench

soak: install-test ## 門に入らない大きさの試験を順に動かし、docs/soak.md に書く行を示す(数時間)
	scripts/soak

try: install ## プログラムを作り、制度にいくつか尋ねてみる
	scripts/try

clean: ## 作ったものを消す
	rm -rf .build .build-* demo
