// SPDX-License-Identifier: Apache-2.0
import Registers
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("委託の台帳")
struct OutsourcingTests {
    static let clauses = [
        "安全管理措置", "秘密保持", "厳重な保管及び搬送", "再委託の禁止等", "委託目的以外の利用等の禁止", "複写及び複製の禁止",
        "事故発生時の報告義務", "契約終了時の返還又は処分",
    ]

    func contract(_ clauses: [String] = Self.clauses) -> RegisterValues {
        [
            "contractor": "見本システム株式会社", "business": "保守", "from": "2025-04-01",
            "until": "2026-03-31", "handlers": "10人以上50人未満", "responsible": "見本 一郎",
            "incidentHours": "2", "clauses": RegisterValues.joined(clauses),
        ]
    }

    func pledge(_ contract: EntryNumber, employer: String = "見本システム株式会社") -> RegisterValues {
        [
            "officer": "hoshu1", "name": "見本 二郎", "employer": employer,
            "contract": contract.description, "on": "2025-04-02",
        ]
    }

    func train(_ bench: Bench) throws {
        try bench.enter(
            "vendor-training",
            [
                "officer": "hoshu1", "employer": "見本システム株式会社", "year": "2025",
                "subject": "運用規則（業務に就くとき）", "on": "2025-04-02", "teacher": "課長",
            ])
    }

    func objection(
        _ bench: Bench, _ contract: EntryNumber, employer: String = "見本システム株式会社",
        on: String = "2025-06-10"
    ) throws -> RegisterRefusal? {
        try bench.read {
            try Outsourcing.objection(
                to: .init(
                    officer: "hoshu1", employer: employer, contract: contract.description),
                on: day(on), from: $0)
        }
    }

    @Test("八つの条項は、評価書の順に、評価書の字で並ぶ", .measure("R-57"))
    func eightClauses() throws {
        let kind = try Bench.catalogue.kind("contract")
        #expect(kind.field("clauses")?.choices == Self.clauses)
        #expect(kind.field("clauses")?.requiredFrom == .active)
    }

