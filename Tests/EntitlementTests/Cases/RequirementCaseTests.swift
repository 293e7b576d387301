// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// The office of a city whose ordinance asks for statuses of residence and for who the recipient is.
private struct StrictOffice {
    static let law: EligibilityLaw = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        do {
            let library = try SchemeLibrary.load(
                directory: root.appending(path: "Schemes").path,
                digest: { Digest.of($0).description })
            guard let book = library.book("sample-requirements") else {
                preconditionFailure("book")
            }
            return EligibilityLaw(book: book, office: .weekdays)
        } catch { preconditionFailure("\(error)") }
    }()

    let office: Office

    init(_ day: String = "2025-04-10") throws {
        office = try Office(day)
        office.family()
    }

    func stay(_ status: String?, until: String? = nil, since: String? = nil, on day: String) {
        office.directory.change(
            Office.child, reason: "B34", on: date(day), at: office.clock.now()
        ) {
            $0.nationality = "ネパール"
            $0.stayStatus = status
            $0.stayUntil = until.map(date)
            $0.staySince = since.map(date)
        }
    }

    func judge(_ id: Int64) throws -> Result<JudgedApplication, EntitlementRefusal> {
        try office.gate.perform(ProposeDecisions.operation, by: Office.counter, for: .registration)
        {
            try #require(
                try JudgeApplications.perform(
                    [id], law: Self.law, directory: office.directory, terms: Office.terms, in: $0
                ).first)
        }
    }

    func propose(_ id: Int64) throws -> (id: Int64, draft: ProposalDraft) {
        let ids = try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [id], law: Self.law, directory: office.directory, terms: Office.terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        let found = try office.read { try ProposalBook.proposals(ids, from: $0) }
        return (ids[0], try #require(found[ids[0]]?.draft))
    }

    func grant() throws {
        _ = try office.approve([try propose(try office.receive(office.form()).id).id])
    }

    func night() throws -> RejudgementReport {
        try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                .queue, law: Self.law, directory: office.directory,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    func rejudge() throws -> RejudgementReport {
        try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                .children([Office.child]), law: Self.law, directory: office.directory,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    func list() throws -> ListUnregistered.Report {
        try office.gate.perform(ListUnregistered.operation, by: Office.counter, for: .registration)
        {
            try ListUnregistered.perform(law: Self.law, directory: office.directory, in: $0)
        }
    }

    func draft(_ report: RejudgementReport) throws -> ProposalDraft {
        let id = try #require(report.waiting.first)
        return try #require(
            try office.read { try ProposalBook.proposals([id], from: $0) }[id]?.draft)
    }
}

@Suite("在留資格の要件のある市")
struct StayCaseTests {
    @Test("短期滞在の子の申請は、理由11と条で却下の案になり、下見も同じことを言う。在留カードの子は認定される")
    func refused() throws {
        let strict = try StrictOffice()
        strict.stay("短期滞在", until: "2025-07-01", since: "2025-04-02", on: "2025-04-02")
        let receipt = try strict.office.receive(strict.office.form())
        let seen = try strict.office.gate.perform(
            PreviewJudgement.operation, by: Office.counter, for: .registration
        ) {
            try PreviewJudgement.perform(
                receipt.id, law: StrictOffice.law, directory: strict.office.directory, in: $0)
        }
        #expect(seen.refusals.map(\.rule) == [.stay])
        let refused = try strict.propose(receipt.id).draft
        #expect(refused.result == .refused && refused.reason == .stayStatus)
        #expect(refused.flags.contains(.refusal))
        #expect(refused.explanation == "在留資格「短期滞在」は対象になりません（条例第3条第2項第6号）")
        let other = try StrictOffice()
        other.stay("家族滞在", until: "2026-07-01", since: "2025-04-02", on: "2025-04-02")
        let granted = try other.propose(try other.office.receive(other.office.form()).id).draft
        #expect(granted.result == .granted)
    }

    @Test("在留資格の記録がない子と満了後の子は、却下せず、要るものを言って止まる。記録が届けば判定できる")
    func held() throws {
        let strict = try StrictOffice()
        strict.stay(nil, on: "2025-04-02")
        let id = try strict.office.receive(strict.office.form()).id
        #expect(throws: EntitlementRefusal.stayUnknown("児童の在留資格の記録")) {
            try strict.judge(id).get()
        }
        strict.stay("家族滞在", until: "2025-04-09", since: "2025-04-02", on: "2025-04-02")
        #expect(
            throws: EntitlementRefusal.stayUnknown("令和7年4月9日に満了した在留期間の更新の記録")
        ) { try strict.judge(id).get() }
        strict.stay("家族滞在", until: "2026-04-09", since: "2025-04-02", on: "2025-04-10")
        #expect(try strict.propose(id).draft.result == .granted)
    }

    @Test("満了の前に申請し、満了の後に判定しても、更新の記録が届くまで止まる")
    func heldSinceApplication() throws {
        let strict = try StrictOffice()
        strict.stay("家族滞在", until: "2025-04-09", since: "2025-04-02", on: "2025-04-02")
        let id = try strict.office.receive(strict.office.form(applied: "2025-04-05")).id
        #expect(
            throws: EntitlementRefusal.stayUnknown("令和7年4月9日に満了した在留期間の更新の記録")
        ) { try strict.judge(id).get() }
    }

    @Test("申請の後に対象外の在留資格に変わった子は、却下でなく、変わった日の前日までの認定の案になる")
    func changedBeforeJudging() throws {
        let strict = try StrictOffice("2025-04-25")
        strict.stay("特定活動", until: "2025-12-31", since: "2025-04-20", on: "2025-04-20")
        let id = try strict.office.receive(strict.office.form(applied: "2025-04-05")).id
        let draft = try strict.propose(id).draft
        #expect(draft.result == .granted)
        #expect(draft.periods.outpatient?.lastDay == date("2025-04-19"))
        #expect(draft.periods.inpatient?.lastDay == date("2025-04-19"))
    }

    @Test("認定の後に対象外の在留資格に変われば、変わった日で消滅の案になり、決裁を待つ。元に戻れば案は消える")
    func changed() throws {
        let strict = try StrictOffice()
        strict.stay("家族滞在", until: "2026-03-31", since: "2025-04-02", on: "2025-04-02")
        try strict.grant()
        strict.office.clock.stand(on: date("2025-07-10"))
        strict.stay("特定活動", until: "2025-12-31", since: "2025-07-01", on: "2025-07-01")
        let report = try strict.rejudge()
        let draft = try strict.draft(report)
        #expect(draft.result == .lapsed && draft.reason == .stayStatus)
        #expect(draft.effectiveOn == date("2025-07-01") && draft.flags.contains(.stayPeriod))
        #expect(try strict.office.state().isLive, "職員が決裁するまで終わらない")
        #expect(try strict.rejudge().waiting.isEmpty, "同じ案は二度作らない")
        strict.stay("家族滞在", until: "2026-12-31", since: "2025-04-02", on: "2025-07-09")
        #expect(try strict.rejudge().kept == 1)
        #expect(
            try strict.office.read {
                try ProposalBook.pending(children: [Office.child], from: $0)
            }.isEmpty)
    }

    @Test("消滅の後の日からの在留資格では、間の日を含めて元に戻さない。いつからか分からなければ職員に言い、記録の訂正でだけ元に戻す案を作る")
    func coveredAgain() throws {
        let strict = try StrictOffice()
        strict.stay("家族滞在", until: "2026-03-31", since: "2025-04-02", on: "2025-04-02")
        try strict.grant()
        strict.office.clock.stand(on: date("2025-07-10"))
        strict.stay("特定活動", until: "2025-12-31", since: "2025-07-01", on: "2025-07-01")
        try strict.office.approve(try strict.rejudge().waiting)
        #expect(try strict.office.state().result == .lapsed)
        strict.office.clock.stand(on: date("2025-10-20"))
        strict.stay("家族滞在", until: "2026-12-31", since: "2025-10-01", on: "2025-10-01")
        let again = try strict.rejudge()
        #expect(again.waiting.isEmpty && again.kept == 1)
        strict.stay("家族滞在", until: "2026-12-31", on: "2025-10-01")
        let unknown = try strict.rejudge()
        #expect(unknown.waiting.isEmpty)
        #expect(unknown.attention[Office.child]?.contains("いつからか") == true)
        strict.stay("家族滞在", until: "2026-12-31", since: "2025-04-02", on: "2025-10-01")
        let undone = try strict.draft(try strict.rejudge())
        #expect(undone.result == .changed && undone.flags.contains(.reopening))
    }

    @Test("いつからか分からない変更では案を作らず、職員が動く一覧に出る")
    func sinceUnknown() throws {
        let strict = try StrictOffice()
        try strict.grant()
        strict.office.clock.stand(on: date("2025-07-10"))
        strict.stay("短期滞在", until: "2025-12-31", on: "2025-07-01")
        let report = try strict.rejudge()
        #expect(report.waiting.isEmpty && report.kept == 1)
        #expect(report.attention[Office.child]?.contains("いつからか") == true)
    }

    @Test("改正で対象外になる子と、満了の翌日から対象外になる子は、その日に一度だけ見直され、消滅の案になる")
    func edges() throws {
        let strict = try StrictOffice("2026-02-20")
        strict.stay("留学", until: "2027-09-30", since: "2025-04-02", on: "2025-04-02")
        var form = strict.office.form(applied: "2026-02-20")
        form.reason = .joinedInsurance
        let granted = try strict.propose(try strict.office.receive(form).id)
        _ = try strict.office.approve([granted.id])
        func waiting() throws -> [String] {
            try strict.office.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice)
                .filter { $0.key.hasPrefix("stay-") }.map { "\($0.on)" }
        }
        #expect(try strict.list().entitled == 1)
        _ = try strict.list()
        #expect(try waiting() == ["2026-04-01"], "改正の日が一度だけ入る")
        strict.office.clock.stand(on: date("2026-04-01"))
        let draft = try strict.draft(try strict.night())
        #expect(draft.reason == .stayStatus && draft.effectiveOn == date("2026-04-01"))
        // 家族滞在 is covered, and ends the day after its stay.
        strict.stay("家族滞在", until: "2027-05-10", since: "2025-04-02", on: "2026-04-01")
        strict.office.clock.stand(on: date("2027-05-11"))
        _ = try strict.list()
        let ended = try strict.draft(try strict.night())
        #expect(ended.reason == .stayStatus && ended.effectiveOn == date("2027-05-11"))
    }

    @Test("対象外の在留資格の子は、未申請者の一覧に出さず、除外に数える")
    func notInvited() throws {
        let strict = try StrictOffice()
        strict.stay("短期滞在", since: "2025-04-02", on: "2025-04-02")
        let barred = try strict.list()
        #expect(barred.excluded == 1 && barred.unregistered == 0 && barred.isComplete)
        strict.stay("家族滞在", since: "2025-04-02", on: "2025-04-02")
        #expect(try strict.list().unregistered == 1)
    }

    @Test("決まりのない市では、短期滞在の子も本では却下されない")
    func noRule() throws {
        let strict = try StrictOffice()
        strict.stay("短期滞在", until: "2025-07-01", since: "2025-04-02", on: "2025-04-02")
        #expect(try strict.office.grant().result == .granted)
    }
}

