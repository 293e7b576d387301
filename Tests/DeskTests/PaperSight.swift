// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

extension Browser {
    /// Opens the PDF of a page of printed papers and reads it with another program.
    func paper(_ printed: Sight, _ look: (PaperReader) throws -> Void) async throws {
        let path = try #require(
            printed.text.firstMatch(of: /href="(\/papers\/print\/[^"]+)"/).map {
                String($0.1)
            }, "\(printed.text)")
        try await get(path).asPaper(look)
    }
}

extension Sight {
    /// Reads an answer that is a PDF with another program.
    func asPaper(_ look: (PaperReader) throws -> Void) throws {
        #expect(status == 200, "\(text)")
        let folder = try TemporaryFolder("paper")
        let file = folder.file("paper.pdf")
        try Data(bytes).write(to: file)
        try look(PaperReader(file: file))
    }
}
