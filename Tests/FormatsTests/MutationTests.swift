// SPDX-License-Identifier: Apache-2.0
import Formats
import Support
import Testing

/// Two thousand seeded mutations a parser: no crash, no hang, and nothing but refusals.
@Suite("壊したファイル", .timeLimit(.minutes(3)))
struct MutationTests {
    private static let count: UInt64 = 2000

    /// Runs a reader over mutations; answers how many files were refused whole.
    private func refused(_ original: [UInt8], _ read: ([UInt8]) throws -> Void) throws -> Int {
        var refused = 0
        for seed in 0..<MutationTests.count {
            do {
                try read(mutated(original, seed: seed))
            } catch is FormatRefusal {
                refused += 1
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        return refused
    }

    @Test("レセプトを2,000通りに壊しても、止まらず、読めた分の合計が合う", .measure("R-43"))
    func claims() throws {
        let reader = ClaimFileReader(try Samples.library())
        let refused = try refused(try Samples.bytes("kodomo-ika-sample.uke")) { bytes in
            var taken = 0
            let summary = try reader.read(.bytes(bytes)) { claim in
                taken += 1
                #expect(claim.insurance != nil || !claim.funds.isEmpty)
            }
            #expect(taken + summary.rejected == summary.claims)
        }
        #expect(refused > 0 && refused < 2000)
    }

    @Test("総合振込を2,000通りに壊しても、正しいと言った合計は明細の合計")
    func transfers() throws {
        for name in ["zengin-sougou-crlf.txt", "zengin-sougou-nosep.txt"] {
            _ = try refused(try Samples.bytes(name)) { bytes in
                let file = try TransferFile.read(.bytes(bytes))
                guard file.valid else { return }
                #expect(file.total == file.transfers.reduce(0) { $0 + $1.amount })
                #expect(file.declared == .init(count: file.count, total: file.total))
            }
        }
    }

    @Test("連携データを2,000通りに壊しても、行の数が合い、個人番号を言わない", .measure("R-43"))
    func feeds() throws {
        let layout = try Samples.library().feed("resident")
        let rows = (1...4).map { number in
            FeedText.resident.merging(["change-number": "\(number)"]) { $1 }
        }
        let text = FeedText.text(layout, rows)
        for original in [Array(text.utf8), try Samples.cp932(text)] {
            let refused = try refused(original) { bytes in
                var taken = 0
                let report = try FeedReader(layout).read(.bytes(bytes)) { _ in
                    taken += 1
                    return []
                }
                #expect(taken == report.accepted)
                #expect(report.accepted + report.rejected == report.rows)
                #expect(!report.errors.contains { $0.message.contains("90000000001") })
            }
            #expect(refused > 0 && refused < 2000)
        }
    }

    @Test("電子申請の束を、外から2,000通り、本体だけを2,000通りに壊しても、止まらず、番号を言わない")
    func bundles() throws {
        let reader = BundleReader(try Samples.library())
        let document = Array(BundleMaker.xml(PortalForm.items).utf8)
        func read(_ bytes: [UInt8]) throws {
            guard case .refused(let issues) = try reader.read(.bytes(bytes)) else { return }
            #expect(!issues.contains { $0.message.contains("900000000012") || $0.value != nil })
        }
        let outside = try refused(PortalForm.zip(document), read)
        #expect(outside > 1_500 && outside <= 2_000)
        let inside = try refused(document) { try read(PortalForm.zip($0)) }
        #expect(inside > 0 && inside < 2_000)
        let json = Array(BundleMaker.json(PortalForm.items).utf8)
        let others = try refused(json) { try read(PortalForm.zip($0, name: "answer.json")) }
        #expect(others > 0 && others < 2_000)
    }

    @Test("CP932 の文を2,000通りに壊しても、読めたものは必ず書ける")
    func text() throws {
        let decoder = try TextDecoder(.cp932)
        let original = try Samples.cp932("見本市の髙橋さん、ｶﾅと①。")
        for seed in 0..<MutationTests.count {
            let bytes = mutated(original, seed: seed)
            if let text = try? decoder.text(bytes) {
                #expect(try TextEncoder(.cp932).encode(text).unmappable.isEmpty)
            }
        }
    }
}
