// SPDX-License-Identifier: Apache-2.0

extension LedgerEntry {
    /// What the leaf commits to and hides: who, from where, why, with what result, about whom.
    struct Content: Hashable {
        let officer: String
        let session: String
        let terminal: String
        let purpose: String
        let reason: String?
        let result: String?
        let count: Int64?
        let subjectCount: Int64
        let subjectDigest: Digest

        var bytes: [UInt8] {
            var bytes = ByteWriter()
            for text in [officer, session, terminal, purpose] { bytes.put(text) }
            bytes.put(optional: reason)
            bytes.put(optional: result)
            bytes.put(optional: count)
            bytes.put(subjectCount)
            bytes.put(subjectDigest)
            return bytes.bytes
        }
    }

    var content: [UInt8] {
        Content(
            officer: act.officer, session: act.session, terminal: act.terminal,
            purpose: act.purpose, reason: act.reason, result: result, count: count,
            subjectCount: subjectCount, subjectDigest: subjectDigest
        ).bytes
    }
}

extension LedgerEntry.Content {
    /// Reads the bytes; `nil` where they do not fit.
    init?(bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        guard let officer = reader.text(), let session = reader.text(),
            let terminal = reader.text(), let purpose = reader.text(),
            let reason = reader.optionalText(), let result = reader.optionalText(),
            let count = reader.optionalInteger(), let subjectCount = reader.integer(),
            let subjectDigest = reader.digest(), reader.isAtEnd
        else { return nil }
        self.init(
            officer: officer, session: session, terminal: terminal, purpose: purpose,
            reason: reason, result: result, count: count, subjectCount: subjectCount,
            subjectDigest: subjectDigest)
    }
}
