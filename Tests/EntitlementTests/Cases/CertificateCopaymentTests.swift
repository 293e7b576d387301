// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// What a card says of the co-payment.
@Suite("証に刷る一部負担金") struct CertificateCopaymentTests {
    private static let line = "一部負担金：通院 1回 500円／入院 1回 500円"

    /// 見本市 with a co-payment of 500 yen a visit, and without the examples of the book that it breaks.
    private static func law() throws -> EligibilityLaw {
        let folder = try TemporaryFolder("copayment")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let goal = folder.file("Schemes")
        try FileManager.default.copyItem(at: root.appending(path: "Schemes"), to: goal)
        let file = goal.appending(path: "sample/book.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let examples = try #require(text.range(of: "\nexamples:"))
        let none = "copayment:\n  outpatient:\n    - {from: 2000-04-01, kind: none,"
        try #require(text.contains(none))
        try
            (String(text[..<examples.lowerBound]).replacingOccurrences(
                of: none,
                with:
                    "copayment:\n  outpatient:\n    - {from: 2000-04-01, kind: per-visit, yen: 500,"
            )
            + "\nexamples:\n"
            + "  - {name: 例, born: 2015-06-10, day: 2025-06-10, outpatient: eligible}\n")
            .write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(
            directory: goal.path, digest: { Digest.of($0).description })
        return EligibilityLaw(book: try #require(library.book("sample")), office: .weekdays)
    }

    private func issue(
        _ decision: Int64, _ law: EligibilityLaw, _ office: Office, reason: String? = nil
    ) throws -> CertificateSheet {
        let issued = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration, reason: reason
        ) {
            try IssueCertificates.perform(
                .decisions([decision]), reissueReason: reason, law: law,
                directory: office.directory, freshness: MemoryFreshness(), in: $0)
        }
        return try #require(issued.sheets.first)
    }

    private func redraw(
        _ sheet: CertificateSheet, _ law: EligibilityLaw, _ office: Office
    ) throws -> Redrawn<CertificateSheet> {
        try office.gate.perform(
            RedrawCertificates.operation, by: Office.counter, for: .registration,
            about: [Office.child], reason: "紙詰まり"
        ) {
            try RedrawCertificates.perform(
                ["C-\(sheet.issued.issueNumber)"], reason: "紙詰まり", law: law,
                directory: office.directory, freshness: MemoryFreshness(), in: $0)
        }
    }

    private func notices(_ sheet: CertificateSheet) -> [String] {
        sheet.certificate(issuer: Sender(title: "見本市長", name: "検証　太郎")).notices
    }

    @Test("有効期間を通して決まっている一部負担金は、証の注意事項の先頭に一行で刷られ、負担のない市の証は変わらない")
    func printed() throws {
        let office = try Office()
        let granted = try office.grant()
        let law = try Self.law()
        let sheet = try issue(granted.id, law, office)
        #expect(notices(sheet).first == Self.line)
        let plain = try issue(granted.id, Office.law, office, reason: "紛失")
        #expect(!notices(plain).contains { $0.hasPrefix("一部負担金") })
        #expect(notices(sheet).dropFirst() == notices(plain)[...])
    }

    @Test("作り直しは刷ったときのまま。一部負担金の一行のない前の証は、ないまま作り直し、本が変わった証は再交付を求める")
    func redrawn() throws {
        let law = try Self.law()
        let office = try Office()
        let granted = try office.grant()
        let before = try issue(granted.id, Office.law, office)
        let old = try redraw(before, law, office)
        #expect(old.papers.map { notices($0) } == [notices(before)] && old.leftOut.isEmpty)
        let sheet = try issue(granted.id, law, office, reason: "紛失")
        let again = try redraw(sheet, law, office)
        #expect(again.papers.map { notices($0) } == [notices(sheet)] && again.leftOut.isEmpty)
        let changed = try redraw(sheet, Office.law, office)
        #expect(changed.papers.isEmpty && changed.leftOut.count == 1)
        #expect(changed.leftOut.first?.reason.contains("再交付") == true)
    }
}
