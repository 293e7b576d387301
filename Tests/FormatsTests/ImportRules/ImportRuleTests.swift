// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Support
import Testing
import Vocabulary

/// 取込の規則: every rule that the layouts set has a file that breaks it and one at its boundary.
@Suite("取込の規則")
struct ImportRuleTests {
    private static let feeds: [FeedLayout] = {
        guard let library = try? Samples.library() else { preconditionFailure("Layouts") }
        return (Array(library.feeds.values) + library.migrations.values).sorted { $0.id < $1.id }
    }()

    @Test("規則を破るファイルは決まった番号で断られ、境目のファイルは通る", arguments: feeds)
    func violatingAndBoundary(layout: FeedLayout) throws {
        let reader = FeedReader(layout)
        for rule in LayoutRules(layout: layout).all {
            let broken = answer(reader, rule.violating)
            #expect(broken.codes.contains(rule.code), "\(rule.id): \(broken.codes)")
            #expect(broken.isRefused == rule.refusesFile, "\(rule.id)")
            let right = answer(reader, rule.boundary)
            #expect(right.codes.isEmpty && !right.isRefused, "\(rule.id) 境目: \(right.codes)")
        }
    }

    private static let bundles: [BundleLayout] = {
        guard let library = try? Samples.library() else { preconditionFailure("Layouts") }
        return library.bundles.values.sorted { $0.id < $1.id }
    }()

    @Test("電子申請の束: 規則を破る束は決まった番号で断られ、境目の束は通る", arguments: bundles)
    func bundleRules(layout: BundleLayout) throws {
        let reader = BundleReader(try Samples.library())
        func codes(_ bytes: [UInt8]) -> Set<String> {
            do {
                switch try reader.read(.bytes(bytes)) {
                case .form: return []
                case .refused(let issues): return Set(issues.map(\.code))
                }
            } catch { return [(error as? FormatRefusal)?.code ?? "\(error)"] }
        }
        for rule in BundleRules(layout: layout).all {
            #expect(codes(rule.violating).contains(rule.code), "\(rule.id)")
            let right = codes(rule.boundary)
            #expect(right.isEmpty, "\(rule.id) 境目: \(right)")
        }
    }

    @Test("規則は束だけで500、様式だけで1,000を超え、同じ規則を二度数えない。様式ごとの数は見本と同じ")
    func number() throws {
        let ofBundles = Self.bundles.flatMap { BundleRules(layout: $0).all }
        #expect(ofBundles.count >= 500, "束の規則は\(ofBundles.count)件です")
        let ofFeeds = Self.feeds.flatMap { LayoutRules(layout: $0).all }
        #expect(ofFeeds.count >= 1_000, "様式の規則は\(ofFeeds.count)件です")
        let rules = ofFeeds + ofBundles
        #expect(Set(rules.map(\.id)).count == rules.count)
        let table = Dictionary(grouping: rules) { String($0.id.prefix { $0 != "/" }) }
            .sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value.count)" }
        let outcome = try Golden.compare(
            table.map { $0 + "\n" }.joined(), with: "import-rules.tsv",
            beside: URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)
        #expect(outcome == .same || outcome == .recorded, "RECORD=1 で書き直します: \(outcome)")
    }

    /// The codes of the errors, and whether the whole file was refused before a row was judged.
    private func answer(
        _ reader: FeedReader, _ bytes: [UInt8]
    ) -> (codes: Set<String>, isRefused: Bool) {
        do {
            let report = try reader.inspect(.bytes(bytes))
            return (Set(report.errors.map(\.code)), false)
        } catch let refusal as FormatRefusal {
            return ([refusal.code], true)
        } catch {
            return (["\(error)"], true)
        }
    }
}
