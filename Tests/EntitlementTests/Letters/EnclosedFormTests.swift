// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// The application of a child for whom nobody has applied: in the envelope of the invitation, and by
/// itself for somebody at the counter.
@Suite("申請のない子の申請書")
struct EnclosedFormTests {
    /// Two families that never applied, each in its own household.
    private struct Town {
        let parent: AddresseeNumber
        let child: AddresseeNumber
        let words: (parent: String, child: String, kana: String, address: String)
    }

    private static let families = [
        Town(
            parent: AddresseeNumber(value: 900_000_200), child: AddresseeNumber(value: 900_000_201),
            words: ("見本 一子", "見本 一郎", "ミホン イチロウ", "見本市北町1-1")),
        Town(
            parent: AddresseeNumber(value: 900_000_300), child: AddresseeNumber(value: 900_000_301),
            words: ("手本 双葉", "手本 二郎", "テホン ジロウ", "見本市南町2-2")),
    ]

    private let office: Office
    private let temporary: TemporaryFolder

    init() throws {
        office = try Office("2025-06-10")
        temporary = try TemporaryFolder("enclosed")
        for (place, family) in Self.families.enumerated() {
            var parent = office.person(
                family.parent, family.words.parent, "ケンショウ オヤ", born: "1990-05-05")
            parent.household = "H2\(place)"
            parent.address = family.words.address
            var child = office.person(
                family.child, family.words.child, family.words.kana, born: "2025-05-0\(place + 1)")
            child.household = parent.household
            child.address = parent.address
            child.mother = family.parent
            office.directory.put(parent)
            office.directory.put(child)
        }
    }

    private static let layout = FormLayout(
        sections: [
            (
                "対象児童と申請者",
                [
                    FormLayout.Row(
                        [
                            .init("児童", .value(.child), weight: 1),
                            .init("フリガナ", .value(.kana), weight: 1),
                        ], height: 9),
                    FormLayout.Row(
                        [
                            .init("生年月日", .value(.born), weight: 1),
                            .init("申請者", .value(.guardian), weight: 1),
                        ], height: 9),
                    FormLayout.Row(
                        [
                            .init("受給者番号", .value(.recipientNumber), weight: 1),
                            .init("口座番号", .fixed(.digits(7)), weight: 1),
                        ], height: 9),
                ]
            )
        ], office: ["受付"])

