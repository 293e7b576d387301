// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The bytes of an entry of a ledger before the months were sealed: the word `HGL1`, then every
/// field in a fixed order. Integers are 8 bytes big-endian; text is its length (8 bytes) and UTF-8;
/// what may be missing has 0 or 1 before it. Today's leaves are made by `LedgerLeaf`.
extension LedgerEntry {
    static let magic: [UInt8] = Array("HGL1".utf8)

    /// The body in the open form.
    public var body: [UInt8] {
        var bytes = ByteWriter(LedgerEntry.magic)
        bytes.put(operation)
        bytes.put(recordedAt.microseconds)
        bytes.put(raw: act.bytes)
        bytes.put(optional: result)
        bytes.put(optional: count)
        bytes.put(subjectCount)
        bytes.put(subjectDigest)
        bytes.put(firstFact)
        bytes.put(facts)
        return bytes.bytes
    }

    /// Reads a body; `nil` for anything that does not write back the same.
    public init?(body: [UInt8]) {
        var reader = ByteReader(body)
        guard reader.take(4) == LedgerEntry.magic[...], let operation = reader.integer(),
            let recorded = reader.integer(), let code = reader.text(), let officer = reader.text(),
            let session = reader.text(), let terminal = reader.text(),
            let purpose = reader.text(), let reason = reader.optionalText(),
            let result = reader.optionalText(), let count = reader.optionalInteger(),
            let subjectCount = reader.integer(), let subjectDigest = reader.digest(),
            let firstFact = reader.integer(), let facts = reader.facts()
        else { return nil }
        self.init(
            operation: operation, recordedAt: Instant(microseconds: recorded),
            act: Act(
                code: code, officer: officer, session: session, terminal: terminal,
                purpose: purpose, reason: reason),
            result: result, count: count, subjectCount: subjectCount,
            subjectDigest: subjectDigest, firstFact: firstFact, facts: facts)
        guard reader.isAtEnd, self.body == body else { return nil }
    }
}

extension Act {
    /// The part of the body that says who did what.
    var bytes: [UInt8] {
        var bytes = ByteWriter()
        for text in [code, officer, session, terminal, purpose] { bytes.put(text) }
        bytes.put(optional: reason)
        return bytes.bytes
    }
}

extension ByteWriter {
    mutating func put(_ facts: [LedgerEntry.Facts]) {
        put(Int64(facts.count))
        for fact in facts {
            put(fact.table)
            put(fact.count)
            put(fact.digest)
        }
    }
}

extension ByteReader {
    mutating func facts() -> [LedgerEntry.Facts]? {
        guard let tables = integer(), tables >= 0 else { return nil }
        var facts: [LedgerEntry.Facts] = []
        for _ in 0..<tables {
            guard let table = text(), let count = integer(), count > 0, let digest = digest()
            else { return nil }
            facts.append(LedgerEntry.Facts(table: table, count: count, digest: digest))
        }
        return facts
    }
}
