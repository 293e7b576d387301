// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Synchronization
import Vocabulary

/// A fictional office in memory with children that are entitled, and who works there.
final class Office: Sendable {
    /// A clock that stands where the test puts it.
    final class StandingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let library: SchemeLibrary = {
        do {
            return try SchemeLibrary.load(
                directory: root.appending(path: "Schemes").path,
                digest: { Digest.of($0).description })
        } catch { preconditionFailure("\(error)") }
    }()
    static let book = scheme("sample")
    static let koshigaya = scheme("koshigaya")
    /// Co-payments by class of income and order of children.
    static let classes = scheme("sample-classes")
    /// Limits that change with months, visits, days and stays; funder numbers by age and care.
    static let limits = scheme("sample-limits")
    private static func scheme(_ id: String) -> SchemeBook {
        guard let book = library.book(id) else { preconditionFailure(id) }
        return book
    }
    static let layouts: LayoutLibrary = {
        do {
            return try LayoutLibrary.load(
                directory: root.appending(path: "Layouts").path,
                digest: { Digest.of($0).description })
        } catch { preconditionFailure("\(error)") }
    }()
    static let law = BenefitLaw(book: book)

    static let counter = Office.officer("U001", [.counter])
    static let payment = Office.officer("U002", [.payment])
    static let head = Office.officer("U003", [.head])
    static let both = Office.officer("U004", [.payment, .head])
    static let machine = Principal.machine("import")

    static let parent = AddresseeNumber(value: 900_000_021)
    /// Ten years old: three tenths; entitled from 2025-04-10.
    static let taro = AddresseeNumber(value: 900_000_011)
    /// Three years old: two tenths.
    static let hana = AddresseeNumber(value: 900_000_012)
    static let stranger = AddresseeNumber(value: 900_000_019)
    static let insurer = "06119903"
    static let otherInsurer = "01119999"

    let store: any Store
    let gate: Gate
    let clock: StandingClock
    let directory = MemoryAddresseeDirectory()

    init(_ day: String = "2025-08-12", store given: (any Store)? = nil) throws {
        clock = StandingClock(date("2025-04-10"))
        store =
            try given
            ?? AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        gate = Gate(store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock)
        put(Office.parent, "検証 花子", born: "1990-05-05")
        put(Office.taro, "検証 太郎", born: "2015-06-10")
        put(Office.hana, "検証 はな", born: "2022-06-15")
        put(Office.stranger, "検証 次郎", born: "2016-01-01")
        try grant([Office.taro: 123, Office.hana: 124])
        clock.stand(on: date(day))
    }

