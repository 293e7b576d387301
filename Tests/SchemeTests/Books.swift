// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@testable import Scheme

/// The books of the repository, and small changes of them.
enum Books {
    /// `Schemes` of this checkout.
    static let directory = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Schemes").path

    /// A digest good enough to see a change (FNV-1a).
    static func digest(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    static let library: Result<SchemeLibrary, any Error> = Result {
        try SchemeLibrary.load(directory: directory, digest: digest)
    }

    static func book(_ id: String) throws -> SchemeBook {
        try #require(try library.get().book(id))
    }

    /// The problems after replacing a text in one file, all other files as they are.
    static func problems(
        in file: String, replacing old: String, with new: String
    ) throws -> [BookProblem] {
        var files = try BookFiles.read(directory: directory)
        let place = try #require(files.firstIndex { $0.name == file })
        let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        try #require(changed != text, "\(old) は \(file) にありません")
        files[place].bytes = Array(changed.utf8)
        return SchemeLibrary.check(files: files, digest: digest).problems
    }

    static func day(_ iso: String) throws -> CivilDate { try #require(CivilDate(iso: iso)) }

    static func month(_ iso: String) throws -> YearMonth { try #require(YearMonth(iso: iso)) }
}
