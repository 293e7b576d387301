// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Press

/// X17, X18 on letters: families of many shapes, each person with an address of its own, and a
/// second, small judgement of what may come out of the press.
@Suite("支援措置と家族の形")
struct FamilyShapeTests {
    /// One family: who is recipient, who is protected, against whom.
    struct Shape: CustomTestStringConvertible, Sendable {
        enum Member: Int, CaseIterable { case child, sibling, mother, father, grandmother }
        enum Link { case none, byNumber(Member), byName(Member) }

        var name: String
        var recipient: Member = .mother
        var protected: Set<Member> = []
        var link: Link = .none
        /// Who lives together with the child, in the register.
        var together: Set<Member> = [.child, .mother]
        /// The child's parents, as the register has them.
        var parents: Set<Member> = [.mother, .father]
        var mailing: Member?
        var testDescription: String { name }

        /// The oracle: a second judgement in a few lines, from the words of the issue.
        var expected: Outcome {
            let family = Set([.child, recipient]).union(parents)
            let hidden = protected.union(
                protected.isDisjoint(with: together) ? [] : together)
            if case .byNumber(let abuser) = link, abuser == recipient,
                !family.intersection(protected).subtracting([recipient]).isEmpty
            {
                return .stopped
            }
            if case .byName(let abuser) = link, abuser == recipient,
                !family.intersection(protected).subtracting([recipient]).isEmpty
            {
                return .stopped
            }
            return family.isDisjoint(with: hidden) ? .printed : .held
        }
    }

    enum Outcome { case printed, held, stopped }

    static let shapes: [Shape] = [
        Shape(name: "ふつうの家族"),
        Shape(name: "母と子が対象", protected: [.mother, .child]),
        Shape(
            name: "父母ともに対象", protected: [.mother, .father, .child],
            together: [.child, .mother, .father]),
        Shape(
            name: "相手方が前の受給者", recipient: .father, protected: [.mother, .child],
            link: .byNumber(.father)),
        Shape(
            name: "相手方が前の受給者（氏名だけ分かる）", recipient: .father,
            protected: [.mother, .child], link: .byName(.father)),
        Shape(
            name: "子だけが移った", recipient: .father, protected: [.child],
            together: [.child, .grandmother]),
        Shape(
            name: "母だけが対象で、子は父といる", recipient: .father, protected: [.mother],
            together: [.child, .father]),
        Shape(
            name: "祖母が受給者に替わった", recipient: .grandmother, protected: [.child, .grandmother],
            link: .byNumber(.mother), together: [.child, .grandmother]),
        Shape(
            name: "祖母が相手方", recipient: .grandmother, protected: [.child],
            link: .byName(.grandmother), together: [.child, .mother]),
        Shape(
            name: "きょうだいが分かれ、姉だけが対象", recipient: .father, protected: [.sibling],
            together: [.child, .father]),
        Shape(
            name: "同じ世帯の祖母だけが対象", protected: [.grandmother],
            together: [.child, .mother, .grandmother]),
        Shape(name: "父が対象で別の世帯", protected: [.father]),
        Shape(
            name: "父を知らない子", protected: [.child], together: [.child, .mother], parents: [.mother]
        ),
        Shape(
            name: "送付先が別にある", protected: [.mother, .child], together: [.child, .mother],
            mailing: .grandmother),
        Shape(
            name: "対象者自身が別の人の相手方", recipient: .mother, protected: [.mother],
            link: .byNumber(.mother)),
    ]

    @Test("どの形の家族でも、通知は宛先本人の住所だけを持ち、止まるべきものは止まる", .measure("R-10"), arguments: shapes)
    func shapesAreGuarded(_ shape: Shape) throws { try ShapeOffice(shape).check() }

    @Test("でたらめに作った家族の形でも同じ（X17・X18）", .measure("R-10"))
    func drawnShapes() throws {
        let count = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1" ? 100 : 12
        var random = Seeded(17)
        var outcomes: [Outcome: Int] = [:]
        for number in 0..<count {
            let shape = Shape.drawn(number, &random)
            try ShapeOffice(shape).check()
            outcomes[shape.expected, default: 0] += 1
        }
        #expect(outcomes.count == 3, "\(outcomes)")
        print(
            "soak: X17 家族の形 \(count)（発行 \(outcomes[.printed] ?? 0)、保留 \(outcomes[.held] ?? 0)、停止 \(outcomes[.stopped] ?? 0)）、ほかの人の住所 0"
        )
    }
}

extension FamilyShapeTests.Shape {
    static func drawn(_ number: Int, _ random: inout Seeded) -> Self {
        func some(_ chance: Int) -> Set<Member> {
            Set(Member.allCases.filter { _ in Int.random(in: 0..<10, using: &random) < chance })
        }
        let adults: [Member] = [.mother, .father, .grandmother]
        var shape = Self(name: "形\(number)")
        shape.recipient = adults[Int.random(in: 0..<3, using: &random)]
        shape.protected = Bool.random(using: &random) ? some(4) : []
        shape.together = some(5).union([.child])
        shape.parents = some(6).intersection([.mother, .father])
        let abuser = adults[Int.random(in: 0..<3, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where !shape.protected.contains(abuser): shape.link = .byNumber(abuser)
        case 1 where !shape.protected.contains(abuser): shape.link = .byName(abuser)
        default: break
        }
        if Int.random(in: 0..<4, using: &random) == 0 { shape.mailing = .grandmother }
        return shape
    }
}

/// An office with one family of a shape.
private struct ShapeOffice {
    typealias Shape = FamilyShapeTests.Shape
    private let shape: Shape
    private let office: Office

