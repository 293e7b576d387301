// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Benefits

/// 高額療養費の委任のお願い: whom the office asks, and what the letter says.
@Suite("高額療養費の委任のお願い")
struct MandateLetterTests {
    private func waiting(_ office: Office) throws -> [Int64] {
        try office.gate.perform(.viewLists, by: Office.payment, for: .benefit) {
            try MandateLetters(law: Office.law).waiting(in: $0)
        }
    }

    private func issue(_ office: Office, _ ids: [Int64]) throws -> IssueLetters.Batch {
        let form = FormLayout(
            sections: [
                ("対象児童", [FormLayout.Row([.init("氏名", .value(.child), weight: 1)], height: 9)])
            ], office: [])
        return try office.gate.perform(IssueLetters.operation, by: Office.payment, for: .benefit) {
            try IssueLetters.perform(
                MandateLetters(law: Office.law), ids,
                IssueLetters.Terms(
                    letters: Office.law.book.letters, directory: office.directory,
                    freshness: MemoryFreshness(), forms: [.formMandate: form]), in: $0)
        }
    }

    /// Three clinics of a month, each below the switch to reimbursement: 62,100 yen together.
    private func bill(
        _ office: Office, _ month: String, in billing: String,
        institutions: [String] = ["9900010", "9900028", "9900036"]
    ) throws {
        for institution in institutions {
            var file = Uke.one {
                $0.month = month
                $0.points = 6_900
            }
            (file.billing, file.institution) = (billing, institution)
            try office.take(file, name: "\(billing)-\(month)-\(institution).UKE")
        }
        #expect(try office.errors().isEmpty)
    }

    @Test("前の請求月の分も待ち、額・保険者の名・委任状を添え、家族と診療月に一通だけ出る")
    func months() throws {
        let office = try Office()
        try bill(office, "202505", in: "202506")
        try bill(office, "202506", in: "202507")
        let ids = try waiting(office)
        #expect(ids.count == 2, "新しい請求月だけでなく")
        let letter = try #require(try issue(office, [ids[0]]).letters.first)
        let values = letter.order.values
        #expect(values[.treatmentMonth] == .month(yearMonth("2025-05")))
        #expect(values[.selfPaid] == .yen(Yen(62_100)))
        #expect(values[.insurer] == .text("見本健康保険組合"))
        #expect(letter.enclosed?.title == "高額療養費の受領に関する委任状")
        #expect(try waiting(office) == [ids[1]])
        #expect(try issue(office, [ids[0]]).issuedBefore == 1)
        // A late claim of the same month of treatment is no second letter.
        try bill(office, "202505", in: "202508", institutions: ["9900044", "9900051", "9900069"])
        #expect(try waiting(office) == [ids[1]])
    }
}
