// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Inquiries
import Ledger
import Links
import NumberGate
import Office
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("情報照会を、窓口から中間サーバー(模擬)まで")
struct InquiryTests {
    @Test("符号が取れるまで断り、取れたら尋ね、結果を封をして置き、職員が確かめる")
    func whole() async throws {
        let bench = try InquiryOffice()
        do {
            _ = try bench.request()
            Issue.record("asked without a 符号")
        } catch let refusal as InquiryRefusal {
            #expect(refusal == .codeMissing(.notAsked))
            #expect(refusal.message.hasPrefix("この方は符号が未取得です。"))
        }
        #expect(try await bench.relay(times: 2).codes == 1)
        let number = try bench.request()
        let report = try await bench.relay()
        #expect(report.sent == 1 && report.answered == 1 && report.troubles.isEmpty)
        let detail = try bench.detail(number)
        #expect(
            detail.course.map(\.event) == [
                .requested, .accepted, .sent, .permitted, .answered, .stored,
            ])
        #expect(detail.file.status == .stored && detail.result.count == 5)
        #expect(detail.file.catalogue.hasPrefix("sample-2025-1"))
        try bench.confirm(number)
        try await bench.relay(times: 1)
        #expect(try bench.records(number).map(\.state) == [.provided, .underWay, .asked])
        #expect(try bench.simulator.events("accepted").count == 1)
        #expect(try bench.simulator.events("result-fetched").count == 1)
        for report in try bench.office.verify() { #expect(report.report.ok, "\(report.system)") }
        try bench.close()
    }

    @Test("所得を問う市では、確かめた回答が照会番号つきの所得になり、判定がそれを読む")
    func becomesIncome() async throws {
        let bench = try InquiryOffice()
        _ = try? bench.request()
        try await bench.relay(times: 2)
        let number = try bench.request()
        try await bench.relay()
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        let law = EligibilityLaw(
            book: try #require(library.book("sample-income")), office: .weekdays,
            incomes: TaxIncomes())
        // The items that the catalogue lets in are those that the office reads as income.
        #expect(try bench.confirm(number, under: law) == .incomeRecorded(year: 2025, cases: 1))
        let said = try #require(
            bench.detail(number).result.first { $0.label == "合計所得金額" }?.value)
        let file = try bench.office.casework.perform(
            .viewHistory, by: InquiryOffice.clerk, for: .registration
        ) {
            try IncomeFile(
                of: bench.child, law: law, directory: bench.office.directory, in: $0)
        }
        let line = try #require(file.lines.first)
        #expect(line.person == bench.parent && line.inquiry == number && line.paper == nil)
        #expect(line.statement.income.map { String($0.amount) } == said)
        for report in try bench.office.verify() { #expect(report.report.ok, "\(report.system)") }
        try bench.close()
    }

    @Test("符号・統合宛名番号・提供された値は、System 1 の庫・記録のどこにも読めない", .measure("R-78"))
    func nothingLeaks() async throws {
        let bench = try InquiryOffice()
        _ = try? bench.request()
        try await bench.relay(times: 2)
        let number = try bench.request()
        try await bench.relay()
        let values = try bench.detail(number).result.map(\.value).filter { $0.count >= 6 }
        #expect(values.count >= 2)
        let journal = try bench.simulator.events("accepted")
        let integrated = try #require(
            journal.first?.split(separator: "\"person\": \"").last?.prefix(15))
        #expect(Int64(integrated) != bench.parent.value)
        let folder = bench.rehearsal.data
        try bench.close()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.contains { $0.hasPrefix("casework") })
        for file in files {
            guard let bytes = FileManager.default.contents(atPath: folder + "/" + file) else {
                continue
            }
            // The 符号 and what nobody asked for: in neither system.
            for word in ["FUGO-CANARY", "NOT-ASKED-CANARY"] {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(file) \(word)")
            }
            for word in values {
                #expect(bytes.range(of: Data(word.utf8)) == nil, "\(file) \(word)")
            }
            if file.hasPrefix("casework") {
                #expect(bytes.range(of: Data(integrated.utf8)) == nil, "\(file)")
            }
        }
    }

    @Test("送った後の取りやめは相手で止まり、許可のない回答は理由とともに断られる", .measure("R-73"))
    func ends() async throws {
        let bench = try InquiryOffice()
        _ = try? bench.request()
        try await bench.relay(times: 2)
        let first = try bench.request()
        try await bench.relay(times: 1)
        try bench.withdraw(first)
        try await bench.relay(times: 2)
        #expect(try bench.detail(first).file.status == .withdrawn)
        #expect(try bench.simulator.events("withdrawn").count == 1)
        try bench.simulator.order(#"{"rules": [{"do": "permit-missing"}]}"#)
        let second = try bench.request()
        try await bench.relay()
        let detail = try bench.detail(second)
        #expect(detail.file.status == .refused && detail.result.isEmpty)
        #expect(detail.course.last?.reason?.contains("情報提供許可証のない回答") ?? false)
        #expect(try bench.records(second).first?.refusalReason == detail.course.last?.reason)
        try bench.close()
    }

    @Test("見本の目録は本番では使えず、書き換えた目録では一つも照会できないが、ほかの仕事は続く")
    func catalogues() throws {
        let rehearsal = try Rehearsal()
        var settings = rehearsal.settings()
        settings.numberCheck = .official
        #expect(throws: InquiryRefusal.sampleCatalogue) { try settings.inquiryCatalogue() }
        let bench = try InquiryOffice()
        let folder = URL(fileURLWithPath: bench.office.settings.inquiriesDirectory)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var bytes = try Data(
            contentsOf: root.appending(path: "Sources/Inquiries/Catalogue/catalogue.yaml"))
        let key = SigningKey()
        try Data(key.publicText.utf8).write(to: folder.appending(path: "catalogue.pub"))
        try Data(try key.sign(bytes).utf8).write(to: folder.appending(path: "catalogue.sig"))
        try bytes.write(to: folder.appending(path: "catalogue.yaml"))
        #expect(try bench.office.settings.inquiryCatalogue().signer == .municipality)
        bytes.append(Data("\n# もう一行\n".utf8))
        try bytes.write(to: folder.appending(path: "catalogue.yaml"))
        #expect(throws: InquiryRefusal.catalogueForged) {
            try bench.office.settings.inquiryCatalogue()
        }
        try bench.office.close()
        let again = try Installation.open(bench.rehearsal.settings())
        #expect(again.inquiries.choices.procedures.isEmpty)
        #expect(throws: InquiryRequestRefusal.notInCatalogue) {
            try again.casework.perform(
                RequestInquiry.operation, by: InquiryOffice.clerk, for: .registration,
                reason: "所得の確認"
            ) {
                _ = try RequestInquiry.perform(
                    InquiryRequest(
                        subject: bench.parent, child: bench.child, procedure: "KODOMO-01",
                        item: "TM00000000000002"), through: again.inquiries, in: $0)
            }
        }
        try again.close()
        bench.simulator.stop()
    }

    @Test("接続先の設定がなければ、そう言う")
    func noServer() async throws {
        let rehearsal = try Rehearsal()
        let office = try Installation.create(rehearsal.settings())
        await #expect(throws: InquiryRefusal.noServer) {
            _ = try await InquiryRelay.run(once: office)
        }
        try office.close()
    }
}
