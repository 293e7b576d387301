# SPDX-License-Identifier: Apache-2.0
# はぐくみ: one verb a target. `make` alone prints them.

SWIFT ?= swift
STRICT = --explicit-target-dependency-import-check error

.PHONY: help install install-test check quick test golden try clean

help: ## 使える動詞を並べる
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

install: ## 動かすのに要るものだけを入れる(何度実行してもよい)
	@scripts/install run

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

golden: install-test ## 見本の文書を書き直す
	RECORD=1 scripts/run-tests

try: install ## プログラムを作り、制度にいくつか尋ねてみる
	scripts/try

clean: ## 作ったものを消す
	rm -rf .build .build-*
