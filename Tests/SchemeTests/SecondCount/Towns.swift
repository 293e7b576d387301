// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@testable import Scheme

/// The schemes that both counts read: those of the repository, and invented towns with the rules
/// that neither of them has.
enum Towns {
    /// A town as text: what is replaced in the book of 見本市.
    private static let invented: [(id: String, changes: [(String, String)])] = [
        (
            "riverside",
            [
                (
                    "copayment:\n  outpatient:\n    - {from: 2000-04-01, kind: none, article: 条例第5条, source: 条例第5条(架空)}\n  inpatient: same",
                    """
                    copayment:
                      outpatient:
                        - {from: 2000-04-01, kind: per-day, yen: 800, times: 2, month-cap: 1500, source: 架空}
                        - {from: 2022-04-01, kind: per-visit, yen: 500, times: 4, source: 架空}
                        - {from: 2025-10-01, kind: per-visit, yen: 300, month-cap: 1000, source: 架空}
                        - {from: 2027-04-01, kind: none, source: 架空}
                      inpatient:
                        - {from: 2000-04-01, kind: per-day, yen: 1200, source: 架空}
                    """
                ), ("extent: full", "extent: half, until-end-of: fiscal-year-age-15"),
                (
                    "at: 21000, compare: or-more, amount: receipt",
                    "at: 21000, compare: more-than, amount: window"
                ),
                ("where: prefecture", "where: [municipality, \"1110000002\"]"),
            ]
        ),
        (
            "hillside",
            [
                (
                    "kind: none, article: 条例第5条, source: 条例第5条(架空)}",
                    "kind: per-month-per-institution, yen: 1000, source: 架空}\n    - {from: 2026-04-01, kind: unset, source: 架空}"
                ), ("extent: full", "extent: none"),
                ("where: prefecture", "where: [\"見本小児医療センター\", municipality]"),
                ("at: 21000, compare: or-more", "at: 20000, compare: more-than"),
                ("years: 5,", "years: 2,"),
            ]
        ),
        (
            "seaside",
            [
                (
                    "kind: none, article: 条例第5条, source: 条例第5条(架空)}",
                    "kind: per-visit, yen: 200, source: 架空}"
                ),
                (
                    "- {from: 2000-04-01, extent: full,",
                    "- {from: 2000-04-01, extent: full, until-end-of: birthday-month-age-7, source: 架空}\n    - {from: 2024-04-01, extent: full,"
                ), ("years: 5,", "years: 1, months: 6,"),
            ]
        ),
    ]

    /// Everything, both ways: the library of the product, and plain words for the second count.
    struct Both: Sendable {
        let library: SchemeLibrary
        let country: PlainBook
        let towns: [(id: String, plain: PlainBook)]
    }

    static let both: Result<Both, any Error> = Result { try load() }

    /// The same towns in a country where the insurer's addition comes before the funds from
    /// 2020-04 on, and where nobody knows the place from 2026-04 on.
    static let turned: Result<Both, any Error> = Result {
        try load { files in
            let place = try #require(files.firstIndex { $0.name == "national/funds.yaml" })
            let text = String(decoding: files[place].bytes, as: UTF8.self)
            let end = try #require(text.firstRange(of: "\nexamples:")).lowerBound
            let more = """
                  - {from: 2020-04-01, place: before-funds, source: 架空}
                  - {from: 2026-04-01, place: unset, source: 架空}

                """
            files[place].bytes = Array((text[..<end] + more + text[end...]).utf8)
            // Its example was worked with the other order.
            for index in files.indices where files[index].name == "sample/book.yaml" {
                files[index].bytes = Array(
                    String(decoding: files[index].bytes, as: UTF8.self)
                        .split(separator: "\n", omittingEmptySubsequences: false)
                        .filter { !$0.contains("附加給付は他公費の後") }.joined(separator: "\n").utf8)
            }
        }
    }

    private static func load(
        _ change: (inout [(name: String, bytes: [UInt8])]) throws -> Void = { _ in }
    ) throws -> Both {
        var files = try BookFiles.read(directory: Books.directory)
        try change(&files)
        func text(_ name: String) throws -> String {
            let file = try #require(files.first { $0.name == name })
            return try #require(String(validating: file.bytes, as: UTF8.self))
        }
        let sample = try text("sample/book.yaml")
        let head = sample.prefix(upTo: try #require(sample.firstRange(of: "examples:")).lowerBound)
        for town in invented {
            var book = head.replacing("scheme: sample", with: "scheme: \(town.id)")
            for (old, new) in town.changes {
                try #require(book.contains(old), "\(town.id): \(old)")
                book = book.replacing(old, with: new)
            }
            book +=
                "examples:\n  - {name: 一例, born: 2015-06-10, day: 2025-06-10, outpatient: eligible}\n"
            files.append((name: "\(town.id)/book.yaml", bytes: Array(book.utf8)))
        }
        let upland = try FamilyPrefecture.changed(try text("sample-prefecture/book.yaml"))
            .replacing("scheme: sample-prefecture", with: "scheme: upland")
        files.append((name: "upland/book.yaml", bytes: Array(upland.utf8)))
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        try #require(checked.problems.isEmpty, "\(checked.problems)")
        let folders = Dictionary(
            grouping: files.filter { $0.name.hasSuffix(".yaml") },
            by: { $0.name.split(separator: "/").first.map(String.init) ?? "" })
        let plain = folders.mapValues { files in
            PlainBook.read(files.map { String(decoding: $0.bytes, as: UTF8.self) })
        }
        return Both(
            library: try #require(checked.library), country: try #require(plain["national"]),
            towns: plain.filter { $0.key != "national" }.sorted { $0.key < $1.key }
                .map { ($0.key, $0.value) })
    }
}
