// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Entitlement

/// 見本の本 sample-limits: from 令和8年4月 the number is another before school, and for a stay in hospital
/// after it.
@Suite("証に刷る公費負担者番号")
struct CertificateFunderTests {
    private static func law() throws -> EligibilityLaw {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        return EligibilityLaw(
            book: try #require(library.book("sample-limits")), office: .weekdays)
    }

    private func issue(
        born: String, on day: String
    ) throws -> (batch: CertificateBatch, sheets: [CertificateSheet]) {
        let office = try Office("2025-04-10")
        office.directory.put(
            office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: born))
        let granted = try office.grant()
        let law = try Self.law()
        office.clock.stand(on: date(day))
        return try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .decisions([granted.id]), law: law, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
    }

    @Test(
        "年齢で分かれる番号は、その子の年度の番号を刷る",
        arguments: [("2025-05-10", "81119992"), ("2026-05-10", "82119991")])
    func ofTheYear(day: String, number: String) throws {
        let issued = try issue(born: "2025-04-01", on: day)
        #expect(issued.sheets.map(\.publicFunderNumber) == [number], "\(issued.batch.excluded)")
    }

    @Test("外来と入院で番号の違う子の証は、外来の番号を枠に、両方の番号を一行に刷る")
    func several() throws {
        let issued = try issue(born: "2015-06-10", on: "2026-05-10")
        #expect(issued.sheets.map(\.publicFunderNumber) == ["81119992"])
        let line = try #require(issued.sheets.first?.lines.first)
        #expect(line.hasPrefix("公費負担者番号 "), "\(line)")
        #expect(line.contains(" 81119992／") && line.hasSuffix(" 83119990"), "\(line)")
        #expect(issued.batch.excluded.isEmpty)
    }

    @Test("番号が一つの子の証には、番号の行がない")
    func one() throws {
        let issued = try issue(born: "2025-04-01", on: "2026-05-10")
        #expect(issued.sheets.allSatisfy { !$0.lines.joined().contains("82119991") })
    }
}
