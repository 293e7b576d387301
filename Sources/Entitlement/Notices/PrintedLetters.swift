// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 印刷用のファイル: papers that were printed earlier, before they are brought out again.
public enum PrintedLetters {
    /// Envelopes of these that must not be seen or printed any more: recalled, or of a family that is
    /// protected otherwise than when two officers released the letter; of what has left the house
    /// already, those of anybody who is protected now.
    public static func stopped(
        _ envelopes: [String], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Set<String> {
        let open = try LetterBook.letters(envelopes, from: scope.db)
        let gone = Set(envelopes).subtracting(open.map(\.envelope))
        let parties = try LetterRegister.parties(of: gone, from: scope.db)
        let people = try directory.persons(
            parties.values.reduce(into: Set()) { $0.formUnion($1) }.sorted())
        let hidden = parties.filter { $0.value.contains { people[$0]?.isProtected ?? false } }
        return try PostLetters.stopped(open, directory, in: scope)
            .union(open.filter(\.isRecalled).map(\.envelope)).union(hidden.keys)
    }
}
