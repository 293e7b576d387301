// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
public import Safeguards
import Vocabulary

/// 書類の表示. What leaves the office, and what a page shows, is the blacked-out copy where there is one.
public enum OpenPaper {
    public static let operation = OperationCode.viewPapers

    /// A paper with the bytes that may be shown.
    public struct Opened: Sendable {
        public let paper: CasePaper
        public let media: PaperMedia
        public let bytes: [UInt8]
    }

    /// - Throws: `CaseRefusal.unknownPaper`, `.paperVoided`; `Fault(.key)` for bytes that are not
    ///   those of the record.
    public static func perform(
        _ id: Int64, store: any PaperStore, in scope: Scope
    ) throws -> Opened {
        let paper = try scope.paper(id)
        guard let place = try CasePaperBook.leaving(id, from: scope.db) else {
            throw CaseRefusal.unknownPaper
        }
        return Opened(
            paper: paper, media: place.media,
            bytes: try store.checked(place.key, digest: place.digest))
    }

    /// The original, for whoever blacks it out.
    ///
    /// (Part of `OperationCode.redactPaper`.)
    public static func original(
        _ id: Int64, store: any PaperStore, in scope: Scope
    ) throws -> Opened {
        let paper = try scope.paper(id)
        guard let place = try CasePaperBook.original(id, from: scope.db) else {
            throw CaseRefusal.unknownPaper
        }
        return Opened(
            paper: paper, media: place.media,
            bytes: try store.checked(place.key, digest: place.digest))
    }
}

extension PaperStore {
    fileprivate func checked(_ key: String, digest: String) throws -> [UInt8] {
        let bytes = try bytes(at: key)
        guard Digest.of(bytes).description == digest else {
            throw Fault(.key, detail: "a paper is not what the record says")
        }
        return bytes
    }
}
