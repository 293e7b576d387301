// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Office
import Safeguards
import Support
import Testing

@testable import Simulation

/// A comparison that finds nothing proves something only if it finds what is there.
@Suite("正解との照合は、一円の違いも見つける")
struct ComparisonTests {
    private let year: PlayedTown.Year
    private let folder: TemporaryFolder
    private let truth: URL

    init() throws {
        year = try PlayedTown.plain.get()
        folder = try TemporaryFolder("truth")
        for name in ["truth", "truth.json"] {
            try FileManager.default.copyItem(
                at: year.town.appendingPathComponent(name), to: folder.file(name))
        }
        truth = folder.file("truth")
    }

    /// Changes the first line of a truth file that holds some text.
    private func change(_ file: String, _ old: String, to new: String) throws {
        let url = truth.appendingPathComponent(file + ".jsonl")
        var text = try String(contentsOf: url, encoding: .utf8)
        let place = try #require(text.range(of: old), "\(file) に \(old) がありません")
        text.replaceSubrange(place, with: new)
        try text.write(to: url, atomically: true, encoding: .utf8)
    }

    private func differences(
        _ compare: (TruthFiles, any Connection, inout YearSummary) throws -> [Difference]
    ) throws -> [Difference] {
        let files = try TruthFiles(town: folder.url)
        let reader = Principal(
            officer: "u1", name: "検証", roles: [.head], session: "test", terminal: "T1")
        var summary = YearSummary()
        return try year.result.office.casework.perform(.viewLists, by: reader, for: .benefit) {
            try compare(files, $0.db, &summary)
        }
    }

    private func claims() throws -> [Difference] {
        try differences { truth, db, summary in
            try CompareClaims(
                truth: truth, refusedFiles: ["broken/truncated.UKE", "broken/wrong-byte.UKE"]
            ).differences(from: db, into: &summary)
        }
    }

    @Test("触っていない正解とは、違いがない")
    func untouched() throws {
        #expect(try claims().isEmpty)
        #expect(
            try differences {
                try CompareEntitlements(truth: $0).differences(from: $1, into: &$2)
            }.isEmpty)
    }

    @Test("レセプトの支給額が一円違えば、その一件だけが違いになる")
    func oneYen() throws {
        try change("claims", "\"payable\":", to: "\"payable\":1")
        let found = try claims()
        #expect(found.count == 1)
        #expect(found.first?.field == "支給額")
    }

    @Test("受け付けない理由が違えば、違いになる")
    func otherTrouble() throws {
        try change("claims", ",\"trouble\":\"", to: ",\"trouble\":\"duplicate\",\"was\":\"")
        #expect(try claims().map(\.field) == ["理由"])
    }

    @Test("終わりの日、却下の理由、振込の件数が違えば、それぞれ違いになる")
    func otherDays() throws {
        try change("entitlements", "\"lapse\":{\"day\":\"20", to: "\"lapse\":{\"day\":\"19")
        try change("decisions", "\"reason\":\"0", to: "\"reason\":\"1")
        try change("payments", "\"transfers\":", to: "\"transfers\":9")
        let found = try differences {
            try CompareEntitlements(truth: $0).differences(from: $1, into: &$2)
                + ComparePayments(truth: $0).differences(from: $1, into: &$2)
        }
        #expect(found.map(\.field) == ["消滅", "理由", "振込"])
    }

    @Test("正解にない償還、結果にない償還は、どちらも違いになる")
    func missingReceipt() throws {
        try change("reimbursements", "\"receipt\":\"S7-", to: "\"receipt\":\"X7-")
        let found = try differences {
            try CompareReimbursements(truth: $0).differences(from: $1, into: &$2)
        }
        #expect(found.map(\.found) == ["なし", "あり"])
    }
}