    @Test("条項が一つでも欠けた契約、契約書のない契約、確認のない契約は有効にならない", .measure("R-57"))
    func contractNeedsAll() throws {
        for missing in Self.clauses {
            let bench = try Bench()
            let number = try bench.enter(
                "contract", contract(Self.clauses.filter { $0 != missing }))
            try bench.attach("contract", number)
            try bench.confirm("contract", number)
            #expect(throws: RegisterRefusal.self, "\(missing)") {
                try bench.move("contract", number, to: .active)
            }
            #expect(try bench.entry("contract", number).state == .open)
        }
        let bench = try Bench()
        let number = try bench.enter("contract", contract())
        #expect(throws: RegisterRefusal.evidenceMissing) {
            try bench.move("contract", number, to: .active)
        }
        try bench.attach("contract", number)
        #expect(throws: RegisterRefusal.unconfirmed) {
            try bench.move("contract", number, to: .active)
        }
        try bench.confirm("contract", number)
        try bench.move("contract", number, to: .active)
        #expect(try bench.entry("contract", number).state == .active)
        // A clause cannot be taken out of a contract in force.
        #expect(throws: RegisterRefusal.self) {
            try bench.amend(
                "contract", number,
                ["clauses": RegisterValues.joined(Array(Self.clauses.dropLast()))],
                why: "変更")
        }
    }

    @Test("誓約の記録がない従事者は認めない。所属・契約・研修のどれが欠けても認めない", .measure("R-58", "R-60", "R-93"))
    func pledgeAndEmployer() throws {
        let bench = try Bench()
        let number = try bench.activate("contract", contract())
        #expect(try objection(bench, number) == .rule(.pledgeMissing))
        let open = try bench.enter("pledge", pledge(number))
        #expect(try objection(bench, number) == .rule(.pledgeMissing))
        try bench.attach("pledge", open)
        try bench.confirm("pledge", open)
        try bench.move("pledge", open, to: .active)
        #expect(try objection(bench, number) == .rule(.vendorTrainingMissing))
        try train(bench)
        #expect(try objection(bench, number) == nil)
        #expect(try objection(bench, number, employer: "別会社") == .rule(.employerUnknown))
        #expect(
            try objection(bench, EntryNumber(year: FiscalYear(2025), number: 9))
                == .rule(.contractNotInForce))
        // Last year's training does not count this year, and the pledge ends with the work.
        #expect(try objection(bench, number, on: "2026-04-01") == .rule(.contractNotInForce))
        try bench.move("pledge", open, to: .closed, ["ended": "2025-06-10"])
        #expect(try objection(bench, number) == .rule(.pledgeMissing))
    }

    @Test("契約の終わりの翌日から、従事者は一人も入れない", .measure("R-64"))
    func dayAfterTheEnd() throws {
        let bench = try Bench()
        let number = try bench.activate("contract", contract())
        _ = try bench.activate("pledge", pledge(number))
        try train(bench)
        #expect(try objection(bench, number, on: "2026-03-31") == nil)
        #expect(try objection(bench, number, on: "2026-04-01") == .rule(.contractNotInForce))
    }

    @Test("契約は、有効になった後に付いた返還・廃棄の証明書がなければ終わらない", .measure("R-64"))
    func certificateToClose() throws {
        let bench = try Bench()
        let number = try bench.activate("contract", contract())
        let values: RegisterValues = ["returned": "2026-03-31", "certificate": "廃棄証明 1"]
        bench.clock.stand(on: day("2026-03-31"))
        #expect(throws: RegisterRefusal.self) { try bench.move("contract", number, to: .closed) }
        #expect(throws: RegisterRefusal.rule(.disposalCertificateMissing)) {
            try bench.move("contract", number, to: .closed, values)
        }
        try bench.attach("contract", number, "廃棄証明書")
        try bench.move("contract", number, to: .closed, values)
        bench.clock.stand(on: day("2026-04-01"))
        let other = try bench.activate(
            "contract", contract().merging(["from": "2026-04-01", "until": "2027-03-31"]))
        bench.clock.stand(on: day("2027-04-01"))
        let alarms = try bench.overview().alarms
        #expect(alarms.contains { $0.entry == other && $0.state == .overdue })
    }

    @Test("再委託は、承諾の記録と同等の条項がそろうまで有効にならず、その会社の人も入れない", .measure("R-60", "R-65", "R-66"))
    func subcontract() throws {
        let bench = try Bench()
        let main = try bench.activate("contract", contract())
        let approval: RegisterValues = [
            "contract": main.description, "subcontractor": "下請見本", "reason": "専門の作業",
            "scope": "夜間の監視", "from": "2025-05-01", "until": "2025-12-31", "decision": "見子福第9号",
        ]
        func agreement(_ clauses: [String], _ approval: EntryNumber) -> RegisterValues {
            [
                "approval": approval.description, "subcontractor": "下請見本", "from": "2025-05-01",
                "until": "2025-12-31", "clauses": RegisterValues.joined(clauses),
            ]
        }
        let open = try bench.enter("subcontract-approval", approval)
        let early = try bench.enter("subcontract", agreement(Self.clauses, open))
        try bench.attach("subcontract", early)
        try bench.confirm("subcontract", early)
        #expect(throws: RegisterRefusal.rule(.approvalMissing)) {
            try bench.move("subcontract", early, to: .active)
        }
        try bench.attach("subcontract-approval", open)
        try bench.confirm("subcontract-approval", open)
        try bench.move("subcontract-approval", open, to: .active)
        #expect(try objection(bench, main, employer: "下請見本") == .rule(.employerUnknown))
        try bench.move("subcontract", early, to: .active)
        #expect(try objection(bench, main, employer: "下請見本") == .rule(.pledgeMissing))
        // Nobody of the sub-sub-contractor, whom the city never heard of.
        #expect(try objection(bench, main, employer: "孫請見本") == .rule(.employerUnknown))
        #expect(
            try objection(bench, main, employer: "下請見本", on: "2026-01-01")
                == .rule(.employerUnknown))
    }

    @Test("再委託契約の条項の差は、元の契約の順に言う", .measure("R-66"))
    func clauseDifference() {
        #expect(ClauseDifference.missing(in: Self.clauses, of: Self.clauses).isEmpty)
        #expect(
            ClauseDifference.missing(in: ["秘密保持"], of: ["安全管理措置", "秘密保持", "事故発生時の報告義務"])
                == ["安全管理措置", "事故発生時の報告義務"])
    }

    @Test("受け取った書類は、担当部署の確認が期限までになければ警告に出る", .measure("R-67", "R-68", "R-63"))
    func unconfirmedDocuments() throws {
        let bench = try Bench()
        let number = try bench.enter(
            "vendor-documents", ["from": "見本システム", "what": "点検の結果", "received": "2025-06-10"])
        let due = try #require(try bench.entry("vendor-documents", number).dueOn)
        #expect(due == day("2025-06-24"))
        bench.clock.stand(on: due.next)
        #expect(
            try bench.overview().alarms.contains {
                $0.kind == "vendor-documents" && $0.entry == number && $0.state == .overdue
            })
        try bench.attach("vendor-documents", number)
        try bench.move(
            "vendor-documents", number, to: .closed,
            ["confirmed": "2025-06-25", "remarks": "問題なし"])
        #expect(
            try !bench.overview().alarms.contains {
                $0.entry == number && $0.kind == "vendor-documents"
            })
    }

    @Test("媒体は返却か、証明のある廃棄の記録で終わる", .measure("R-44", "R-89"))
    func media() throws {
        let bench = try Bench()
        let medium = try bench.enter(
            "medium",
            [
                "item": "USB-01", "kind": "USBメモリ", "content": "暗号化ファイル", "place": "保管庫1",
                "keyHolder": "tanto", "backBy": "2025-06-20",
            ])
        let disposal = try bench.enter(
            "disposal", ["media": "USB-01;USB-02", "planned": "2025-06-30"])
        let end: RegisterValues = [
            "end": "廃棄", "endOn": "2025-06-20", "disposal": disposal.description,
        ]
        #expect(throws: RegisterRefusal.rule(.disposalCertificateMissing)) {
            try bench.move("medium", medium, to: .closed, end)
        }
        let done: RegisterValues = ["method": "物理破壊", "done": "2025-06-20", "witness": "kacho"]
        #expect(throws: RegisterRefusal.evidenceMissing) {
            try bench.move("disposal", disposal, to: .closed, done)
        }
        try bench.attach("disposal", disposal)
        try bench.move("disposal", disposal, to: .closed, done)
        try bench.move("medium", medium, to: .closed, end)
        let stranger = try bench.enter(
            "medium",
            [
                "item": "USB-99", "kind": "USBメモリ", "content": "暗号化ファイル", "place": "保管庫1",
                "keyHolder": "tanto", "backBy": "2025-06-20",
            ])
        #expect(throws: RegisterRefusal.rule(.disposalCertificateMissing)) {
            try bench.move("medium", stranger, to: .closed, end)
        }
        try bench.move("medium", stranger, to: .closed, ["end": "返却", "endOn": "2025-06-20"])
    }

    @Test("承諾の番号は、ない記録を指せない")
    func references() throws {
        let bench = try Bench()
        #expect(throws: RegisterRefusal.referenceMissing("委託契約")) {
            try bench.enter("pledge", pledge(EntryNumber(year: FiscalYear(2025), number: 1)))
        }
    }
}

extension RegisterValues {
    func merging(_ other: RegisterValues) -> RegisterValues { other.over(self) }
}
