// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Synchronization
import Vocabulary

/// A fictional office in memory: books, register, clock, two officers and a head.
final class Office: Sendable {
    /// A clock that stands where the test puts it.
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
    }

    static let law: EligibilityLaw = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        do {
            let library = try SchemeLibrary.load(
                directory: root.appending(path: "Schemes").path,
                digest: { Digest.of($0).description })
            guard let book = library.book("sample") else { preconditionFailure("sample") }
            return EligibilityLaw(book: book, office: .weekdays)
        } catch { preconditionFailure("\(error)") }
    }()
    static let counter = Office.officer("U001", [.counter])
    static let head = Office.officer("U002", [.head])
    static let both = Office.officer("U003", [.counter, .head])
    static let machine = Principal.machine("rejudge")
    static let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
    static let child = AddresseeNumber(value: 900_000_011)
    static let parent = AddresseeNumber(value: 900_000_021)

    let store: any Store
    let gate: Gate
    let clock: StandingClock
    let directory = MemoryAddresseeDirectory()

    /// - Parameter store: an empty one; in memory where nothing else is said.
    init(_ day: String = "2025-04-10", store given: (any Store)? = nil) throws {
        clock = StandingClock(date(day))
        store =
            try given
            ?? AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        gate = Gate(store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock)
        directory.put(person(Office.parent, "検証 花子", "ケンショウ ハナコ", born: "1990-05-05"))
        directory.put(person(Office.child, "検証 太郎", "ケンショウ タロウ", born: "2025-04-01"))
    }

    func person(
        _ number: AddresseeNumber, _ name: String, _ kana: String, born: String,
        from: String? = nil
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H1", status: .resident, name: name, kana: kana,
            sex: .female, born: date(born), postalCode: "1190001", address: "見本市中央1-1",
            residentFrom: date(from ?? born), recordHash: "r-\(number.value)",
            asOf: clock.now())
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    // MARK: 手順

    func form(
        applied: String = "2025-04-10", evidence: Bool = true, receipt: String? = nil,
        child: AddresseeNumber = Office.child, serial: Int? = nil
    ) -> ApplicationInput {
        ApplicationInput(
            receipt: receipt, reason: .birth, channel: .counter, appliedOn: date(applied),
            causeOn: nil, applicant: Office.parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: evidence,
            insurance: evidence ? insurance(child, from: "2025-04-01") : nil,
            account: AccountInput(
                bank: "9001", branch: "001", type: .ordinary, number: "9000001",
                holderKana: "ケンショウ ハナコ"), preferredSerial: serial)
    }

    func insurance(
        _ child: AddresseeNumber, from: String, until: String? = nil, insurer: String = "06119903"
    ) -> InsuranceInput {
        guard let number = InsurerNumber(insurer) else { preconditionFailure("insurer") }
        return InsuranceInput(
            child: child, insurer: number, insurerName: "見本健康保険組合", acquiredOn: date(from),
            lostOn: until.map(date), source: .shaho)
    }

    func receive(_ form: ApplicationInput) throws -> ApplicationReceipt {
        try gate.perform(
            ReceiveApplication.operation, by: Office.counter, for: .registration
        ) {
            try ReceiveApplication.perform(
                form, directory: directory, terms: Office.terms, in: $0)
        }
    }

    func propose(_ ids: [Int64], by who: Principal = Office.counter) throws -> [Int64] {
        try gate.perform(ProposeDecisions.operation, by: who, for: .registration) { scope in
            let judged = try JudgeApplications.perform(
                ids, law: Office.law, directory: directory, terms: Office.terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
    }

    @discardableResult
    func approve(_ ids: [Int64], by who: Principal = Office.head) throws -> ApprovalReport {
        try gate.perform(ApproveDecisions.operation, by: who, for: .registration) {
            try ApproveDecisions.perform(.these(ids), in: $0)
        }
    }

    /// Receives, judges, proposes and approves one form.
    @discardableResult
    func grant(_ form: ApplicationInput? = nil) throws -> EntitlementDecision {
        let receipt = try receive(form ?? self.form())
        let report = try approve(try propose([receipt.id]))
        return try read { try HistoryBook.decisions(ids: report.historyIDs, from: $0) }
            .values.first ?? fail("決定がありません")
    }

    func rejudge(consequences: MemoryConsequences = MemoryConsequences()) throws
        -> RejudgementReport
    {
        try gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                .children([Office.child]), law: Office.law, directory: directory,
                consequences: consequences, in: $0)
        }
    }

    /// Puts the two who decide into the book of officers, where a signature is asked on the day of
    /// use; `until` is the first day without the role. The second time renews.
    func appoint(
        _ heads: [Principal] = [Office.head, Office.both], until: String = "2027-04-01"
    ) throws {
        try gate.perform(.manageOfficers, by: .machine("test"), for: .maintenance) { scope in
            for head in heads {
                if try OfficersInService.officer(
                    head.officer, on: scope.today, from: scope.db) == nil
                {
                    try scope.facts.append(
                        "officer",
                        ["officer": head.officer, "name": head.name, "department": "課"])
                }
                try scope.facts.append(
                    "officer_grant",
                    [
                        "officer": head.officer, "role": "head", "from_date": "2025-04-01",
                        "until_date": until,
                    ])
            }
        }
    }

    func sign(_ kind: HeadRuleKind) throws {
        try appoint([Office.head])
        try gate.perform(SignHeadRule.operation, by: Office.head, for: .change) {
            try SignHeadRule.perform(
                kind, over: EffectivePeriod(from: date("2025-04-01")), in: $0)
        }
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try store.read(body) }

    func state() throws -> EntitlementState {
        let strands = try read { try HistoryBook.strands(children: [Office.child], from: $0) }
        return try strands[Office.child]?.last?.state ?? fail("資格がありません")
    }
}

struct Missing: Error { let what: String }
func fail<T>(_ what: String) throws -> T { throw Missing(what: what) }

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}
