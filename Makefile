# SPDX-License-Identifier: Apache-2.0
# はぐくみ: one verb a target. `make` alone prints them.

SWIFT ?= swift
STRICT = --explicit-target-dependency-import-check error
DEMO_DIR ?= demo
PEOPLE ?= 20000

.PHONY: help install install-test check quick test soak bench golden docs demo serve verify clean

help: ## 使える動詞を並べる
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

install: ## デモに要るものだけを入れる(何度実行してもよい)
	@scripts/install demo

install-test: ## テストに要るものまで入れる
	@scripts/install test

check: install-test ## 書式と宣言されていない import を調べ、デバッグ版を作る
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	$(SWIFT) build --build-tests $(STRICT)

quick: install-test ## 純粋な部屋だけを試す(数十秒)
	HAGUKUMI_ROOMS=Vocabulary,Scheme,Formats $(SWIFT) test --scratch-path .build-quick

test: install-test ## すべてのテスト
	$(SWIFT) build --build-tests $(STRICT)
	scripts/run-tests

soak: install-test ## 大きな数の試験(記録は docs/soak.md へ)
	scripts/soak

bench: install ## 性能を測る(記録は docs/performance.md へ)
	scripts/bench

golden: install-test ## 見本の文書を書き直す
	RECORD=1 scripts/run-tests

demo: install ## 見本市の一年を動かし、窓口画面を開く
	scripts/demo $(DEMO_DIR) $(PEOPLE)

serve: ## デモの続きから窓口画面だけを開く
	$(SWIFT) build -c release --product hagukumi
	.build/release/hagukumi serve --data $(DEMO_DIR)/data

verify: ## デモの台帳が書き換えられていないことを確かめる
	.build/release/hagukumi verify --data $(DEMO_DIR)/data

clean: ## 作ったものを消す
	rm -rf .build .build-* $(DEMO_DIR)
