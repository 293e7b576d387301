// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards
import Scheme
import Vocabulary

/// What of a file that was printed earlier is drawn once more.
public struct Redrawn<Paper: Sendable>: Sendable {
    public let papers: [Paper]
    /// Envelopes that stay out, each with its reason.
    public let leftOut: [(envelope: String, reason: String)]
}

/// 印刷用のファイルの作り直し: the letters of a file that may no longer be brought out as a whole, without
/// those that something stopped since. Each is the same letter in its own envelope, with its number and
/// date, to where its recipient lives now; nothing is issued.
public enum RedrawLetters {
    public static let operation = OperationCode.reprintLetter

    /// - Throws: `LetterDeskRefusal.missingReason`; `.staleFeed`.
    public static func perform(
        _ envelopes: [String], reason: String, terms: IssueLetters.Terms, in scope: Scope
    ) throws -> Redrawn<ReadyLetter> {
        guard !reason.allSatisfy(\.isWhitespace) else { throw LetterDeskRefusal.missingReason }
        try terms.freshness.check(on: scope.today, in: scope.db)
        let standing = try RemainingEnvelopes(envelopes, terms.directory, in: scope)
        var leftOut = standing.leftOut
        var papers: [ReadyLetter] = []
        let letters = try LetterRegister.letters(standing.remaining, from: scope.db)
        let orders = letters.compactMap(\.order)
        scope.saw(orders.flatMap { [$0.recipient] + $0.children })
        // What is asked for here takes no place in the register: the letters stand in it already.
        let addressing = try Addressing(
            recipients: orders.map(\.recipient), children: orders.flatMap(\.children),
            directory: terms.directory, in: scope)
        for letter in letters {
            guard let order = letter.order, let envelope = EnvelopeID(letter.envelope) else {
                leftOut.append((letter.envelope, "通知の台帳に内容がありません"))
                continue
            }
            let writing = LetterWriting(
                letters: terms.letters, forms: terms.forms, addressing: addressing,
                datedOn: letter.datedOn)
            switch writing.ready(order, envelope: envelope, .same(letter.documentNumber)) {
            case .success(let ready): papers.append(ready)
            case .failure(let out): leftOut.append((letter.envelope, out.reason))
            }
        }
        scope.counted(papers.count)
        return Redrawn(papers: papers, leftOut: leftOut.sorted { $0.envelope < $1.envelope })
    }
}

/// Which envelopes of a file may still be brought out: those that lie in the house and that nothing
/// stopped since.
struct RemainingEnvelopes {
    let remaining: [String]
    let leftOut: [(envelope: String, reason: String)]

    init(
        _ envelopes: [String], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let stopped = try PrintedLetters.stopped(envelopes, directory, in: scope)
        let here = Set(try LetterBook.letters(envelopes, from: scope.db).map(\.envelope))
        remaining = envelopes.filter { here.contains($0) && !stopped.contains($0) }
        leftOut = envelopes.compactMap { envelope -> (envelope: String, reason: String)? in
            if stopped.contains(envelope) { return (envelope, "印刷の後に支援措置か引抜きの対象になりました") }
            return here.contains(envelope) ? nil : (envelope, "発送したか、引き抜いた封筒です")
        }
    }
}