    init(_ shape: Shape) throws {
        self.shape = shape
        office = try Office()
        for member in Shape.Member.allCases { office.directory.put(person(member)) }
        var form = office.form(child: number(.child))
        form.applicant = number(shape.recipient)
        try office.grant(form)
        if let place = shape.mailing {
            // Where letters to the recipient go is the recipient's, wherever it lies.
            try office.gate.perform(
                RecordMailingAddress.operation, by: Office.counter, for: .change
            ) {
                try RecordMailingAddress.perform(
                    MailingAddressInput(
                        subject: number(shape.recipient), postalCode: "1190009",
                        address: "送付先-\(place)", kana: "ケンショウ", name: "検証 宛先",
                        period: EffectivePeriod(from: date("2025-04-01"))), in: $0)
            }
        }
        try protect()
    }

    private func number(_ member: Shape.Member) -> AddresseeNumber {
        AddresseeNumber(value: 900_000_100 + Int64(member.rawValue))
    }

    private func canary(_ member: Shape.Member) -> String { "秘密町\(member.rawValue)丁目カナリア" }

    private func person(_ member: Shape.Member) -> ResidentSnapshot {
        var person = office.person(
            number(member), "検証 \(member)", "ケンショウ \(member)",
            born: member.rawValue < 2 ? "2025-04-01" : "1988-01-01")
        person.address = canary(member)
        person.postalCode = "119000\(member.rawValue)"
        person.household = shape.together.contains(member) ? "H1" : "H-\(member)"
        if member.rawValue < 2 {
            person.mother = shape.parents.contains(.mother) ? number(.mother) : nil
            person.father = shape.parents.contains(.father) ? number(.father) : nil
        }
        return person
    }

    /// The measures begin after the grant, as in life; the register hides who lives together.
    private func protect() throws {
        guard !shape.protected.isEmpty else { return }
        let abuser: Abuser =
            switch shape.link {
            case .none: Abuser()
            case .byNumber(let member): Abuser(number: number(member))
            case .byName(let member): Abuser(name: "検証　\(member)", relation: "関係")
            }
        let members = shape.protected.map(number).filter { $0 != abuser.number }.sorted()
        guard !members.isEmpty else { return try hide() }
        let id = try office.gate.perform(
            ProposeProtection.operation, by: Office.counter, for: .change
        ) {
            try ProposeProtection.perform(
                ProtectionInput(
                    members: members, kind: .violence,
                    from: date("2025-04-10"), until: nil, abuser: abuser, reason: "検証"),
                directory: office.directory, in: $0)
        }
        try office.gate.perform(ApproveProtection.operation, by: Office.head, for: .change) {
            try ApproveProtection.perform(id, directory: office.directory, in: $0)
        }
        try hide()
    }

    /// What System 2 does: who is protected, and who lives with them.
    private func hide() throws {
        let hidden = shape.protected.union(
            shape.protected.isDisjoint(with: shape.together) ? [] : shape.together)
        for member in hidden {
            var person = try #require(office.directory.person(number(member), asOf: nil))
            person.isProtected = true
            office.directory.put(person)
        }
    }

    private func issue() throws -> IssueNotices.Batch {
        let ids = try office.read {
            try HistoryBook.strands(children: [number(.child)], from: $0)[number(.child)]?.last.map
            { [$0.state.id] } ?? []
        }
        return try office.gate.perform(
            IssueNotices.operation, by: Office.counter, for: .registration
        ) {
            try IssueNotices.perform(
                ids, reissueReason: "検証", letters: Office.law.book.letters,
                directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
    }

    func check() throws {
        let batch = try issue()
        switch shape.expected {
        case .printed: try checkLetter(batch)
        case .stopped:
            #expect(batch.notices.isEmpty && held() == 0, "\(shape.name)")
        case .held:
            #expect(batch.notices.isEmpty && held() == 1, "\(shape.name)")
            let hold = try #require(try office.read { try HeldLetterBook.open(from: $0) }.first)
            try office.gate.perform(
                ReleaseHeldLetter.operation, by: Office.head, for: .change, reason: "確かめた"
            ) { try ReleaseHeldLetter.perform(hold.id, directory: office.directory, in: $0) }
            try checkLetter(try issue())
        }
    }

    private func held() -> Int {
        (try? office.read { try HeldLetterBook.waitingCount(from: $0) }) ?? -1
    }

    /// One letter, to the recipient, with the recipient's place in the window and no other at all.
    private func checkLetter(_ batch: IssueNotices.Batch) throws {
        try #require(batch.notices.count == 1, "\(shape.name) \(batch.leftOut)")
        let letter = batch.notices[0].letter(
            sender: Sender(title: "見本市長"), desk: ContactDesk(name: "見本", phone: "0"))
        #expect(letter.address.recipient == number(shape.recipient).description)
        let own = shape.mailing.map { "送付先-\($0)" } ?? canary(shape.recipient)
        #expect(letter.address.lines == [own], "\(shape.name)")
        let body = "\(letter.title)|\(letter.paragraphs)|\(letter.notes)|\(letter.facts)"
        #expect(!body.contains("カナリア") && !body.contains("送付先-"), "\(shape.name)")
    }
}
