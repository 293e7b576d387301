// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("支援措置")
struct ProtectionTests {
    private let office: Office
    private static let second = Principal(
        officer: "U012", name: "U012", roles: [.head], session: "test", terminal: "T1")

    init() throws { office = try Office() }

    private func measure(
        _ members: [AddresseeNumber] = [Office.child, Office.parent], abuser: Abuser = Abuser(),
        by who: Principal = Office.counter
    ) throws -> Int64 {
        try office.gate.perform(ProposeProtection.operation, by: who, for: .change) {
            try ProposeProtection.perform(
                ProtectionInput(
                    members: members, kind: .violence, from: date("2025-04-10"),
                    until: date("2026-04-09"), consulted: "見本警察署", abuser: abuser,
                    reason: "相談機関の意見書"), directory: office.directory, in: $0)
        }
    }

    private func approve(_ id: Int64, by who: Principal = Office.head) throws {
        try office.gate.perform(ApproveProtection.operation, by: who, for: .change) {
            try ApproveProtection.perform(id, directory: office.directory, in: $0)
        }
    }

    private func version(_ number: AddresseeNumber = Office.child) throws -> String {
        try #require(office.directory.protections(of: [number])[number]).version
    }

    private func proposeEnd(_ version: String, of number: AddresseeNumber = Office.child) throws
        -> Int64
    {
        try office.gate.perform(
            ProposeProtectionEnd.operation, by: Office.counter, for: .change, reason: "本人の申出"
        ) {
            try ProposeProtectionEnd.perform(
                [number: version], reason: "本人の申出", directory: office.directory, in: $0)
        }
    }

    private func approveEnd(_ id: Int64, by who: Principal = Office.head) throws {
        try office.gate.perform(
            ApproveProtectionEnd.operation, by: who, for: .change, reason: "確認した"
        ) { try ApproveProtectionEnd.perform(id, directory: office.directory, in: $0) }
    }

    private func letters(by who: Principal = Office.counter) throws -> IssueNotices.Batch {
        let ids = try office.read { db in
            try HistoryBook.strands(children: [Office.child], from: db)[Office.child]?
                .last.map { [$0.state.id] } ?? []
        }
        return try office.gate.perform(IssueNotices.operation, by: who, for: .registration) {
            try IssueNotices.perform(
                ids, reissueReason: "再発行", letters: Office.law.book.letters,
                directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
    }

    @Test("登録は別の職員の決裁で始まり、起案した本人は決裁できない", .measure("R-10"))
    func registrationNeedsTwo() throws {
        try office.grant()
        let id = try measure(by: Office.both)
        #expect(throws: SafeguardRefusal.sameOfficer) { try approve(id, by: Office.both) }
        #expect(office.directory.person(Office.child, asOf: nil)?.isProtected == false)
        try approve(id)
        #expect(office.directory.person(Office.child, asOf: nil)?.isProtected == true)
        #expect(throws: ProtectionRefusal.requestSettled) { try approve(id) }
        let history = try office.read { try ProtectionBook.history(of: Office.child, from: $0) }
        #expect(history.map(\.outcome) == [.approved])
        #expect(history.first?.decidedBy == "U002" && history.first?.proposer == "U003")
    }

    @Test("登録・終了の起案と決裁は、決められた役割だけができる")
    func rolesAreKept() throws {
        try office.grant()
        let id = try measure()
        for role in [Role.payment, .administrator, .auditor, .vendor] {
            let who = Principal(
                officer: "x", name: "x", roles: [role], session: "t", terminal: "t")
            #expect(throws: SafeguardRefusal.notPermitted) { _ = try measure(by: who) }
            #expect(throws: SafeguardRefusal.notPermitted) { try approve(id, by: who) }
            #expect(throws: SafeguardRefusal.notPermitted) { try approveEnd(id, by: who) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try approve(id, by: Office.counter) }
    }

    @Test("足りない起案と知らない人の登録は断り、申請も資格もない人は守る")
    func incompleteRequests() throws {
        try approve(try measure())
        try approveEnd(try proposeEnd(try version()))
        try approveEnd(try proposeEnd(try version(Office.parent), of: Office.parent))
        try office.grant()
        #expect(throws: ProtectionRefusal.requestIncomplete) { _ = try measure([]) }
        #expect(throws: EntitlementRefusal.unknownPerson) {
            _ = try measure([Office.child, AddresseeNumber(value: 900_000_991)])
        }
        #expect(throws: ProtectionRefusal.requestIncomplete) {
            _ = try measure([Office.child], abuser: Abuser(number: Office.child))
        }
        #expect(throws: ProtectionRefusal.unknownRequest) { try approve(999) }
        #expect(throws: ProtectionRefusal.notProtected) { _ = try proposeEnd("0-1") }
    }

    @Test("終了は、起案の時の版に対してだけ効く。間に新しい登録があれば終わらない", .measure("R-10"))
    func endAgainstTheVersion() throws {
        try office.grant()
        try approve(try measure())
        let end = try proposeEnd(try version())
        // More time is registered while the request for the end lies on the desk.
        try approve(try measure())
        #expect(throws: ProtectionRefusal.moved) { try approveEnd(end) }
        #expect(office.directory.person(Office.child, asOf: nil)?.isProtected == true)
        #expect(throws: ProtectionRefusal.moved) { _ = try proposeEnd("0-1") }
        let other = try proposeEnd(try version())
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try office.gate.perform(
                ApproveProtectionEnd.operation, by: Office.head, for: .change
            ) { try ApproveProtectionEnd.perform(other, directory: office.directory, in: $0) }
        }
        try approveEnd(other)
        #expect(office.directory.person(Office.child, asOf: nil)?.isProtected == false)
        #expect(office.directory.person(Office.parent, asOf: nil)?.isProtected == true)
        #expect(throws: ProtectionRefusal.requestSettled) { try approveEnd(other) }
    }

