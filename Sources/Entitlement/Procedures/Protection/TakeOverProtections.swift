// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 支援措置の反映: measures that System 2 learned of, from whatever row of the feed, reach the papers of
/// System 1: printed letters are recalled, copies of addresses are written anew under seal.
///
/// Screens and the printing of letters do not wait for this: they ask System 2 each time.
public enum TakeOverProtections {
    public static let operation = OperationCode.setProtection

    /// Acts on every measure that is new, or newer than what was acted on; twice changes nothing.
    ///
    /// - Returns: how many persons.
    @discardableResult
    public static func perform(
        from directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Int {
        let standings = try directory.protections(of: nil)
        let seen = try ProtectionSeenBook.versions(from: scope.db)
        let fresh = standings.values.filter { seen[$0.number] != $0.version }
        guard !fresh.isEmpty else { return 0 }
        let numbers = fresh.map(\.number).sorted()
        try seal(numbers, directory, in: scope)
        try RecallLetters.perform(of: numbers, because: "支援措置の知らせ", in: scope)
        try ProtectionSeenBook.note(Array(fresh), in: scope.db)
        scope.saw(numbers)
        return numbers.count
    }

    /// Writes what is known of persons anew, their address under seal, where an open copy is the
    /// newest.
    static func seal(
        _ numbers: [AddresseeNumber], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let open = try PersonBook.latest(numbers, from: scope.db).filter { !$0.value.isProtected }
        guard !open.isEmpty else { return }
        let people = try directory.persons(open.keys.sorted())
        let ties = try PersonBook.ties(of: open.values.map(\.id), from: scope.db)
        try scope.append(
            open.values.sorted { $0.number < $1.number }.compactMap { known in
                people[known.number].map { person in
                    PersonSnapshotRow(
                        person: person.underProtection, application: ties[known.id]?.application,
                        history: ties[known.id]?.history)
                }
            })
    }
}

extension ResidentSnapshot {
    fileprivate var underProtection: ResidentSnapshot {
        var person = self
        person.isProtected = true
        return person
    }
}