    private func put(_ number: AddresseeNumber, _ name: String, born: String) {
        directory.put(
            ResidentSnapshot(
                number: number, household: "H1", status: .resident, name: name, kana: "ケンショウ",
                sex: .female, born: date(born), postalCode: "1190001", address: "見本市中央1-1",
                residentFrom: date(born), recordHash: "r-\(number.value)", asOf: clock.now()))
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    /// The number of a serial, as the certificate shows it.
    static func number(_ serial: Int) -> String { RecipientNumber(serial: serial)?.digits ?? "" }
    static let taroNumber = number(123)
    static let hanaNumber = number(124)

    private func grant(_ serials: [AddresseeNumber: Int]) throws {
        let law = EligibilityLaw(book: Office.book, office: .weekdays)
        let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
        let forms = serials.sorted { $0.key < $1.key }.map { form($0.key, serial: $0.value) }
        let receipts = try gate.perform(
            ReceiveApplications.operation, by: Office.counter, for: .registration
        ) {
            try ReceiveApplications.perform(forms, directory: directory, terms: terms, in: $0)
        }.map { try $0.get() }
        let proposals = try gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                receipts.map(\.id), law: law, directory: directory, terms: terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
        _ = try gate.perform(ApproveDecisions.operation, by: Office.head, for: .registration) {
            try ApproveDecisions.perform(.these(proposals), in: $0)
        }
    }

    /// A registration that is taken in and stays open.
    func apply(_ child: AddresseeNumber) throws {
        let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
        let answers = try gate.perform(
            ReceiveApplications.operation, by: Office.counter, for: .registration
        ) {
            try ReceiveApplications.perform(
                [form(child, serial: 130)], directory: directory, terms: terms, in: $0)
        }
        _ = try answers[0].get()
    }

    /// Records that a child changes its insurer on a day.
    func insure(_ child: AddresseeNumber, by insurer: String, from day: String) throws {
        func row(_ insurer: String, from day: String, until end: String?) throws -> InsuranceInput {
            guard let number = InsurerNumber(insurer) else { throw Missing(what: insurer) }
            return InsuranceInput(
                child: child, insurer: number, insurerName: "見本の保険", acquiredOn: date(day),
                lostOn: end.map(date), source: .shaho)
        }
        let rows = [
            try row(Office.insurer, from: "2020-04-01", until: day),
            try row(insurer, from: day, until: nil),
        ]
        let report = try gate.perform(
            RecordInsurance.operation, by: .machine("insurance"), for: .change
        ) { try RecordInsurance.perform(rows, in: $0) }
        if !report.refused.isEmpty { throw Missing(what: "\(report)") }
    }

    /// Records one insurer with an insured person (記号・番号) for each stretch.
    func insure(
        _ child: AddresseeNumber, numbers: [(number: String, from: String, until: String?)]
    ) throws {
        guard let insurer = InsurerNumber(Office.insurer) else { throw Missing(what: "insurer") }
        let rows = numbers.map { one in
            InsuranceInput(
                child: child, insurer: insurer, insurerName: "見本の保険",
                acquiredOn: date(one.from), lostOn: one.until.map(date), symbol: "見本",
                number: one.number, source: .shaho)
        }
        let report = try gate.perform(
            RecordInsurance.operation, by: .machine("insurance"), for: .change
        ) { try RecordInsurance.perform(rows, in: $0) }
        if !report.refused.isEmpty { throw Missing(what: "\(report)") }
    }

    /// Ends an entitlement as of a day: proposed by the counter, approved by the head.
    func lapse(_ child: AddresseeNumber, on day: String) throws {
        let proposal = try gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                child, on: date(day), decision: .movedOut, asked: .movingOut, exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
        _ = try gate.perform(ApproveDecisions.operation, by: Office.head, for: .change) {
            try ApproveDecisions.perform(.these([proposal]), in: $0)
        }
    }

    /// The end of Taro's entitlement was a mistake: the decision before it stands again.
    func restoreTaro() throws {
        let decision = try read {
            try HistoryBook.decisions(children: [Office.taro], from: $0)[Office.taro]?.last?.id
        }
        guard let decision else { throw Missing(what: "decision") }
        let input = CorrectionInput(
            child: Office.taro, decision: decision, act: .restore, reason: "転出していなかった")
        let seen = try gate.perform(
            ForeseeCorrection.operation, by: Office.counter, for: .change
        ) { try ForeseeCorrection.perform(input, consequences: MemoryConsequences(), in: $0) }
        let proposal = try gate.perform(
            CorrectDecision.operation, by: Office.counter, for: .change, reason: "訂正"
        ) {
            try CorrectDecision.perform(
                input, seen: seen.digest, consequences: MemoryConsequences(), in: $0)
        }
        _ = try gate.perform(ApproveDecisions.operation, by: Office.head, for: .change) {
            try ApproveDecisions.perform(.these([proposal]), in: $0)
        }
    }

    private func form(_ child: AddresseeNumber, serial: Int) -> ApplicationInput {
        guard let insurer = InsurerNumber(Office.insurer) else { preconditionFailure("insurer") }
        return ApplicationInput(
            receipt: "A-\(serial)", reason: .birth, channel: .counter,
            appliedOn: clock.now().dayInJapan, causeOn: nil, applicant: Office.parent,
            child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: child, insurer: insurer, insurerName: "見本健康保険組合",
                acquiredOn: date("2020-04-01"), lostOn: nil, source: .shaho),
            account: nil, preferredSerial: serial)
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try store.read(body) }

    // MARK: 現物給付

