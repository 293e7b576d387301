// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Support
import Testing

@testable import Desk

/// The signed heads on paper (4010): what a machine reads from the code is what verifies later.
@Suite("台帳の署名の控え", .measure("R-54"))
struct LedgerPaperTests {
    @Test("紙のQRを読み取った文字で、その後の台帳を確かめられる。窓口には出ない")
    func wholeWay() async throws {
        let bench = try await DeskBench()
        let folder = try TemporaryFolder("ledger-paper")
        let file = folder.file("hikae.pdf")
        try await bench.browse(as: "kansa") { browser in
            let page = try await browser.get("/log/ledger")
            #expect(page.text.contains(Route.ledgerPaper.path()))
            let paper = try await browser.get(Route.ledgerPaper.path())
            #expect(paper.status == 200 && paper.headers.value("content-type") == "application/pdf")
            try Data(paper.bytes).write(to: file)
        }
        try await bench.browse(as: "uketsuke") { browser in
            let refused = try await browser.get(Route.ledgerPaper.path())
            #expect(refused.status == 403)
            // The log goes on after the paper.
            _ = try await browser.get("/search")
        }
        // Four lines, an empty one that the reader of codes leaves out, and the signature.
        let lines = try PaperReader(file: file).codes(page: 1, in: folder)
        try #require(lines.count == 10, "\(lines)")
        let notes = [lines[0..<5], lines[5..<10]].map { note in
            note.dropLast().joined(separator: "\n") + "\n\n" + (note.last ?? "") + "\n"
        }
        for note in notes { #expect(bench.office.system(ofHead: note) != nil) }
        #expect(try bench.office.verify(witnessed: [:], kept: notes).allSatisfy { $0.report.ok })
        // Another root under the same signature is found.
        let altered = try notes.map { note in
            var lines = note.split(separator: "\n", omittingEmptySubsequences: false)
            try #require(lines.count > 4)
            lines[2] = "AAAA" + lines[2].dropFirst(4)
            return lines.joined(separator: "\n")
        }
        #expect(
            try bench.office.verify(witnessed: [:], kept: altered).allSatisfy { !$0.report.ok })
        let text = try PaperReader(file: file).text()
        #expect(text.contains("台帳の署名の控え") && text.contains("verify --checkpoint"))
    }
}
