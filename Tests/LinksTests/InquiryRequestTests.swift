// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Links
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@Suite("情報照会の依頼")
struct InquiryRequestTests {
    private struct NoCode: Refusal {
        let code = "E-INQ-013"
        let message = "この方は符号が未取得です。取得を依頼しました。"
    }

    @Test("処理中の事案の本人について、同意があれば依頼でき、根拠・同意・目録の版が残る", .measure("R-72"))
    func asked() throws {
        let bench = try Bench()
        let receipt = try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try bench.request(of: system2)
        #expect(number == "I-2025-0000001")
        let detail = try bench.inquiry(number)
        #expect(detail.file.status == .requested && detail.course.map(\.event) == [.requested])
        #expect(detail.file.legalBasis == "番号法第19条第9号" && detail.file.catalogue == "test-1")
        #expect(detail.file.consent == "申請書の同意欄 R7-000001")
        #expect(detail.file.reason == "所得の確認" && detail.file.officer == "u001")
        #expect(detail.ground.contains("番号法"))
        #expect(receipt.id > 0 && system2.state.withLock { $0.submitted } == 0)
        let form = try bench.gate.perform(
            PrepareInquiry.operation, by: Bench.counter, for: .registration
        ) { try PrepareInquiry.perform(child: Bench.child, through: system2, in: $0) }
        #expect(form.procedures.map(\.code) == ["K1"] && form.consents.count == 1)
        #expect(form.openCase.persons == [Bench.child, Bench.parent])
        #expect(form.openCase.purposes == [.registration])
        #expect(throws: InquiryRequestRefusal.underWay(number: number)) {
            try bench.request(of: system2)
        }
    }

    @Test("目録・利用目的・事案・同意・符号の順に断り、何も書かない", .measure("R-72"))
    func refused() throws {
        let bench = try Bench()
        let system2 = ScriptedSystem2()
        func isRefused(_ refusal: InquiryRequestRefusal, _ request: InquiryRequest) -> Bool {
            do {
                try bench.request(request, of: system2)
                return false
            } catch { return error as? InquiryRequestRefusal == refusal }
        }
        // Nobody has applied yet.
        #expect(isRefused(.noOpenCase, Bench.request()))
        try bench.apply()
        #expect(isRefused(.notInCatalogue, Bench.request(item: "HEALTH")))
        #expect(isRefused(.notInCatalogue, Bench.request(procedure: "K9", item: "TAX")))
        #expect(isRefused(.otherPurpose, Bench.request(procedure: "K3", item: "ACC")))
        #expect(isRefused(.noOpenCase, Bench.request(Bench.stranger)))
        // The child's tax: nobody has consented to that.
        #expect(isRefused(.noConsent(.tax), Bench.request(Bench.child)))
        var future = Bench.request()
        future.aboutOn = day("2025-05-01")
        #expect(isRefused(.wrongDays, future))
        system2.state.withLock { $0.refusal = NoCode() }
        #expect(throws: NoCode.self) { try bench.request(of: system2) }
        system2.state.withLock { $0.refusal = nil }
        try bench.withdrawConsent(of: Bench.parent)
        #expect(isRefused(.noConsent(.tax), Bench.request()))
        for table in ["inquiry", "inquiry_event", "inquiry_status"] {
            #expect(try bench.count(table) == 0, "\(table)")
        }
        #expect(system2.state.withLock { $0.submitted } == 0)
        // No consent is needed for the insurance.
        #expect(try bench.request(Bench.request(item: "INS"), of: system2).hasPrefix("I-"))
    }

    @Test("申請が終われば登録の照会はできず、認定されれば支給の照会ができる")
    func closedCase() throws {
        let bench = try Bench()
        let receipt = try bench.apply()
        let system2 = ScriptedSystem2()
        try bench.grant(receipt.id)
        #expect(throws: InquiryRequestRefusal.noOpenCase) { try bench.request(of: system2) }
        let account = Bench.request(procedure: "K3", item: "ACC")
        #expect(throws: InquiryRequestRefusal.noConsent(.receivingAccount)) {
            try bench.request(account, for: .benefit, of: system2)
        }
        try bench.gate.perform(RecordConsent.operation, by: Bench.counter, for: .benefit) {
            _ = try RecordConsent.perform(
                ConsentInput(
                    .receivingAccount,
                    about: ConsentCase(subject: Bench.parent, child: Bench.child),
                    by: Bench.parent, on: day("2025-04-30"), evidence: .paper,
                    reference: "同意書-7"), in: $0)
        }
        let number = try bench.request(account, for: .benefit, of: system2)
        #expect(try bench.inquiry(number).file.consent == "同意書 同意書-7")
    }

    @Test("どの手順も、表にある役割と利用目的だけができる")
    func permissions() throws {
        let bench = try Bench()
        try bench.apply()
        let system2 = ScriptedSystem2()
        let number = try bench.request(of: system2)
        func who(_ role: Role) -> Principal {
            Principal(officer: "u900", name: "検証", roles: [role], session: "t", terminal: "t")
        }
        func isRefused(_ work: () throws -> Void) -> Bool {
            do {
                try work()
                return false
            } catch { return error as? SafeguardRefusal == .notPermitted }
        }
        for role in Role.allCases {
            let reads = [Role.counter, .payment, .head].contains(role)
            #expect(isRefused { _ = try bench.inquiry(number, by: who(role)) } == !reads)
            #expect(
                isRefused {
                    _ = try bench.gate.perform(
                        ListInquiries.operation, by: who(role), for: .registration
                    ) { try ListInquiries.perform(in: $0) }
                } == !reads)
            #expect(
                isRefused { try bench.request(by: who(role), of: system2) }
                    == ![.counter, .system].contains(role))
            #expect(
                isRefused { try bench.confirm(number, by: who(role)) }
                    == ![.counter, .head].contains(role))
            #expect(isRefused { try bench.withdraw("x", by: who(role)) } == (role != .counter))
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try bench.gate.perform(RequestInquiry.operation, by: Bench.counter, for: .registration)
            {
                _ = try RequestInquiry.perform(Bench.request(), through: system2, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.wrongPurpose) {
            try bench.request(for: .statistics, of: system2)
        }
    }

    @Test("照会の表に、番号や符号を入れる列はない", .measure("R-78"))
    func noNumbers() throws {
        let bench = try Bench()
        for table in ["inquiry", "inquiry_event", "inquiry_status", "inquiry_result"] {
            let columns = try bench.read {
                try $0.rows("SELECT name FROM pragma_table_info('\(table)')", []) { $0.text(0) }
            }
            #expect(!columns.isEmpty)
            for word in ["integrated", "code_cell", "provision_code", "individual", "fugo"] {
                #expect(!columns.contains { $0.contains(word) }, "\(table) \(word)")
            }
        }
    }
}
