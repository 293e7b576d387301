// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Payments
import Safeguards
import Scheme
import Support
import Vault
import Vocabulary

@testable import Office

/// A small office in memory with all the tables of System 1, where one officer holds every role that
/// people can hold and tries to be both persons.
struct EdgeOffice {
    /// Every role at once: what no city should give, and what must not be enough.
    static let one = officer("all1", [.counter, .payment, .head, .administrator])
    static let other = officer("all2", [.counter, .payment, .head, .administrator])
    static let machine = Principal.machine("night")
    static let taro = AddresseeNumber(value: 910_000_001)
    static let hanako = AddresseeNumber(value: 920_000_001)
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    let gate: Gate
    let clock = Rehearsal.StandingClock(day("2025-04-10"))
    let law: BenefitLaw
    let days: PaymentDays
    let directory = MemoryAddresseeDirectory()
    let accounts: Accounts
    private let book: SchemeBook
    private let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)

    private static let library: SchemeLibrary? = try? SchemeLibrary.load(
        directory: root.appending(path: "Schemes").path, digest: { Digest.of($0).description })

    var recoveryLaw: RecoveryLaw { RecoveryLaw(book: book) }

    init() throws {
        guard let book = Self.library?.book("sample"),
            let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("book") }
        self.book = book
        law = BenefitLaw(book: book)
        let holidays = Self.root.appending(path: "Schemes/national/holidays.csv")
        days = PaymentDays(
            book: book,
            bank: BankCalendar(
                holidays: try Holidays(csv: String(contentsOf: holidays, encoding: .utf8))))
        let store = try Stores.memory()
        try store.migrate(try Schemas.of(.casework))
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock,
            rules: [StopRule()])
        accounts = try Accounts(
            gate: gate, clock: clock, random: RehearsalRandomBytes(seed: 1), contextWords: [])
        for (number, name, born) in [
            (Self.hanako, "検証 花子", "1990-05-05"), (Self.taro, "検証 太郎", "2015-06-10"),
        ] {
            directory.put(
                ResidentSnapshot(
                    number: number, household: "H1", status: .resident, name: name,
                    kana: "ケンショウ ハナコ", sex: .female, born: day(born), postalCode: "1190001",
                    address: "見本市中央1-1", residentFrom: day(born),
                    recordHash: "r-\(number.value)", asOf: Instant(noonInJapan: day("2025-04-01"))))
        }
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    func act<R>(
        _ operation: OperationCode, by who: Principal, for purpose: Purpose,
        reason: String? = "試験", _ body: (Scope) throws -> R
    ) throws -> R {
        try gate.perform(operation, by: who, for: purpose, reason: reason, body)
    }

    // MARK: 資格

    /// Receives the form of the family.
    func receive(by who: Principal) throws -> Int64 {
        let form = ApplicationInput(
            receipt: "A-1", reason: .birth, channel: .counter, appliedOn: day("2025-04-10"),
            causeOn: nil, applicant: Self.hanako, child: Self.taro,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: Self.taro, insurer: InsurerNumber("06119903") ?? { preconditionFailure() }(),
                insurerName: "見本健康保険組合", acquiredOn: day("2020-04-01"), lostOn: nil,
                source: .shaho),
            account: AccountInput(
                bank: "9001", branch: "001", type: .ordinary, number: "9000001",
                holderKana: "ケンショウ ハナコ"))
        return try act(ReceiveApplication.operation, by: who, for: .registration) {
            try ReceiveApplication.perform(form, directory: directory, terms: terms, in: $0)
        }.id
    }

    func propose(_ application: Int64, by who: Principal) throws -> [Int64] {
        try act(ProposeDecisions.operation, by: who, for: .registration) { scope in
            let judged = try JudgeApplications.perform(
                [application], law: EligibilityLaw(book: book, office: .weekdays),
                directory: directory, terms: terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
    }

    func approve(_ proposals: [Int64], by who: Principal) throws {
        _ = try act(ApproveDecisions.operation, by: who, for: .registration) {
            try ApproveDecisions.perform(.these(proposals), in: $0)
        }
    }

    /// The boy is entitled, decided by two.
    func entitle() throws {
        try approve(propose(receive(by: Self.other), by: Self.machine), by: Self.one)
        clock.stand(on: day("2025-06-02"))
    }

    // MARK: お金

    func enter(by who: Principal) throws {
        let input = ReimbursementInput(
            receipt: "S-1", branch: 1, appliedOn: day("2025-05-20"), applicant: Self.hanako,
            child: Self.taro, treatmentMonth: YearMonth("2025-05") ?? day("2025-05-01").yearMonth,
            institution: "1319900016", institutionName: "県外の見本医院", setting: .outpatient,
            cost: .points(1_000), days: 1, burdenTenths: 3, paid: Yen(3_000), highCost: .zero,
            additionalBenefit: .zero)
        _ = try act(ImportReimbursements.operation, by: who, for: .benefit) {
            try ImportReimbursements.perform([input], law: law, in: $0)
        }.map { try $0.get() }
    }

    func decide(by who: Principal) throws -> [Int64] {
        try act(ProposeReimbursements.operation, by: who, for: .benefit) {
            try ProposeReimbursements.perform(law: law, in: $0)
        }.proposals
    }

    func approve(reimbursements: [Int64], by who: Principal) throws {
        _ = try act(ApproveReimbursements.operation, by: who, for: .benefit) {
            try ApproveReimbursements.perform(.these(reimbursements), rules: .oneHead, in: $0)
        }
    }

    /// A claim that was entered, proposed and approved by two.
    func decided() throws {
        try entitle()
        try enter(by: Self.other)
        try approve(reimbursements: decide(by: Self.machine), by: Self.one)
    }

    func run(by who: Principal) throws -> Int64 {
        _ = try act(ScheduleMonth.operation, by: Self.machine, for: .benefit) {
            try ScheduleMonth.perform(day("2025-06-01").yearMonth, days: days, in: $0)
        }
        return try act(ProposeRun.operation, by: who, for: .benefit) {
            try ProposeRun.perform(
                paymentDay: day("2025-06-20"), key: "K1", days: days,
                directory: MemoryAddresseeDirectory(), in: $0)
        }.run.id
    }

    func approve(run: Int64, by who: Principal) throws {
        _ = try act(ApproveRun.operation, by: who, for: .benefit) {
            try ApproveRun.perform(
                run, rules: .oneHead, directory: MemoryAddresseeDirectory(), in: $0)
        }
    }

    func write(run: Int64, by who: Principal) throws {
        let order = Originator.rehearsal.order(on: day("2025-06-20"))
        _ = try act(WriteTransferFile.operation, by: who, for: .benefit) {
            try WriteTransferFile.perform(
                run, order: order, audience: .trial, directory: MemoryAddresseeDirectory(), in: $0)
        }
    }
}
