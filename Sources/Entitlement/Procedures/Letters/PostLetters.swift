// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 発送の記録. What a measure has become known of since it was printed is not posted: it is recalled.
public enum PostLetters {
    public static let operation = OperationCode.recordPosting

    /// What became of the letters.
    public struct Report: Hashable, Sendable {
        public let posted: Int
        /// Envelopes that must be taken out.
        public let recalled: [String]
    }

    /// Posts whole bundles, and single letters beside them, letters to parties outside among them; who is
    /// in both is posted once.
    ///
    /// - Throws: `ProtectionRefusal.unknownLetter`, `.letterRecalled` for a chosen letter;
    ///   `.bundleChanged` where a bundle holds other than it was seen to hold.
    public static func perform(
        bundles: [LetterBundle] = [], envelopes: [String] = [],
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Report {
        var letters: [String: OpenLetter] = [:]
        let outside = envelopes.filter { OutsideLetter.parts(of: $0) != nil }
        let inside = envelopes.filter { OutsideLetter.parts(of: $0) == nil }
        for letter in try chosen(inside, in: scope) { letters[letter.envelope] = letter }
        for bundle in bundles {
            let found = try LetterBook.toPost(of: bundle, limit: .max, from: scope.db)
            guard found.count == bundle.letters else { throw ProtectionRefusal.bundleChanged }
            for letter in found { letters[letter.envelope] = letter }
        }
        let ours = try post(
            letters.values.sorted { $0.envelope < $1.envelope }, directory, in: scope)
        let theirs = try PostOutsideLetters.post(outside, directory, in: scope)
        scope.counted(ours.posted + theirs.posted)
        return Report(
            posted: ours.posted + theirs.posted,
            recalled: (ours.recalled + theirs.recalled).sorted())
    }

    private static func chosen(_ envelopes: [String], in scope: Scope) throws -> [OpenLetter] {
        let letters = try LetterBook.letters(envelopes, from: scope.db)
        guard Set(letters.map(\.envelope)) == Set(envelopes) else {
            throw ProtectionRefusal.unknownLetter
        }
        guard !letters.contains(where: \.isRecalled) else {
            throw ProtectionRefusal.letterRecalled
        }
        return letters
    }

    private static func post(
        _ letters: [OpenLetter], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Report {
        let stopped = try stopped(letters, directory, in: scope)
        try RecallLetters.recall(
            letters.filter { stopped.contains($0.envelope) }, because: "発送の時に支援措置がある",
            in: scope)
        let posted = letters.filter { !stopped.contains($0.envelope) }
        scope.saw(letters.map(\.recipient))
        try scope.append(
            posted.map {
                LetterEventRow(
                    envelope: $0.envelope, event: .posted, reason: nil,
                    officer: scope.principal.officer)
            })
        try LetterBook.close(posted.map(\.envelope), in: scope.db)
        return Report(posted: posted.count, recalled: stopped.sorted())
    }

    /// Letters whose family is protected now otherwise than when two officers released them.
    static func stopped(
        _ letters: [OpenLetter], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Set<String> {
        let recipients = Set(letters.map(\.recipient)).sorted()
        let people = try directory.persons(recipients + letters.flatMap(\.about))
        let guardian = try LetterGuard(
            recipients: recipients, people: people, directory: directory, from: scope.db)
        let released = try HeldLetterBook.versions(letters.compactMap(\.hold), from: scope.db)
        return Set(
            letters.filter { letter in
                switch guardian.standing(of: letter.recipient, about: letter.about) {
                case .free: false
                case .forbidden: true
                case .guarded(let version): letter.hold.flatMap { released[$0] } != version
                }
            }.map(\.envelope))
    }
}

/// 引抜きの記録: who took a recalled letter out, and that it is destroyed or kept under lock.
public enum TakeLetterOut {
    public static let operation = OperationCode.recordPosting

    /// - Throws: `ProtectionRefusal.unknownLetter`, `.letterNotRecalled`,
    ///   `EntitlementRefusal.missingReason`.
    public static func perform(_ envelope: String, note: String, in scope: Scope) throws {
        guard !note.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        if OutsideLetter.parts(of: envelope) != nil {
            return try PostOutsideLetters.takeOut(envelope, note: note, in: scope)
        }
        guard let letter = try LetterBook.letter(envelope, from: scope.db) else {
            throw ProtectionRefusal.unknownLetter
        }
        scope.saw(letter.recipient)
        guard letter.isRecalled else { throw ProtectionRefusal.letterNotRecalled }
        try scope.append([
            LetterEventRow(
                envelope: envelope, event: .takenOut, reason: note,
                officer: scope.principal.officer)
        ])
        try LetterBook.close([envelope], in: scope.db)
    }
}
