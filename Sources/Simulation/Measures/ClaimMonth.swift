// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Database
import Entitlement
public import Formats
public import Foundation
import Jobs
import Ledger
public import Safeguards
import Scheme
public import Town
public import Vocabulary

/// A city's month of claims, from the files to the stored result with reasons and log, and the
/// same rows once more by bare insertion: the yardstick of `docs/performance.md`.
///
/// The children are entitled through the procedures of the office; what is measured is one
/// `ImportClaims` through the gate on a file of SQLite.
public final class ClaimMonth {
    /// Tables that one import writes.
    public static let tables = [
        "claim_file", "computation_form", "claim", "claim_fund", "claim_error",
        "claim_error_fund", "claim_issue", "operation_subject",
    ]
    private static let month: YearMonth = {
        guard let month = YearMonth(year: 2025, month: 6) else { preconditionFailure("month") }
        return month
    }()
    private static let insurer = "06119903"
    private static let office = Principal(
        officer: "U001", name: "U001", roles: [.counter], session: "measure", terminal: "T1")
    private static let head = Principal(
        officer: "U003", name: "U003", roles: [.head], session: "measure", terminal: "T1")

    /// What an import came to.
    public struct Outcome: Sendable {
        public let claims: Int
        public let accepted: Int
        public let payable: Int
        public let seconds: Double
        /// Rows written, the log's aside.
        public let rows: Int
    }

    public let store: any Store
    public let gate: Gate
    let book: SchemeBook
    public let layouts: LayoutLibrary
    private let ledger: Ledger
    let folder: URL
    private let clock = MovingClock(ClaimMonth.month.firstDay)
    let directory = MemoryAddresseeDirectory()
    private var patients: [ClaimMonthFiles.Patient] = []

    /// Opens an empty office in a folder of its own.
    ///
    /// - Parameter watching: may put a store around the store, to count what is asked of it.
    public init(
        folder: URL, schemes: String, layouts: String,
        watching: (any Store) -> any Store = { $0 }
    ) throws {
        self.folder = folder
        let library = try SchemeLibrary.load(directory: schemes) { Digest.of($0).description }
        guard let book = library.book(FictionalCity.book) else {
            throw Fault(.disk, detail: "制度の本がありません: \(FictionalCity.book)")
        }
        self.book = book
        self.layouts = try LayoutLibrary.load(directory: layouts) { Digest.of($0).description }
        store = watching(try ClaimMonth.open(folder, "office.sqlite"))
        guard let signer = LedgerSigner(name: "measure", privateKey: Array(repeating: 9, count: 32))
        else { throw Fault(.key, detail: "署名の鍵") }
        ledger = Ledger(
            origin: "measure", signer: signer,
            checkpointFile: CheckpointFile(folder.appendingPathComponent("checkpoint")))
        gate = Gate(store: store, ledger: ledger, clock: clock)
    }

    /// The same office under another clock: one that goes, to measure how long a job takes.
    public func gate(by clock: any Clock) -> Gate {
        Gate(store: store, ledger: ledger, clock: clock)
    }

    /// The moment at which the office stands.
    public var now: Instant { clock.now() }

