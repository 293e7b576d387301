// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// What may become of a letter, for every kind that goes to a recipient.
@Suite("すべての種類の通知の順番・再発行・引抜き")
struct LetterKindsCourseTests {
    private static let kinds = LetterKind.allCases.filter {
        Paper($0) != nil && $0 != .certificate
    }

    private static func family(
        _ reference: Int64
    ) -> (parent: AddresseeNumber, child: AddresseeNumber) {
        (
            AddresseeNumber(value: 910_000_000 + reference),
            AddresseeNumber(value: 920_000_000 + reference)
        )
    }

    /// Three families; the one that is asked for first lives where the post comes last.
    private func town(_ office: Office) {
        for place in 1...3 {
            let (parent, child) = Self.family(Int64(place))
            var one = office.person(parent, "検証　親\(place)", "ケンショウ オヤ", born: "1990-05-05")
            one.postalCode = "119000\(9 - place)"
            one.address = "見本県見本市中央町\(place)番地"
            var other = office.person(child, "検証　子\(place)", "ケンショウ コ", born: "2025-04-01")
            other.address = one.address
            office.directory.put(one)
            office.directory.put(other)
        }
    }

    @Test("どの種類も、一括は郵便番号の順に並び、理由を付けて同じ番号で再発行でき、引抜きができる", arguments: kinds)
    func course(_ kind: LetterKind) throws {
        let office = try Office()
        town(office)
        let source = OneLetter(
            kind: kind, paper: try #require(Paper(kind)), family: { Self.family($0) })
        let terms = IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness(), forms: OneLetter.forms)
        let (places, batch) = try office.gate.perform(
            .printLetters, by: Office.counter, for: .registration
        ) { scope in
            (
                try ArrangeLetters.perform(
                    source, source.lines([1, 2, 3], in: scope), directory: office.directory,
                    in: scope),
                try IssueLetters.perform(source, [1, 2, 3], terms, in: scope)
            )
        }
        #expect(
            BatchPlace.inOrder(places).compactMap(\.recipient)
                == [3, 2, 1].map { Self.family($0).parent })
        #expect(batch.letters.count == 3, "\(batch.leftOut.map(\.reason))")
        func again(_ reason: String) throws -> Result<ReadyLetter, LeftOut> {
            try office.gate.perform(
                ReprintLetter.operation, by: Office.counter, for: .registration, reason: "試験"
            ) {
                try ReprintLetter.perform(
                    batch.letters[0].envelopeNumber, reason: reason, terms: terms, in: $0)
            }
        }
        #expect(throws: LetterDeskRefusal.missingReason) { try again("　") }
        let second = try again("宛所不明で返戻").get()
        #expect(second.documentNumber == batch.letters[0].documentNumber)
        let registered = try office.read {
            try LetterRegister.letter(second.envelopeNumber, from: $0)
        }
        #expect(registered?.reprintReason == "宛所不明で返戻")
        try office.gate.perform(PullLetters.operation, by: Office.counter, for: .registration) {
            try PullLetters.perform(
                [batch.letters[1].envelopeNumber], reason: "申出により", in: $0)
        }
        let recalled = try office.read { try LetterBook.recalled(from: $0) }
        #expect(
            Set(recalled.map(\.envelope))
                == [batch.letters[0].envelopeNumber, batch.letters[1].envelopeNumber])
    }
}
