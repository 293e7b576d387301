// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Registers
import Safeguards
import Support
import Synchronization
import Vocabulary

func day(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}

/// A clock that stands where the test puts it.
final class StandingClock: Clock {
    private let moment: Mutex<Instant>
    init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
    func now() -> Instant { moment.withLock { $0 } }
    func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
    func stand(at moment: Instant) { self.moment.withLock { $0 = moment } }
}

/// Files in memory.
final class MemoryEvidence: EvidenceStore {
    private let files = Mutex<[String: [UInt8]]>([:])
    func put(_ bytes: [UInt8], at key: String) { files.withLock { $0[key] = bytes } }
    func settle(_ key: String) {}
    func bytes(at key: String) throws -> [UInt8] {
        guard let bytes = files.withLock({ $0[key] }) else { throw Fault(.disk, detail: key) }
        return bytes
    }
}

/// What the tests say about the measures.
struct PlayedMeasures: MeasureStates {
    var open: Set<String> = []
    func state(of measure: String) -> MeasureState? {
        guard measure.hasPrefix("R-") else { return nil }
        return open.contains(measure) ? .open : .proven
    }
    func questions() -> [CheckQuestion] {
        [
            CheckQuestion(measure: "R-44", sentence: "鍵付きの保管庫に保管していますか。"),
            CheckQuestion(measure: "R-53", sentence: "研修を実施していますか。"),
        ]
    }
}

struct NothingElse: PersonalRecords, AffectedPersons, LiveFigures {
    var figures = (persons: 150_000, handlers: 120, vendors: 12)
    func sections(
        about person: AddresseeNumber, in scope: Scope
    ) throws -> [PersonalFile.Section] { [] }
    func affected(_ question: AffectedQuestion, in scope: Scope) throws -> AffectedAnswer {
        AffectedAnswer(lines: [], entries: 0)
    }
    func counts(in scope: Scope) throws -> (persons: Int, handlers: Int, vendors: Int) { figures }
}

/// The registers of a fictional office in memory.
final class Bench: Sendable {
    static let catalogue: RegisterCatalogue = {
        do { return try RegisterCatalogue.standard() } catch { preconditionFailure("\(error)") }
    }()
    static let clerk = officer("tanto", [.counter])
    static let keeper = officer("kanri", [.administrator])
    static let head = officer("kacho", [.head])
    static let second = officer("bucho", [.head])
    static let auditor = officer("kansa", [.auditor])
    static let person = AddresseeNumber(value: 900_000_011)
    static let other = AddresseeNumber(value: 900_000_021)

    let store: any Store
    let ledger: Ledger
    let gate: Gate
    let clock: StandingClock
    let room: RegisterRoom
    let evidence = MemoryEvidence()

