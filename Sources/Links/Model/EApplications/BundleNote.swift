// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Ledger
import Vocabulary

/// One reason why a bundle was refused.
struct RefusalLine: Encodable, Hashable {
    /// The key of the item; empty where the whole is meant.
    let item: String
    let code: String
    let message: String

    init(_ refusal: some Refusal) {
        item = ""
        code = refusal.code
        message = refusal.message
    }

    init(_ issue: FileIssue) {
        item = issue.field ?? ""
        code = issue.code
        message = issue.message
    }
}

/// The small files that a form service reads: receipt, reason, status. JSON with sorted keys, so
/// that writing one twice writes the same bytes; no value about a person stands in any of them.
enum BundleNote {
    private struct Taken: Encodable {
        let digest: String
        let outcome = "taken"
        let receipt: String
        let service: String
    }

    private struct Refused: Encodable {
        let digest: String
        let outcome = "refused"
        let reasons: [RefusalLine]
    }

    private struct Status: Encodable {
        struct Reason: Encodable {
            let code: String
            let wording: String
        }
        let service: String
        let receipt: String
        let status: String
        let wording: String
        let at: String
        let reason: Reason?
        let dueOn: String?
    }

    static func taken(digest: String, service: String, receipt: String) throws -> [UInt8] {
        try bytes(Taken(digest: digest, receipt: receipt, service: service))
    }

    static func refused(digest: String, lines: [RefusalLine]) throws -> [UInt8] {
        try bytes(Refused(digest: digest, reasons: lines))
    }

    static func status(_ notice: StatusNotice) throws -> [UInt8] {
        try bytes(
            Status(
                service: notice.service, receipt: notice.receipt, status: notice.status.rawValue,
                wording: notice.status.wording, at: notice.at.dayInJapan.description,
                reason: notice.reason.map { .init(code: $0.rawValue, wording: $0.wording) },
                dueOn: notice.dueOn?.description))
    }

    private static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [0x0A]
    }
}

extension ArrivedBundle {
    /// Bytes beyond the limit are refused anyway: what stands before them stands for them.
    init(_ claimed: ClaimedBundle) throws {
        struct Enough: Error {}
        var left = ArchiveLimits.application.archiveBytes + 1
        name = claimed.name
        digest = try Digest.ofPieces { feed in
            do {
                try claimed.source.forEachChunk { chunk in
                    guard left > 0 else { throw Enough() }
                    left -= chunk.count
                    try feed(chunk)
                }
            } catch is Enough {}
        }.description
    }
}