    private func needed(_ forms: [LetterKind: FormLayout]) -> IssueLetters.Terms {
        IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness(), forms: forms)
    }

    private var terms: IssueLetters.Terms { needed([.formRegistration: Self.layout]) }

    private func change(
        _ number: AddresseeNumber, _ edit: (inout ResidentSnapshot) -> Void
    ) throws {
        var person = try #require(try office.directory.person(number))
        edit(&person)
        office.directory.put(person)
    }

    /// Makes the list and invites the guardians of both families.
    private func invite() throws {
        _ = try office.list()
        let (directory, children) = (office.directory, Self.families.map(\.child))
        let report = try office.gate.perform(
            InviteChildren.operation, by: Office.counter, for: .registration
        ) {
            try InviteChildren.perform(
                children, due: date("2025-07-31"), directory: directory, in: $0)
        }
        #expect(report.invitations.count == 2 && report.count.isComplete)
    }

    private func issue(_ terms: IssueLetters.Terms) throws -> IssueLetters.Batch {
        try office.gate.perform(.printLetters, by: Office.counter, for: .registration) { scope in
            let source = InvitationLetters(documents: ["子の健康保険の資格が分かるもの"])
            return try IssueLetters.perform(
                source, try source.waiting(in: scope), terms, in: scope)
        }
    }

    private func form(
        _ child: AddresseeNumber, _ kind: LetterKind = .formRegistration
    ) throws -> (batch: IssueLetters.Batch, obstacle: String?) {
        let (directory, terms) = (office.directory, terms)
        return try office.gate.perform(.printLetters, by: Office.counter, for: .registration) {
            let source = FormLetters(kind, directory: directory, law: Office.law)
            return (
                try IssueLetters.perform(source, [child.value], terms, in: $0),
                try source.obstacle(for: child, in: $0)
            )
        }
    }

    private func printed(
        _ letters: [ReadyLetter], _ name: String
    ) throws -> (report: PrintReport, pages: [String], reader: PaperReader) {
        let file = temporary.file(name)
        let report = try PressRoom().print(
            letters.map {
                .letter(
                    $0.letter(
                        sender: Sender(title: "見本市長", name: "見本　太郎", seal: .place),
                        desk: ContactDesk(name: "見本市 子ども福祉課", phone: "000-900-0001")))
            }, to: file.path,
            PrintOrder(date: date("2025-06-10"), title: "通知", environmentMark: nil))
        #expect(report.problems.isEmpty, "\(report.problems)")
        let reader = PaperReader(file: file)
        return (report, try (1...report.pages).map { try reader.characters(page: $0) }, reader)
    }

    private func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    @Test("勧奨の封筒には、その家族の案内と申請書が入り、ほかの家族のことは何も入らない", .measure("R-10", "R-102"))
    func envelope() throws {
        try invite()
        let batch = try issue(terms)
        #expect(batch.expected == 2 && batch.letters.count == 2 && batch.isComplete)
        let (report, pages, reader) = try printed(batch.letters, "invitations.pdf")
        #expect(report.envelopes == 2 && report.pages == 4)
        #expect(
            report.perPageEnvelope.map { $0?.text }
                == batch.letters.flatMap { [$0.envelope.text, $0.envelope.text] })
        for (place, letter) in batch.letters.enumerated() {
            let family = try #require(Self.families.first { $0.parent == letter.order.recipient })
            let other = try #require(Self.families.first { $0.parent != family.parent })
            #expect(letter.order.children == [family.child])
            let (invitation, form) = (pages[place * 2], pages[place * 2 + 1])
            #expect(invitation.contains("同封の申請書") && invitation.contains("〒119-0001"))
            #expect(invitation.contains(plain(family.words.address)))
            let born = place == 0 ? "令和7年5月1日" : "令和7年5月2日"
            for words in [
                "こども医療費受給資格登録申請書", "（あて先）市長", plain(family.words.child),
                plain(family.words.kana), plain(family.words.parent), born, "市記入欄", "口座番号",
            ] { #expect(form.contains(words), "\(words)") }
            // The only address of the envelope is in the window of the invitation.
            #expect(!form.contains("〒") && !form.contains(plain(family.words.address)))
            for secret in [
                other.words.parent, other.words.child, other.words.kana, other.words.address,
            ] { #expect(!(invitation + form).contains(plain(secret)), "\(secret)") }
            for (page, text) in [invitation, form].enumerated() {
                #expect(text.contains("\(page + 1)/2ページ"))
                #expect(
                    try reader.codes(page: place * 2 + page + 1, in: temporary)
                        == ["\(letter.envelope.text) \(page + 1)/2"])
            }
        }
        // Were the form the first of the two, nothing would be seen through the window.
        let scale = 25.4 / 72
        let seen = try reader.words().filter {
            $0.page.isMultiple(of: 2) && $0.left * scale < 110 && $0.top * scale < 58
        }
        #expect(seen.isEmpty, "\(seen)")
        #expect(try reader.collisions().isEmpty)
        #expect(try issue(terms).expected == 0)
    }

    @Test("再発行にも申請書が入り、フリガナは台帳に残らない", .measure("R-10"))
    func again() throws {
        try invite()
        let letter = try #require(try issue(terms).letters.first)
        let contents = try office.read { db in
            try db.rows("SELECT contents FROM letter_issue") { $0.text(0) }
        }
        #expect(contents.count == 2 && contents.allSatisfy { !$0.contains("ロウ") })
        let (terms, envelope) = (terms, letter.envelope.text)
        let again = try office.gate.perform(
            .reprintLetter, by: Office.counter, for: .registration, reason: "汚れた"
        ) { try ReprintLetter.perform(envelope, reason: "汚れた", terms: terms, in: $0) }.get()
        let first = try printed([letter], "first.pdf").pages
        let second = try printed([again], "second.pdf").pages
        #expect(second.count == 2 && first.count == 2)
        #expect(plain(second[1]).contains(plain(Self.families[0].words.kana)))
    }

    @Test("申請書の様式がなければ、案内だけを出さず、理由をつけて外す", .measure("R-10"))
    func noLayout() throws {
        try invite()
        let batch = try issue(needed([:]))
        #expect(batch.letters.isEmpty && batch.leftOut.count == 2 && batch.isComplete)
        #expect(batch.leftOut.allSatisfy { $0.reason.contains("様式がありません") })
    }

    @Test("支援措置の家族には、勧奨の申請書も窓口の申請書も、二人目が認めるまで印刷されない", .measure("R-10"))
    func protected() throws {
        try invite()
        let family = Self.families[0]
        try change(family.child) { $0.isProtected = true }
        let batch = try issue(terms)
        #expect(batch.letters.map(\.order.recipient) == [Self.families[1].parent])
        #expect(batch.leftOut.map(\.recipient) == [family.parent] && batch.isComplete)
        #expect(batch.leftOut.allSatisfy { $0.reason.contains("支援措置") })
        let pages = try printed(batch.letters, "free.pdf").pages.joined()
        for secret in [family.words.parent, family.words.child, family.words.address] {
            #expect(!pages.contains(plain(secret)), "\(secret)")
        }
        let single = try form(family.child).batch
        #expect(single.expected == 1 && single.letters.isEmpty)
        #expect(single.leftOut.allSatisfy { $0.reason.contains("支援措置") })
    }

    @Test("申請のない子には、窓口で登録申請書だけを、住民記録の親の名で印字できる", .measure("R-102"))
    func counter() throws {
        let family = Self.families[0]
        let batch = try form(family.child).batch
        let letter = try #require(batch.letters.first)
        #expect(batch.expected == 1 && batch.isComplete)
        #expect(letter.order.recipient == family.parent)
        let (report, pages, _) = try printed([letter], "form.pdf")
        #expect(report.pages == 1)
        for words in [
            "こども医療費受給資格登録申請書", family.words.child, family.words.kana, family.words.parent,
            "令和7年5月1日", "〒119-0001", family.words.address,
        ] { #expect(pages[0].contains(plain(words)), "\(words)") }
        for kind in LetterKind.forms where kind != .formRegistration {
            let (none, why) = try form(family.child, kind)
            #expect(none.expected == 0 && why == "この児童に受給資格の記録がありません", "\(kind)")
        }
    }

    @Test("親が分からない子、対象の年齢でない人、住民でない子には印字せず、理由を言う。亡くなった母の代わりは父", .measure("R-10"))
    func nobody() throws {
        let (family, other) = (Self.families[0], Self.families[1])
        try change(other.child) { $0.household = "H99" }
        #expect(try form(other.child).obstacle == "保護者が別の世帯にいる")
        try change(other.child) { $0.mother = nil }
        #expect(try form(other.child).obstacle == "送り先の保護者が分からない")
        try change(other.parent) { $0.mother = family.parent }
        #expect(try form(other.parent).obstacle?.contains("年齢") == true)
        try change(other.child) { $0.status = .movedOut }
        #expect(try form(other.child).obstacle?.contains("住民ではありません") == true)
        #expect(try form(other.child).batch.expected == 0)
        try change(family.parent) { $0.status = .died }
        #expect(try form(family.child).obstacle == "送り先の保護者が死亡している")
        let father = AddresseeNumber(value: 900_000_202)
        var person = office.person(father, "見本 父", "ミホン チチ", born: "1989-05-05")
        person.household = try office.directory.person(family.child)?.household
        office.directory.put(person)
        try change(family.child) { $0.father = father }
        let (batch, why) = try form(family.child)
        #expect(why == nil && batch.letters.map(\.order.recipient) == [father])
    }
}