    init(
        _ today: String = "2025-06-10", measures: any MeasureStates = PlayedMeasures(),
        figures: (persons: Int, handlers: Int, vendors: Int)? = nil,
        store given: (any Store)? = nil
    ) throws {
        clock = StandingClock(day(today))
        store =
            try given
            ?? AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try RegistersSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        ledger = Ledger(origin: "test", signer: signer)
        gate = Gate(store: store, ledger: ledger, clock: clock)
        var nothing = NothingElse()
        if let figures { nothing.figures = figures }
        room = RegisterRoom(
            catalogue: Bench.catalogue, evidence: evidence, measures: measures, records: nothing,
            affected: nothing, figures: nothing)
        try gate.perform(.initialise, by: .machine("init"), for: .maintenance) { _ in }
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    // MARK: 手順

    func purpose(_ operation: OperationCode) -> Purpose {
        let purposes = operation.definition.purposes
        return [.maintenance, .disclosure, .registration, .audit].first { purposes.contains($0) }
            ?? .maintenance
    }

    func perform<R>(
        _ operation: OperationCode, by who: Principal, reason: String? = nil,
        _ body: (Scope) throws -> R
    ) throws -> R {
        try gate.perform(operation, by: who, for: purpose(operation), reason: reason, body)
    }

    /// The first role that may write a register.
    func writer(_ kind: RegisterKind) -> Principal {
        let roles = kind.writers.intersection(kind.operations.enter.definition.roles)
        return roles.contains(.administrator)
            ? Bench.keeper : roles.contains(.head) ? Bench.head : Bench.clerk
    }

    @discardableResult
    func enter(
        _ code: String, _ values: RegisterValues, by who: Principal? = nil,
        subject: AddresseeNumber? = nil
    ) throws -> EntryNumber {
        let kind = try room.catalogue.kind(code)
        return try perform(kind.operations.enter, by: who ?? writer(kind)) {
            try EnterRecord.perform(code, values, subject: subject, room: room, in: $0)
        }
    }

    func amend(
        _ code: String, _ number: EntryNumber, _ values: RegisterValues, why: String? = nil,
        by who: Principal? = nil, version: Int? = nil
    ) throws {
        let kind = try room.catalogue.kind(code)
        try perform(kind.operations.enter, by: who ?? writer(kind)) {
            try AmendRecord.perform(
                code, number, version: version, values, why: why, room: room, in: $0)
        }
    }

    func move(
        _ code: String, _ number: EntryNumber, to state: EntryState, _ values: RegisterValues = [:],
        why: String? = nil, by who: Principal? = nil
    ) throws {
        let kind = try room.catalogue.kind(code)
        try perform(kind.operations.enter, by: who ?? writer(kind)) {
            try MoveRecord.perform(
                code, number, version: nil, to: state, values, why: why, room: room, in: $0)
        }
    }

    func confirm(_ code: String, _ number: EntryNumber, by who: Principal = Bench.head) throws {
        try perform(.confirmRegister, by: who) {
            try ConfirmRecord.perform(code, number, version: nil, room: room, in: $0)
        }
    }

    func attach(_ code: String, _ number: EntryNumber, _ text: String = "証拠") throws {
        let bytes = Array(text.utf8)
        let file = EvidenceInput(
            name: "証拠.pdf", bytes: bytes, digest: Digest.of(bytes).description,
            scanner: "試験 1")
        try AttachEvidence.putDown(file, room: room)
        let kind = try room.catalogue.kind(code)
        try perform(kind.operations.enter, by: writer(kind)) {
            try AttachEvidence.perform(code, number, file, room: room, in: $0)
        }
    }

    /// Enters, proves, confirms and activates.
    @discardableResult
    func activate(_ code: String, _ values: RegisterValues) throws -> EntryNumber {
        let kind = try room.catalogue.kind(code)
        let number = try enter(code, values)
        if kind.evidence == .required { try attach(code, number) }
        if kind.confirmers != nil { try confirm(code, number) }
        try move(code, number, to: .active)
        return number
    }

    func entry(_ code: String, _ number: EntryNumber) throws -> RegisterEntry {
        guard
            let entry = try store.read({ try RegisterBook.entry(code, number, from: $0) })
        else { throw RegisterRefusal.unknownEntry }
        return entry
    }

    func overview() throws -> RegisterOverview {
        try perform(.viewRegisters, by: Bench.keeper) {
            try ViewRegisters.perform(room: room, in: $0)
        }
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try store.read(body) }

    // MARK: 見本

    /// Valid values for every field that a stage asks for; what is referred to is entered first.
    func sample(
        _ kind: RegisterKind, at stage: RegisterField.Stage, on date: CivilDate? = nil
    ) throws -> RegisterValues {
        var values = RegisterValues()
        for field in kind.fields where field.requiredFrom <= stage {
            values[field.name] = try sample(field, on: date ?? clock.today())
        }
        return values
    }

    private func sample(_ field: RegisterField, on date: CivilDate) throws -> String {
        switch field.form {
        case .text, .long:
            switch field.name {
            case "departments": return "子ども福祉課;国保年金課"
            case "evidence": return "R-02;R-45"
            case "questions": return "パスワードを人に教えない：はい;いいえ"
            default: return "見本"
            }
        case .date: return date.description
        case .number: return field.name == "year" ? "\(FiscalYear(of: date).year)" : "1"
        case .choice: return field.choices.first ?? ""
        case .yesNo: return "no"
        case .officer: return "tanto"
        case .checklist: return RegisterValues.joined(field.choices)
        case .reference:
            let other = try room.catalogue.kind(field.choices.first ?? "")
            return try enter(other.code, try sample(other, at: .active, on: date)).description
        }
    }
}
