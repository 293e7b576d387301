// SPDX-License-Identifier: Apache-2.0
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Inquiries

@Suite("照会の目録")
struct CatalogueTests {
    private static let file = Bench.root
        .appending(path: "Sources/Inquiries/Catalogue/catalogue.yaml")

    @Test("見本は署名が合い、どの行にも根拠・提供者・項目・出どころがあり、未確認と言う")
    func sample() throws {
        let catalogue = try SignedCatalogue.sample()
        #expect(catalogue.signer == .sample)
        #expect(!catalogue.isConfirmed)
        for procedure in catalogue.procedures {
            #expect(!procedure.source.isEmpty && !procedure.isConfirmed)
            for item in procedure.items {
                #expect(!item.legalBasis.isEmpty && !item.provider.isEmpty)
                #expect(!item.fields.isEmpty && !item.source.isEmpty && !item.isConfirmed)
            }
        }
        // 地方税関係情報 is asked with consent only, for whatever procedure.
        let tax = catalogue.procedures.flatMap(\.items).filter { $0.title.contains("地方税") }
        #expect(tax.count == 2 && tax.allSatisfy { $0.consent == "tax" })
    }

    @Test("一字でも書き換えた目録、別の鍵の署名は使えない", .measure("R-72"))
    func forged() throws {
        let bytes = try Data(contentsOf: Self.file)
        let signature = try SigningKey.sample.sign(bytes)
        _ = try SignedCatalogue.check(bytes, signature: signature, by: .sample)
        var seeded = Seeded(7)
        for _ in 0..<300 {
            var changed = bytes
            changed[Int.random(in: 0..<bytes.count, using: &seeded)] ^= 1
            #expect(throws: InquiryRefusal.catalogueForged) {
                try SignedCatalogue.check(changed, signature: signature, by: .sample)
            }
        }
        let other = SigningKey()
        #expect(throws: InquiryRefusal.catalogueForged) {
            try SignedCatalogue.check(bytes, signature: try other.sign(bytes), by: .sample)
        }
        for wrong in ["", "AAAA", String(signature.dropLast(5)), "署名"] {
            #expect(throws: InquiryRefusal.catalogueForged) {
                try SignedCatalogue.check(bytes, signature: wrong, by: .sample)
            }
        }
    }

    @Test("市は自分の鍵で署名でき、見本の鍵は市の鍵にならない")
    func own() throws {
        let bytes = try Data(contentsOf: Self.file)
        let key = try SigningKey(text: SigningKey().secretText)
        let catalogue = try SignedCatalogue.check(
            bytes, signature: try key.sign(bytes), by: CatalogueKey(text: key.publicText))
        #expect(catalogue.signer == .municipality)
        // Signed, yet its lines are not confirmed.
        #expect(!catalogue.isConfirmed)
        #expect(throws: InquiryRefusal.sampleCatalogue) {
            try CatalogueKey(text: SigningKey.sample.publicText)
        }
    }

    @Test("根拠のない行、知らない利用目的、二度ある行の目録には署名できない")
    func unusable() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let broken = [
            text.replacing("purpose: change", with: "purpose: curiosity"),
            text.replacing("code: KODOMO-02", with: "code: KODOMO-01"),
            text.replacing("answer-days: 14", with: "answer-days: 0"),
            text.replacing("legal-basis: 番号法第19条第9号・市条例第4条第2項", with: "legal-basis: ''"),
            "version: 1",
        ]
        for words in broken {
            #expect(words != text)
            #expect(throws: InquiryRefusal.self) { try SigningKey().sign(Data(words.utf8)) }
        }
    }

    /// 100 procedures × 100 items: the real ones among many that only look like them.
    private static func grid(_ catalogue: InquiryCatalogue) -> [(String, String)] {
        func words(_ real: [String], _ made: (Int) -> String) -> [String] {
            real + (0..<(100 - real.count)).map(made)
        }
        let procedures = words(catalogue.procedures.map(\.code)) { place in
            ["KODOMO-0\(4 + place)", "kodomo-01-\(place)", "JIDO-\(place)", " KODOMO-01\(place)"][
                place % 4]
        }
        let items = words(
            Array(Set(catalogue.procedures.flatMap(\.items).map(\.code))).sorted()
        ) { place in
            ["TM0000000000\(padded(100 + place, 4))", "TM2-\(place)", "X-\(place)", "%\(place)"][
                place % 4]
        }
        return procedures.flatMap { procedure in items.map { (procedure, $0) } }
    }

    @Test("目録にない組合せは一つ残らず、だれにも尋ねる前に断る(一万組)", .measure("R-72"))
    func refusedLocally() throws {
        let bench = try Bench()
        try bench.settle(1)
        let grid = Self.grid(bench.catalogue)
        #expect(grid.count == 10_000)
        var (allowed, wrong) = (0, 0)
        var orders: [InquiryOrder] = []
        for (index, pair) in grid.enumerated() {
            for purpose in Purpose.allCases {
                let isKnown = bench.catalogue.procedures.contains { procedure in
                    procedure.code == pair.0 && procedure.purpose == purpose
                        && procedure.items.contains { $0.code == pair.1 }
                }
                let line = try? bench.catalogue.line(
                    procedure: pair.0, item: pair.1, for: purpose)
                wrong += (line != nil) == isKnown ? 0 : 1
                if isKnown {
                    allowed += 1
                } else if purpose == .registration {
                    orders.append(
                        bench.order("I-\(index)", pair: (pair.0, pair.1), purpose: purpose))
                }
            }
        }
        #expect(allowed == 8 && wrong == 0)
        let refused = try bench.accept(orders)
        #expect(refused.count == orders.count && orders.count == 10_000 - 3)
        #expect(Set(refused.values) == [.notInCatalogue, .otherPurpose])
        #expect(try bench.count("inquiry_order") == 0)
        #expect(try bench.count("inquiry_work") == 0)
    }
}
