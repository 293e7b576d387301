// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Office
import Registers
import Safeguards
import Vocabulary

/// What an officer does with the registers.
enum RegisterSteps {
    /// The fields of the form of a new entry: those of later steps come with them.
    static func entryFields(_ kind: RegisterKind) -> [RegisterField] {
        let computed: Set = [
            "decideBy", "correctionAsked", "correctionDone", "extendedDays", "extensionReason",
            "before", "after", "grounds", "carriedOut",
        ]
        return kind.fields.filter { field in
            field.requiredFrom != .close
                && (kind.desk != .disclosures || !computed.contains(field.name))
        }
    }

    /// What whoever notices an incident can say; the rest is for those who deal with it.
    static func reported(_ kind: RegisterKind) -> [RegisterField] {
        let names: Set = ["detected", "detectedAt", "what", "place", "kind", "malicious", "vendor"]
        return kind.fields.filter { names.contains($0.name) }
    }

    static func editable(_ kind: RegisterKind) -> [RegisterField] {
        guard kind.desk == .disclosures else { return kind.fields }
        let clock: Set = ["correctionAsked", "correctionDone", "extendedDays", "extensionReason"]
        return kind.fields.filter { clock.contains($0.name) }
    }

    static func enter(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        var reading = FormReading(visit.form, today: visit.today)
        let values = RegisterForms.values(
            kind.desk == .incidents ? reported(kind) : entryFields(kind), &reading)
        let responsible = reading.typed["responsible"]
        var subject: AddresseeNumber?
        if kind.isPersonal {
            let typed = reading.typed["subject"]
            subject = AddresseeNumber(typed)
            if subject == nil, !typed.isEmpty || kind.desk == .disclosures {
                reading.wrong("subject", "宛名番号は15桁までの数字で入力してください。")
            }
        }
        guard reading.isRight else { return try await again(visit, kind, reading.problems) }
        let (room, about) = (visit.installation.registers, subject)
        do {
            let number = try await visit.perform(about: [about].compactMap(\.self)) { scope in
                switch kind.desk {
                case .disclosures:
                    guard let about else { throw RegisterRefusal.unknownEntry }
                    return try ReceiveDisclosure.perform(
                        values, subject: about, room: room, in: scope)
                case .incidents:
                    return try ReportIncident.perform(values, room: room, in: scope)
                case .registers, .enquiries:
                    return try EnterRecord.perform(
                        kind.code, values, responsible: responsible.isEmpty ? nil : responsible,
                        subject: about, room: room, in: scope)
                }
            }
            return visit.carriedOut(landing(kind, number, visit, "recordentered"))
        } catch let refusal as RegisterRefusal {
            reading.refused(register: refusal)
            return try await again(visit, kind, reading.problems)
        }
    }

    private static func again(
        _ visit: Visit, _ kind: RegisterKind, _ problems: [FormProblem]
    ) async throws -> Answer {
        .page(try await page(visit, problems: problems))
    }