    @Test("終わりの日が過ぎても、支援措置は終わらない")
    func nothingEndsSilently() throws {
        try office.grant()
        try approve(try measure())
        office.clock.stand(on: date("2027-01-15"))
        #expect(office.directory.person(Office.child, asOf: nil)?.isProtected == true)
        #expect(try letters().notices.isEmpty)
    }

    @Test("対象世帯の通知は止まり、二人目の承認の後に一通だけ出る", .measure("R-10"))
    func heldLetters() throws {
        try office.grant()
        try approve(try measure())
        #expect(try letters().leftOut.values.first?.contains("二人目") == true)
        #expect(try letters().notices.isEmpty)
        let holds = try office.read { try HeldLetterBook.open(from: $0) }
        let hold = try #require(holds.first)
        #expect(holds.count == 1 && hold.recipient == Office.parent)
        // The one who asked does not release.
        let asker = Principal(
            officer: "U001", name: "U001", roles: [.head], session: "t", terminal: "t")
        #expect(throws: SafeguardRefusal.sameOfficer) { try release(hold.id, by: asker) }
        try release(hold.id)
        #expect(throws: ProtectionRefusal.holdSettled) { try release(hold.id) }
        let batch = try letters()
        #expect(batch.notices.count == 1 && batch.leftOut.isEmpty)
        // One release, one letter.
        #expect(try letters().notices.isEmpty)
        #expect(throws: ProtectionRefusal.unknownHold) { try release(999) }
    }

    private func release(
        _ id: Int64, isReleased: Bool = true, by who: Principal = Office.head
    ) throws {
        try office.gate.perform(
            ReleaseHeldLetter.operation, by: who, for: .change, reason: "宛先を本人に確かめた"
        ) {
            try ReleaseHeldLetter.perform(
                id, isReleased: isReleased, directory: office.directory, in: $0)
        }
    }

    @Test("承認の後に支援措置が変わると、承認は無効になり、もう一度待つ", .measure("R-10"))
    func releaseIsBoundToTheVersion() throws {
        try office.grant()
        try approve(try measure())
        _ = try letters()
        let hold = try #require(try office.read { try HeldLetterBook.open(from: $0) }.first)
        try release(hold.id)
        try approve(try measure())
        #expect(try letters().notices.isEmpty)
        let open = try office.read { try HeldLetterBook.open(from: $0) }
        let anew = try #require(open.first)
        #expect(open.count == 1 && anew.id != hold.id && anew.releasedBy == nil)
        try release(anew.id, isReleased: false)
        #expect(try office.read { try HeldLetterBook.open(from: $0) }.isEmpty)
    }

    @Test("機械が止めた通知は、機械と決裁者だけでは出ない。印刷する職員が二人目になる", .measure("R-10"))
    func machinesAreNoPersons() throws {
        try office.grant()
        try approve(try measure())
        let machine = Principal.machine("letters")
        _ = try letters(by: machine)
        let hold = try #require(try office.read { try HeldLetterBook.open(from: $0) }.first)
        try release(hold.id)
        #expect(try letters(by: machine).notices.isEmpty)
        #expect(try letters().notices.count == 1)
    }

