// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Ledger
import Vocabulary

/// The peer's own time of a row: when its file was made, and its line.
struct StatementTime: Hashable, Comparable {
    let madeAt: Instant
    let line: Int

    static func < (left: StatementTime, right: StatementTime) -> Bool {
        (left.madeAt.microseconds, left.line) < (right.madeAt.microseconds, right.line)
    }
}

/// What names one insurance of a child in the files of a peer.
struct InsuranceKey: Hashable, Comparable {
    let child: AddresseeNumber
    let insurer: String
    let acquiredOn: CivilDate

    init(child: AddresseeNumber, insurer: String, acquiredOn: CivilDate) {
        self.child = child
        self.insurer = insurer
        self.acquiredOn = acquiredOn
    }

    init(_ input: InsuranceInput) {
        self.init(
            child: input.child, insurer: input.insurer.digits, acquiredOn: input.acquiredOn)
    }

    static func < (left: InsuranceKey, right: InsuranceKey) -> Bool {
        (left.child, left.insurer, left.acquiredOn)
            < (right.child, right.insurer, right.acquiredOn)
    }
}

/// One row of an insurance file about a child of ours.
struct StatedInsurance {
    let input: InsuranceInput
    let time: StatementTime

    /// Equal for rows that say the same.
    var digest: String {
        let text = [
            input.lostOn?.description, input.insurerName, input.insuredName, input.symbol,
            input.number, input.subNumber, input.band?.rawValue,
        ].map { $0 ?? "" }.joined(separator: "\u{1F}")
        return String(Digest.of(Array(text.utf8)).description.prefix(32))
    }
}

/// What a peer said last of one insurance.
struct LastStatement: Hashable {
    let time: StatementTime
    let digest: String
    let isOpen: Bool
    /// The newest file that had it at all.
    let seenAt: Instant
}

/// Puts rows where they belong in the peer's time: which of them are news, and what was said last.
///
/// The answer depends on the set of rows only, not on the order or the number of their arrivals.
struct InsuranceFold {
    private(set) var last: [InsuranceKey: LastStatement]
    /// The newest row of each insurance that says something else than what was said before it.
    private(set) var news: [InsuranceKey: StatedInsurance] = [:]
    private(set) var touched: Set<InsuranceKey> = []

    init(_ known: [InsuranceKey: LastStatement]) { last = known }

    mutating func add(_ row: StatedInsurance) {
        let key = InsuranceKey(row.input)
        let digest = row.digest
        touched.insert(key)
        guard let known = last[key] else {
            news[key] = row
            return say(row, digest, key, seenAt: row.time.madeAt)
        }
        let seenAt = max(known.seenAt, row.time.madeAt)
        guard row.time > known.time else {
            last[key] = LastStatement(
                time: known.time, digest: known.digest, isOpen: known.isOpen, seenAt: seenAt)
            return
        }
        // What a peer repeats is no news: it must not undo what an officer has mended since.
        if digest != known.digest { news[key] = row }
        say(row, digest, key, seenAt: seenAt)
    }

    private mutating func say(
        _ row: StatedInsurance, _ digest: String, _ key: InsuranceKey, seenAt: Instant
    ) {
        last[key] = LastStatement(
            time: row.time, digest: digest, isOpen: row.input.lostOn == nil, seenAt: seenAt)
    }
}