    /// The page with the form of a new entry.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let kind = try visit.registerKind()
        return visit.may(kind.operations.view)
            ? try await RegisterListScreen.page(visit, problems: problems)
            : try IncidentForm.page(visit, problems: problems)
    }

    /// Whoever reports an incident may not see the register of incidents.
    private static func landing(
        _ kind: RegisterKind, _ number: EntryNumber, _ visit: Visit, _ done: String
    ) -> String {
        visit.may(kind.operations.view)
            ? RegisterPlaces(kind: kind).record(number) + "?done=\(done)"
            : Route.home.path() + "?done=incidentreported"
    }

    static func amend(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        let fields = editable(kind)
        return try await carryOut(visit, kind, fields, "recordamended") { step, scope in
            if kind.desk == .disclosures {
                try ResetDisclosure.perform(
                    step.number, version: step.version, step.values, room: step.room, in: scope)
            } else {
                try AmendRecord.perform(
                    kind.code, step.number, version: step.version, step.values, why: step.why,
                    room: step.room, in: scope)
            }
        }
    }

    static func move(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        guard let state = EntryState(rawValue: visit.form["state"]) else {
            throw DeskRefusal.notFound
        }
        // What the form of the step did not show is not touched.
        let shown = kind.fields.filter { visit.form.has(RegisterForms.name($0)) }
        return try await carryOut(
            visit, kind, state == .void ? [] : shown, "recordmoved"
        ) { step, scope in
            if kind.desk == .disclosures {
                try DecideDisclosure.perform(
                    step.number, version: step.version, step.values, room: step.room, in: scope)
            } else {
                try MoveRecord.perform(
                    kind.code, step.number, version: step.version, to: state, step.values,
                    why: step.why, room: step.room, in: scope)
            }
        }
    }

    static func confirm(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        return try await carryOut(visit, kind, [], "recordconfirmed") { step, scope in
            try ConfirmRecord.perform(
                kind.code, step.number, version: step.version, room: step.room, in: scope)
        }
    }

    static func attach(_ visit: Visit) async throws -> Answer {
        let kind = try visit.registerKind()
        let number = try visit.entryNumber()
        let room = visit.installation.registers
        guard let upload = visit.files.first else {
            return .page(
                try await RegisterRecordScreen.page(
                    visit, problems: [FormProblem("file", "証拠のファイルを選んでください。")]))
        }
        defer { visit.desk.uploads.remove(visit.files.map(\.path)) }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: upload.path)))
        let file = EvidenceInput(
            name: upload.name, bytes: bytes, digest: Digest.of(bytes).description,
            // Every file that reaches a handler went through the scanner at the reception.
            scanner: visit.desk.scanning == nil ? "検査済み" : "検証環境（検査なし）")
        do {
            try await visit.desk.threads.run { try AttachEvidence.putDown(file, room: room) }
            try await visit.perform { scope in
                try AttachEvidence.perform(kind.code, number, file, room: room, in: scope)
            }
        } catch let refusal as RegisterRefusal {
            return .page(
                try await RegisterRecordScreen.page(
                    visit, problems: [FormProblem("file", "\(refusal.message)［\(refusal.code)］")]))
        }
        return visit.carriedOut(
            RegisterPlaces(kind: kind).record(number) + "?done=recordattached")
    }

    /// A file as something to be saved: its bytes are those of the digest, or it does not open.
    static func file(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("evidence")
        let room = visit.installation.registers
        do {
            let opened = try await visit.perform { scope in
                try OpenEvidence.perform(id, room: room, in: scope)
            }
            return .attachment(opened.bytes, name: "evidence-\(opened.file.digest.prefix(12))")
        } catch RegisterRefusal.unknownEntry {
            throw DeskRefusal.notFound
        }
    }

    /// Several forms of one page ask for a reason, each under its own name.
    private static func reason(_ typed: Typed) -> String {
        ["amend", "active", "closed", "void", "redact", "end"].map { typed["\($0)-why"] }
            .first { !$0.isEmpty } ?? ""
    }

    /// What every step of an entry has in common.
    struct Step: Sendable {
        let number: EntryNumber
        let version: Int?
        let values: RegisterValues
        let why: String?
        let room: RegisterRoom
    }

    static func carryOut(
        _ visit: Visit, _ kind: RegisterKind, _ fields: [RegisterField], _ done: String,
        _ body: @escaping @Sendable (Step, Scope) throws -> Void
    ) async throws -> Answer {
        let number = try visit.entryNumber()
        var reading = FormReading(visit.form, today: visit.today)
        let why = reason(reading.typed)
        let isAmendment = visit.form["state"] == "amend"
        let prefix = isAmendment ? "a" : "f"
        let step = Step(
            number: number, version: Int(reading.typed["version"]),
            values: RegisterForms.values(fields, &reading, prefix: prefix),
            why: why.isEmpty ? nil : why,
            room: visit.installation.registers)
        guard reading.isRight else {
            return .page(try await RegisterRecordScreen.page(visit, problems: reading.problems))
        }
        do {
            try await visit.perform(reason: why.isEmpty ? nil : why) { try body(step, $0) }
            return visit.carriedOut(
                RegisterPlaces(kind: kind).record(number) + "?done=\(done)")
        } catch let refusal as RegisterRefusal {
            reading.refused(register: refusal, prefix: prefix)
        } catch let refusal as SafeguardRefusal
            where refusal == .sameOfficer || refusal == .reasonMissing
        {
            reading.refused(refusal)
        }
        return .page(try await RegisterRecordScreen.page(visit, problems: reading.problems))
    }
}