    @Test("支援措置の知らせが来ると、印刷して発送していない通知は引抜きになる", .measure("R-10", "R-87"))
    func printedLettersAreRecalled() throws {
        try office.grant()
        let notice = try #require(try letters().notices.first)
        #expect(try counts() == [1, 0])
        // The register's flag arrives; nobody has registered anything here.
        var child = try #require(office.directory.person(Office.child, asOf: nil))
        child.isProtected = true
        office.directory.put(child)
        try takeOver()
        try takeOver()
        #expect(try counts() == [0, 1])
        #expect(throws: ProtectionRefusal.letterRecalled) { try post([notice.envelope.text]) }
        #expect(throws: EntitlementRefusal.missingReason) { try takeOut(notice.envelope.text, " ") }
        try takeOut(notice.envelope.text, "裁断した")
        #expect(throws: ProtectionRefusal.unknownLetter) {
            try takeOut(notice.envelope.text, "裁断した")
        }
        #expect(try counts() == [0, 0])
    }

    @Test("引抜きを待たずに発送しようとしても、発送の時に止まる", .measure("R-10"))
    func postingStopsByItself() throws {
        try office.grant()
        let notice = try #require(try letters().notices.first)
        var parent = try #require(office.directory.person(Office.parent, asOf: nil))
        parent.isProtected = true
        office.directory.put(parent)
        let report = try post([notice.envelope.text])
        #expect(report.posted == 0 && report.recalled == [notice.envelope.text])
        #expect(try counts() == [0, 1])
        #expect(throws: ProtectionRefusal.unknownLetter) { try post(["N-0000-0000000"]) }
    }

    @Test("発送した通知は一覧から消え、二度は発送にならない")
    func posting() throws {
        try office.grant()
        let notice = try #require(try letters().notices.first)
        #expect(throws: ProtectionRefusal.letterNotRecalled) {
            try takeOut(notice.envelope.text, "裁断した")
        }
        #expect(try postAll().posted == 1)
        #expect(try postAll().posted == 0)
        #expect(try counts() == [0, 0])
    }

    @Test("登録の起案だけでも、その時から通知は止まり、発送前のものは引抜きになる", .measure("R-10"))
    func askingIsEnoughToStop() throws {
        try office.grant()
        _ = try letters()
        _ = try measure([Office.child])
        #expect(try counts() == [0, 1])
        #expect(try letters().notices.isEmpty)
    }

    @Test("登録の起案で、発送前の相手方あての文書も引抜きになり、新しい文書は発行されない")
    func askingStopsOutsideLetters() throws {
        try office.grant()
        func write(_ number: String) throws {
            try office.gate.perform(
                WriteOutsideLetter.operation, by: Office.counter, for: .change
            ) {
                var values = LetterValues()
                values[.claimNumber] = .text("D1")
                values[.child] = .person(Office.child)
                values[.happenedOn] = .date(date("2025-04-01"))
                values[.count] = .number(1)
                values[.dueOn] = .date($0.today.adding(days: 30))
                _ = try WriteOutsideLetter.perform(
                    LetterOrder(
                        .councilInquiry, reference: 1, recipient: Office.parent,
                        children: [Office.child], values: values), about: Office.child,
                    to: OutsideParty(
                        name: "見本小学校", postalCode: "1190002", address: "隣市西1-1",
                        honorific: .office), documentNumber: number,
                    dueOn: $0.today.adding(days: 30), letters: Office.law.book.letters,
                    directory: office.directory, in: $0)
            }
        }
        try write("見子福第1号")
        #expect(try counts() == [1, 0])
        _ = try measure([Office.child])
        #expect(try counts() == [0, 1])
        #expect(throws: OutsideLetterRefusal.familyProtected) { try write("見子福第2号") }
        let letter = try #require(try office.read { try OutsideLetterBook.open(from: $0) }.first)
        try takeOut(letter.letter.number, "裁断した")
        #expect(try counts() == [0, 0])
    }

    private func counts() throws -> [Int] {
        let counts = try office.read { try LetterBook.counts(from: $0) }
        return [counts.toPost, counts.toTakeOut]
    }

    private func takeOver() throws {
        try office.gate.perform(
            TakeOverProtections.operation, by: .machine("take-over"), for: .change
        ) { _ = try TakeOverProtections.perform(from: office.directory, in: $0) }
    }

    @discardableResult
    private func post(_ envelopes: [String]) throws -> PostLetters.Report {
        try office.gate.perform(PostLetters.operation, by: Office.counter, for: .change) {
            try PostLetters.perform(envelopes: envelopes, directory: office.directory, in: $0)
        }
    }

    /// Every bundle that waits.
    private func postAll() throws -> PostLetters.Report {
        try office.gate.perform(PostLetters.operation, by: Office.counter, for: .change) {
            try PostLetters.perform(
                bundles: try LetterBook.printings(from: $0.db), directory: office.directory,
                in: $0)
        }
    }

    private func takeOut(_ envelope: String, _ note: String) throws {
        try office.gate.perform(TakeLetterOut.operation, by: Office.counter, for: .change) {
            try TakeLetterOut.perform(envelope, note: note, in: $0)
        }
    }

    @Test(
        "相手方は、宛名番号でも氏名でも、受給者・申請者・口座名義人になれない", .measure("R-10"),
        arguments: [
            Abuser(number: AddresseeNumber(value: 900_000_031)),
            Abuser(name: "検証 次郎", relation: "父"), Abuser(kana: "けんしょう じろう", relation: "父"),
        ])
    func namedAbuserIsStopped(_ abuser: Abuser) throws {
        let father = AddresseeNumber(value: 900_000_031)
        office.directory.put(
            office.person(father, "検証　次郎", "ケンショウ　ジロウ", born: "1988-01-01"))
        try office.grant()
        try approve(try measure(abuser: abuser))
        var form = office.form()
        form.kind = .change
        form.reason = .recipientChange
        form.applicant = father
        #expect(throws: EntitlementRefusal.namedAbuser) { _ = try office.receive(form) }
        // A stop before anything is kept: no application, no reading of the abuser's data.
        form.applicant = Office.parent
        form.account?.holderKana = "ケンショウ ジロウ"
        form.account?.holderKanji = "検証　次郎"
        if abuser.number == nil {
            #expect(throws: EntitlementRefusal.namedAbuser) { _ = try office.receive(form) }
            #expect(throws: EntitlementRefusal.namedAbuser) {
                try office.gate.perform(
                    RecordAccount.operation, by: Office.counter, for: .change
                ) {
                    try RecordAccount.perform(
                        form.account ?? fail("口座"), of: Office.parent,
                        directory: office.directory, in: $0)
                }
            }
        }
    }

    @Test("受給者が相手方とされると、通知も証も再交付も承認を待たずに断る", .measure("R-10"))
    func abusiveRecipientGetsNothing() throws {
        try office.grant()
        try approve(
            try measure([Office.child], abuser: Abuser(number: Office.parent, relation: "母")))
        let batch = try letters()
        #expect(batch.notices.isEmpty)
        #expect(batch.leftOut.values.allSatisfy { $0.contains("相手方") })
        #expect(try office.read { try HeldLetterBook.open(from: $0) }.isEmpty)
        let decisions = batch.leftOut.keys.sorted()
        let certificates = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .decisions(decisions), reissueReason: "紛失", law: Office.law,
                directory: office.directory, freshness: MemoryFreshness(), in: $0)
        }
        #expect(certificates.batch.produced == 0)
        #expect(certificates.batch.excluded.allSatisfy { $0.reason.contains("相手方") })
    }

    @Test("相手方の氏名は、データベースのどこにも読める形で残らない", .measure("R-10"))
    func abuserNameIsSealed() throws {
        try office.grant()
        _ = try measure(abuser: Abuser(name: "検証　密之助", kana: "ケンショウ　ヒソカノスケ"))
        let request = try #require(
            try office.read { try ProtectionBook.history(of: Office.child, from: $0) }.first)
        #expect(request.abuser.name == "検証　密之助")
        let plain = try office.read { db in
            try db.rows("SELECT abuser_relation, consulted, reason FROM protection_request") {
                [$0.optionalText(0), $0.optionalText(1), $0.optionalText(2)]
            }
        }
        #expect(!"\(plain)".contains("密之助") && !"\(plain)".contains("ヒソカ"))
        let cell = try office.read { db in
            try db.first("SELECT abuser_name FROM protection_request") { $0.blob(0) }
        }
        #expect(cell != nil)
    }
}