@Suite("受給者の要件のある市")
struct RecipientCaseTests {
    private func apply(
        _ strict: StrictOffice, household: String?, status: ResidentStatus = .resident
    ) throws -> ProposalDraft {
        let aunt = AddresseeNumber(value: 900_000_025)
        var person = strict.office.person(aunt, "検証 おば", "ケンショウ オバ", born: "1980-01-01")
        person.household = household
        person.status = status
        strict.office.directory.put(person)
        var form = strict.office.form()
        form.applicant = aunt
        form.account = nil
        return try strict.propose(try strict.office.receive(form).id).draft
    }

    @Test("父母でも同じ世帯でもない人の申請は、理由10と条で却下の案になる。同じ世帯なら認定される")
    func family() throws {
        let refused = try apply(try StrictOffice(), household: "H9")
        #expect(refused.result == .refused && refused.reason == .guardianRequirement)
        #expect(refused.explanation.contains("（条例第4条第1項）"))
        #expect(refused.flags.contains(.guardianDoubt))
        let granted = try apply(try StrictOffice(), household: "H1")
        #expect(granted.result == .granted && !granted.flags.contains(.guardianDoubt))
    }

    @Test("市外に住む人の申請は、この市では理由10で却下の案になる")
    func outside() throws {
        let refused = try apply(try StrictOffice(), household: "H1", status: .movedOut)
        #expect(refused.result == .refused && refused.reason == .guardianRequirement)
        #expect(refused.explanation.contains("市内に住む人ではありません（条例第4条第3項）"))
    }