    @discardableResult
    func importFiles(
        _ files: [(name: String, bytes: [UInt8])], law: BenefitLaw = Office.law,
        by who: Principal = Office.machine
    ) throws -> [ClaimFileReport] {
        try gate.perform(ImportClaims.operation, by: who, for: .benefit) { scope in
            try ImportClaims.perform(
                files.map { ClaimFileInput(name: $0.name, source: .bytes($0.bytes)) },
                law: law, reader: ClaimFileReader(Office.layouts), in: scope)
        }
    }

    /// Imports one file and returns its report.
    @discardableResult
    func take(
        _ file: Uke, name: String = "1_A.UKE", law: BenefitLaw = Office.law
    ) throws -> ClaimFileReport {
        try importFiles([(name, try file.bytes())], law: law)[0]
    }

    func errors() throws -> [ClaimError] {
        try read { try ClaimErrorBook.open(limit: 100, in: $0) }
    }

    // MARK: 償還

    func input(
        _ receipt: String = "S7-000001", branch: Int = 1, child: AddresseeNumber = Office.taro,
        month: String = "2025-06", points: Int = 1_000, paid: Int? = nil, tenths: Int = 3,
        highCost: Int? = 0, applied: String = "2025-07-10",
        edit: (inout ReimbursementInput) -> Void = { _ in }
    ) -> ReimbursementInput {
        var input = ReimbursementInput(
            receipt: receipt, branch: branch, appliedOn: date(applied), applicant: Office.parent,
            child: child, treatmentMonth: yearMonth(month), institution: "1319900016",
            institutionName: "県外の見本医院", setting: .outpatient, cost: .points(points), days: 1,
            burdenTenths: tenths, paid: Yen(paid ?? points * tenths),
            highCost: highCost.map { Yen($0) }, additionalBenefit: .zero)
        edit(&input)
        return input
    }

    @discardableResult
    func enter(
        _ inputs: [ReimbursementInput], by who: Principal = Office.machine
    ) throws -> [Result<ReimbursementReceipt, BenefitsRefusal>] {
        try gate.perform(ImportReimbursements.operation, by: who, for: .benefit) {
            try ImportReimbursements.perform(inputs, law: Office.law, in: $0)
        }
    }

    @discardableResult
    func propose(by who: Principal = Office.payment) throws -> ProposeReimbursements.Report {
        try gate.perform(ProposeReimbursements.operation, by: who, for: .benefit) {
            try ProposeReimbursements.perform(law: Office.law, in: $0)
        }
    }

    @discardableResult
    func approve(
        _ choice: ApproveReimbursements.Choice = .all, by who: Principal = Office.head,
        rules: ApprovalRules = .oneHead
    ) throws -> ApproveReimbursements.Report {
        try gate.perform(ApproveReimbursements.operation, by: who, for: .benefit) {
            try ApproveReimbursements.perform(choice, rules: rules, in: $0)
        }
    }

    /// The case of a receipt.
    func file(_ receipt: String = "S7-000001") throws -> ReimbursementCase {
        try read { try ReimbursementBook.reimbursement(receipt: receipt, from: $0) }
            ?? fail("申請がありません")
    }

    /// Enters one form and proposes; the verdict of the rules in words.
    func verdict(_ input: ReimbursementInput) throws -> String {
        try enter([input])
        try propose()
        let file = try file(input.receipt)
        if let hold = file.hold { return "保留 \(hold.wording)" }
        let decision = try read {
            try ReimbursementDecisionBook.decisions(of: file.id, from: $0).last
        }
        guard let decision else { return "決定がありません" }
        return decision.outcome == .notPaid
            ? "不支給 \(decision.reason?.rawValue ?? "")"
            : "\(decision.outcome.wording) \(decision.payable.amount)"
    }
}

struct Missing: Error { let what: String }
func fail<T>(_ what: String) throws -> T { throw Missing(what: what) }

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}

func yearMonth(_ text: String) -> YearMonth {
    guard let month = YearMonth(iso: text) else { preconditionFailure("年月ではありません: \(text)") }
    return month
}
