// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

/// One operation while it runs: its row is written, its facts follow, its entry closes it.
public final class LedgerOperation {
    public let act: Act
    public let facts: FactWriter
    private unowned let group: LedgerGroup

    public var id: Int64 { facts.operationID }

    init(_ act: Act, facts: FactWriter, group: LedgerGroup) {
        self.act = act
        self.facts = facts
        self.group = group
    }

    /// Writes the subjects and the entry; call it exactly once, in the same transaction.
    ///
    /// - Parameters:
    ///   - subjects: persons whose data were shown or changed; doubles are fine.
    ///   - result: a code or a short word; never a value about a person.
    @discardableResult
    public func finish(
        subjects: some Sequence<AddresseeNumber>, result: String? = nil, count: Int? = nil
    ) throws -> LedgerEntry {
        // In place: a register of a million people must not stand in memory several times.
        var numbers = subjects.map(\.value)
        numbers.sort()
        numbers.removeRepeated()
        let entry = LedgerEntry(
            operation: id, recordedAt: facts.recordedAt, act: act, result: result,
            count: count.map { Int64($0) }, subjectCount: Int64(numbers.count),
            subjectDigest: SubjectDigest.of(numbers), firstFact: facts.firstID,
            facts: facts.close())
        try group.close(entry, subjects: numbers)
        return entry
    }
}

/// The digest over the subjects of an operation.
enum SubjectDigest {
    static func of(_ ascending: [Int64]) -> Digest {
        var bytes = ByteWriter()
        for number in ascending { bytes.put(number) }
        return Digest.of(bytes.bytes)
    }
}

extension Array where Element == Int64 {
    /// Leaves one of equal neighbours.
    fileprivate mutating func removeRepeated() {
        var kept = 0
        for value in self where kept == 0 || self[kept - 1] != value {
            self[kept] = value
            kept += 1
        }
        removeLast(count - kept)
    }
}
