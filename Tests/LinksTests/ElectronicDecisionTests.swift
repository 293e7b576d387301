// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("電子申請の突合と受付")
struct ElectronicDecisionTests {
    @Test("申請と台帳を項目ごとに並べ、確かでない人には候補を出す")
    func sideBySide() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive("E-1", ["対象児童/個人番号": nil, "対象児童/氏名": "検証 太朗"])
        let view = try bench.show(id)
        #expect(view.applicant.number == Bench.parent && view.applicant.candidates.isEmpty)
        #expect(view.applicant.lines.map(\.verdict) == [.same])
        #expect(view.child.number == nil && view.child.candidates.map(\.number) == [Bench.stranger])
        #expect(view.child.stated.address == "見本市中央1-1")
        #expect(view.findings.count == 1)
        let chosen = try bench.show(id, child: Bench.child)
        #expect(chosen.child.lines.map(\.verdict) == [.differs])
        #expect(chosen.findings.contains(.differs(.child, items: ["氏名"])) == false)
        // The account is masked, and codes are in words.
        let account = view.items.first { $0.key == "account" }
        #expect(account?.value == "＊＊＊＊＊02")
        #expect(view.items.first { $0.key == "reason" }?.wording == "制度の拡大(条例改正)")
        #expect(
            view.registered.map(\.verdict) == [.missing, .missing, .missing, .missing, .missing])
        #expect(view.allowed == [.accept, .askCorrection, .sendBack, .withdraw])
    }

    @Test("受け付けると受付簿の申請になり、何も認定されない。状態は決定に従う")
    func acceptNeverGrants() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive("E-1")
        let receipt = try bench.accept(id)
        #expect(receipt.receipt == "portal-E-1" && receipt.standing == "審査待ち")
        for table in [
            "judgement", "proposal", "entitlement_history", "recipient_number_assignment",
        ] {
            #expect(try bench.office.count(table) == 0, "\(table)")
        }
        guard case .application(let application) = receipt.successor else {
            return #expect(Bool(false))
        }
        #expect(throws: ElectronicRefusal.notAllowed(.accept, .accepted)) { try bench.accept(id) }
        _ = try bench.poll()
        #expect(try bench.list().applications[0].status == .examining)
        #expect(try bench.status("E-1").contains("examining"))
        let draft = try bench.office.propose(application)
        #expect(draft?.result == .granted)
        #expect(try bench.poll().followed == 0)
        #expect(try bench.office.count("entitlement_history") == 0)
        let account = try bench.office.read {
            try AccountBook.current(recipients: [Bench.parent], on: day("2025-05-01"), from: $0)
        }[Bench.parent]
        #expect(account?.number == "9000002")
    }

    @Test("保険の確認書類を見ていなければ保留になり、台帳と違えば保留になる")
    func holds() throws {
        let bench = try ElectronicBench()
        let held = try bench.accept(try bench.arrive("E-1"), evidence: false)
        #expect(held.holdReason == HoldReason.insuranceEvidence)
        let other = try ElectronicBench()
        let id = try other.arrive("E-2", ["対象児童/生年月日": "2015-06-11"])
        #expect(throws: ElectronicRefusal.missingReason) { try other.accept(id) }
        let receipt = try other.accept(id, reason: "出生証明書で確認")
        #expect(receipt.holdReason == HoldReason.residentRecord)
        _ = try other.poll()
        #expect(try other.list().applications[0].status == .accepted)
    }

    @Test("突合と違う人、署名の不合格は、理由がなければ受け付けない。署名がなければ本人確認が要る")
    func reasons() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive("E-1")
        #expect(throws: ElectronicRefusal.missingReason) {
            try bench.accept(id, child: Bench.stranger)
        }
        #expect(try bench.office.count("application") == 0)
        _ = try bench.accept(id, child: Bench.stranger, reason: "母子手帳で確認")
        #expect(try bench.list().applications[0].child == Bench.stranger)
        let bad = try bench.arrive("E-2", ["電子署名検証結果": "invalid"])
        #expect(throws: ElectronicRefusal.missingReason) { try bench.accept(bad) }
        let unsigned = try bench.arrive("E-3", ["電子署名検証結果": "none"])
        #expect(throws: EntitlementRefusal.identityNotChecked) { try bench.accept(unsigned) }
        #expect(try bench.show(unsigned).findings == [.unsigned])
        #expect(try bench.list([.checking]).applications.map(\.id) == [bad, unsigned])
    }

    @Test("支給申請は償還の窓口へ渡り、状態はそこに従う")
    func reimbursement() throws {
        let bench = try ElectronicBench()
        var items = ElectronicBench.items(
            "E-7",
            [
                "手続コード": "K11", "申請理由": nil, "事由発生年月日": nil, "同意": nil, "健康保険/保険者番号": nil,
                "健康保険/保険者名称": nil, "健康保険/資格取得日": nil, "対象児童/個人番号": nil,
            ])
        items += [
            ("診療/診療年月", "2025-03"), ("診療/医療機関コード", "1119900010"), ("診療/医療機関名", "見本医院"),
            ("診療/入院外来区分", "1"), ("診療/診療種別", "1"), ("診療/点数", "100"), ("診療/診療日数", "1"),
            ("診療/自己負担割合", "3"), ("診療/支払額", "300"),
        ]
        let setting = try #require(Bench.layouts.codes["setting"]?.values.first?.code)
        let care = try #require(Bench.layouts.codes["care-kind"]?.values.first?.code)
        items = items.map { item in
            item.name == "診療/入院外来区分"
                ? (item.name, setting)
                : item.name == "診療/診療種別" ? (item.name, care) : item
        }
        let xml = Array(BundleMaker.xml(items).utf8)
        try bench.put(
            ZipMaker([("application.xml", xml), ("attachments/receipt_1.jpg", BundleMaker.jpeg)])
                .bytes,
            "r.zip")
        #expect(try bench.poll().refused.isEmpty)
        let id = try #require(try bench.list().applications.first?.id)
        #expect(try bench.accept(id).successor == .reimbursement(1))
        let form = try #require(bench.window.taken.first)
        #expect(form.receipt == "portal-E-7" && form.paid == Yen(300) && form.points == 100)
        #expect(try bench.office.count("application") == 0)
        for (stage, status) in [
            (ReimbursementStage.received, ElectronicStatus.accepted), (.examining, .examining),
            (.refused, .refused),
        ] {
            bench.window.move(stage)
            _ = try bench.poll()
            #expect(try bench.list().applications[0].status == status)
        }
    }

    @Test("補正は期限と理由を付けて頼み、新しい束が引き継ぎ、申請日は初めの日のまま")
    func correction() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive("E-1", files: [])
        #expect(try bench.show(id).findings == [.attachmentMissing(title: "保険資格の確認書類")])
        #expect(throws: ElectronicRefusal.dueDayPassed) {
            try bench.decide {
                try AskElectronicCorrection.perform(
                    id, .attachmentMissing, note: "", dueOn: day("2025-04-29"), in: $0)
            }
        }
        try bench.decide {
            try AskElectronicCorrection.perform(
                id, .attachmentMissing, note: "検証 花子さんへ電話した", dueOn: day("2025-05-20"), in: $0)
        }
        _ = try bench.poll()
        let told = try bench.status("E-1")
        #expect(told.contains("添付書類の不足") && told.contains("2025-05-20") && !told.contains("花子"))
        let mended = try bench.arrive(
            "E-2", ["補正前受付番号": "E-1", "申請年月日": "2025-04-28"])
        let list = try bench.list().applications
        #expect(list.first { $0.id == id }?.status == .withdrawn)
        let next = try #require(list.first { $0.id == mended })
        #expect(next.corrects == id && next.firstAppliedOn == day("2025-04-10"))
        let receipt = try bench.accept(mended)
        guard case .application(let application) = receipt.successor else { return }
        let file = try bench.office.read { try ApplicationBook.files([application], from: $0) }
        #expect(file[application]?.appliedOn == day("2025-04-10"))
        #expect(try bench.show(id).history.last?.reason == .replaced)
    }

    @Test("返却・取下には理由が要り、済んだ申請にはできない")
    func endings() throws {
        let bench = try ElectronicBench()
        let id = try bench.arrive("E-1")
        #expect(throws: ElectronicRefusal.missingReason) {
            try bench.decide {
                try ReturnElectronicApplication.perform(id, .wrongOffice, note: "", in: $0)
            }
        }
        try bench.decide {
            try ReturnElectronicApplication.perform(id, .wrongOffice, note: "隣の市あて", in: $0)
        }
        #expect(throws: ElectronicRefusal.notAllowed(.withdraw, .returned)) {
            try bench.decide { try WithdrawElectronicApplication.perform(id, note: "x", in: $0) }
        }
        let accepted = try bench.arrive("E-2")
        _ = try bench.accept(accepted)
        // From here on the ordinary application is withdrawn, and this one follows.
        #expect(throws: ElectronicRefusal.notAllowed(.withdraw, .accepted)) {
            try bench.decide {
                try WithdrawElectronicApplication.perform(accepted, note: "x", in: $0)
            }
        }
        _ = try bench.poll()
        #expect(try bench.status("E-1").contains("提出先の誤り"))
        #expect(!(try bench.status("E-1").contains("隣の市")))
    }
}

@Suite("電子申請の状態")
struct ElectronicCourseTests {
    @Test("到着から決定へは、受付を通らずに行けない")
    func noWayAroundAcceptance() throws {
        var reached: Set<ElectronicStatus> = [.arrived]
        var frontier: [ElectronicStatus] = [.arrived]
        while let status = frontier.popLast() {
            for command in ElectronicCourse.allowed(status) where command != .accept {
                let next = ElectronicCourse.evolve(
                    try ElectronicCourse.decide(command, at: status))
                if reached.insert(next).inserted { frontier.append(next) }
            }
        }
        #expect(reached == [.arrived, .checking, .correction, .returned, .withdrawn])
    }

    @Test("どの状態でも、許されない命令は断り、終わった状態は動かない")
    func table() {
        for status in ElectronicStatus.allCases {
            for command in ElectronicCommand.allCases {
                let isAllowed = ElectronicCourse.allowed(status).contains(command)
                #expect(((try? ElectronicCourse.decide(command, at: status)) != nil) == isAllowed)
            }
            #expect(ElectronicCourse.allowed(status).isEmpty == !status.isOpen)
        }
    }
}
