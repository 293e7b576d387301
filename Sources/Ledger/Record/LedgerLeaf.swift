// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The bytes of a leaf: the word `HGL2`, what stays readable for ever (number, time, code, the
/// digests of the facts), the salted commitment to the rest, and the rest sealed under the key of
/// its month. The leaf of an older ledger (`HGL1`) holds everything in the open.
struct LedgerLeaf {
    enum Content {
        case open(LedgerEntry)
        case sealed(Seal)
    }

    struct Seal {
        /// The bytes before the nonce: bound into the sealed box.
        let header: [UInt8]
        let commitment: Digest
        let nonce: [UInt8]
        let box: [UInt8]
    }

    static let magic: [UInt8] = Array("HGL2".utf8)

    let operation: Int64
    let recordedAt: Instant
    let code: String
    let firstFact: Int64
    let facts: [LedgerEntry.Facts]
    let content: Content

    var factCount: Int64 { facts.reduce(0) { $0 + $1.count } }
    var month: YearMonth { recordedAt.logMonth }

    /// Reads a body; `nil` for anything that does not write back the same.
    init?(body: [UInt8]) {
        if let entry = LedgerEntry(body: body) {
            operation = entry.operation
            recordedAt = entry.recordedAt
            code = entry.act.code
            firstFact = entry.firstFact
            facts = entry.facts
            content = .open(entry)
            return
        }
        var reader = ByteReader(body)
        guard reader.take(4) == LedgerLeaf.magic[...], let operation = reader.integer(),
            let recorded = reader.integer(), let code = reader.text(),
            let firstFact = reader.integer(), let facts = reader.facts(),
            let commitment = reader.digest(), let nonce = reader.take(12),
            let length = reader.integer(), let count = Int(exactly: length),
            let box = reader.take(count), reader.isAtEnd
        else { return nil }
        self.operation = operation
        recordedAt = Instant(microseconds: recorded)
        self.code = code
        self.firstFact = firstFact
        self.facts = facts
        let header = LedgerLeaf.header(
            operation, Instant(microseconds: recorded), code, firstFact, facts, commitment)
        content = .sealed(
            Seal(header: header, commitment: commitment, nonce: Array(nonce), box: Array(box)))
        guard LedgerLeaf.body(header, Array(nonce), Array(box)) == body else { return nil }
    }

    /// Seals an entry and gives the body with the salt of its commitment.
    static func seal(
        _ entry: LedgerEntry, under key: MonthKey, nonce: [UInt8]
    ) throws -> (body: [UInt8], salt: [UInt8]) {
        let content = entry.content
        let salt = key.salt(nonce, operation: entry.operation)
        let header = header(
            entry.operation, entry.recordedAt, entry.act.code, entry.firstFact, entry.facts,
            commitment(salt, entry.operation, content))
        let box = try key.seal(content, nonce: nonce, bound: header)
        return (body(header, nonce, box), salt)
    }

    /// SHA-256(salt ‖ number ‖ content).
    static func commitment(
        _ salt: [UInt8], _ operation: Int64, _ content: [UInt8]
    ) -> Digest {
        var bytes = ByteWriter(salt)
        bytes.put(operation)
        bytes.put(raw: content)
        return Digest.of(bytes.bytes)
    }

    private static func header(
        _ operation: Int64, _ recordedAt: Instant, _ code: String, _ firstFact: Int64,
        _ facts: [LedgerEntry.Facts], _ commitment: Digest
    ) -> [UInt8] {
        var bytes = ByteWriter(magic)
        bytes.put(operation)
        bytes.put(recordedAt.microseconds)
        bytes.put(code)
        bytes.put(firstFact)
        bytes.put(facts)
        bytes.put(commitment)
        return bytes.bytes
    }

    private static func body(_ header: [UInt8], _ nonce: [UInt8], _ box: [UInt8]) -> [UInt8] {
        var bytes = ByteWriter(header)
        bytes.put(raw: nonce)
        bytes.put(box)
        return bytes.bytes
    }
}

extension LedgerLeaf {
    /// What the leaf hides, opened with the key of its month; `nil` for another key, or when it is
    /// not what the leaf commits to.
    func opened(_ key: MonthKey) -> LedgerEntry.Content? {
        guard case .sealed(let seal) = content,
            let plain = key.open(seal.box, nonce: seal.nonce, bound: seal.header),
            LedgerLeaf.commitment(key.salt(seal.nonce, operation: operation), operation, plain)
                == seal.commitment
        else { return nil }
        return LedgerEntry.Content(bytes: plain)
    }
}