    @Test("被保険者でない申請者に注意を付けるのは、本がそう書いた市だけ")
    func insuredPerson() throws {
        let strict = try StrictOffice()
        var form = strict.office.form()
        form.insurance?.insuredName = "検証 一郎"
        let id = try strict.office.receive(form).id
        #expect(try !strict.propose(id).draft.flags.contains(.notInsuredPerson))
        let usual = try Office()
        usual.family()
        let ids = try usual.propose([try usual.receive(form).id])
        let draft = try usual.read { try ProposalBook.proposals(ids, from: $0) }[ids[0]]?.draft
        #expect(draft?.flags.contains(.notInsuredPerson) == true)
    }

    @Test("受給者だけの転出は、本が確かめると書いた市でだけ一覧に出る")
    func movedAlone() throws {
        let office = try StrictOffice().office
        var recipient = try #require(try office.directory.person(Office.parent))
        recipient.status = .movedOut
        let child = try office.directory.person(Office.child)
        func told(_ tests: RecipientTests) -> Bool {
            GuardianCheck.attention(
                recipient: recipient, child: child, tests: tests, on: date("2025-08-20")) != nil
        }
        #expect(told(Office.law.book.recipientTests))
        #expect(told(StrictOffice.law.book.recipientTests))
        #expect(told(.unknown))
        #expect(!told(.none))
    }
}