    static func open(_ folder: URL, _ name: String) throws -> any Store {
        let store = try Stores.sqlite(
            at: folder.appendingPathComponent(name).path, body: FictionalCity.municipality)
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
            try JobsSchema.migrations(),
        ])
        return store
    }

    /// Entitles so many children, a few thousand at a time.
    public func entitle(_ children: Int) throws {
        var done = 0
        while done < children {
            let these = (done..<min(done + 5_000, children)).map { ($0 + 1, born($0)) }
            try entitle(these)
            done += these.count
        }
        clock.stand(on: ClaimMonth.month.next.lastDay, hour: 9)
    }

    private func born(_ place: Int) -> CivilDate {
        CivilDate(dayNumber: ClaimMonth.month.firstDay.dayNumber - Int32(40 + place * 37 % 6_000))
    }

    private func entitle(_ these: [(serial: Int, born: CivilDate)]) throws {
        let parent = AddresseeNumber(value: 900_900_001)
        put(parent, CivilDate(dayNumber: ClaimMonth.month.firstDay.dayNumber - 12_000))
        let law = EligibilityLaw(book: book, office: .weekdays)
        let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
        let forms = try these.map { serial, born in
            let child = AddresseeNumber(value: Int64(900_000_000 + serial))
            put(child, born)
            return try form(child, parent, serial)
        }
        let receipts = try gate.perform(
            ReceiveApplications.operation, by: ClaimMonth.office, for: .registration
        ) {
            try ReceiveApplications.perform(forms, directory: directory, terms: terms, in: $0)
        }.map { try $0.get() }
        let proposals = try gate.perform(
            ProposeDecisions.operation, by: ClaimMonth.office, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                receipts.map(\.id), law: law, directory: directory, terms: terms, in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: directory, in: scope)
        }
        _ = try gate.perform(
            ApproveDecisions.operation, by: ClaimMonth.head, for: .registration
        ) { try ApproveDecisions.perform(.these(proposals), in: $0) }
        patients += these.map { serial, born in
            ClaimMonthFiles.Patient(
                recipientNumber: RecipientNumber(serial: serial)?.digits ?? "", born: born,
                insurer: ClaimMonth.insurer)
        }
    }

    private func put(_ number: AddresseeNumber, _ born: CivilDate) {
        directory.put(
            ResidentSnapshot(
                number: number, household: "H\(number.value)", status: .resident, name: "検証 太郎",
                kana: "ケンショウ タロウ", sex: .male, born: born, postalCode: "1190001",
                address: "見本市中央1-1", residentFrom: born, recordHash: "r-\(number.value)",
                asOf: clock.now()))
    }

    private func form(
        _ child: AddresseeNumber, _ parent: AddresseeNumber, _ serial: Int
    ) throws -> ApplicationInput {
        guard let insurer = InsurerNumber(ClaimMonth.insurer),
            let insured = CivilDate(iso: "2005-04-01")
        else { throw Fault(.disk, detail: "保険者番号") }
        return ApplicationInput(
            receipt: "M-\(serial)", reason: .birth, channel: .counter,
            appliedOn: clock.now().dayInJapan, causeOn: nil, applicant: parent, child: child,
            identity: IdentityEvidence(
                numberCheck: "01", method: "01", documents: "個人番号カード", isInterviewed: true,
                explanationVersion: "2025-1", isExplained: true),
            hasInsuranceEvidence: true,
            insurance: InsuranceInput(
                child: child, insurer: insurer, insurerName: "見本健康保険組合", acquiredOn: insured,
                lostOn: nil, source: .shaho),
            account: nil, preferredSerial: serial)
    }

    /// The law of the office.
    public var law: BenefitLaw { BenefitLaw(book: book) }

    /// A claim on paper about an entitled child, as an officer keys it.
    public func entry(_ serial: Int, points: Int) throws -> ClaimEntry {
        guard let insurer = InsurerNumber(ClaimMonth.insurer),
            let number = RecipientNumber(serial: serial), serial <= patients.count
        else { throw Fault(.disk, detail: "受給者番号") }
        return ClaimEntry(
            dataKind: .medicalCareExpense, source: .federation,
            billingMonth: ClaimMonth.month.next, treatmentMonth: ClaimMonth.month,
            institution: "1119900010", institutionName: "見本整骨院", setting: .outpatient,
            born: patients[serial - 1].born, insurer: insurer, recipientNumber: number, days: 3,
            points: points)
    }

    /// The files of a month, one claim a child.
    ///
    /// - Parameters:
    ///   - later: so many months after that of the office.
    ///   - first: of so many children; `nil` of all.
    public func files(
        seed: UInt64 = 1, later: Int = 0, first: Int? = nil
    ) throws -> [ClaimMonthFiles.File] {
        try ClaimMonthFiles(
            seed: seed, month: ClaimMonth.month.adding(months: later),
            patients: Array(patients.prefix(first ?? patients.count))
        ).files()
    }

    /// Takes the files in, as the machine of the office does.
    public func take(_ files: [ClaimMonthFiles.File]) throws -> Outcome {
        let inputs = files.map {
            ClaimFileInput(name: $0.name, source: .bytes($0.bytes), sender: .paymentFund)
        }
        let start = ContinuousClock.now
        let reports = try gate.perform(
            ImportClaims.operation, by: .machine("import"), for: .benefit
        ) { scope in
            try ImportClaims.perform(
                inputs, law: law, reader: ClaimFileReader(layouts), in: scope)
        }
        let seconds = (ContinuousClock.now - start).inSeconds
        return Outcome(
            claims: reports.reduce(0) { $0 + $1.claims },
            accepted: reports.reduce(0) { $0 + $1.accepted },
            payable: reports.reduce(0) { $0 + $1.payable.amount }, seconds: seconds,
            rows: try ClaimMonth.tables.reduce(0) { try $0 + rows(of: $1).count })
    }

    public func close() throws { try store.close() }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
