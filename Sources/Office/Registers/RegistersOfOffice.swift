// SPDX-License-Identifier: Apache-2.0
import Ledger
import Links
import Registers
import Reports
import Safeguards
import Vocabulary

/// The room of the registers, with what the rest of the house answers.
extension RegisterRoom {
    static func of(
        catalogue: RegisterCatalogue, evidence: any AttachmentStore, addressee: Gate
    ) throws -> RegisterRoom {
        RegisterRoom(
            catalogue: catalogue, evidence: EvidenceFolder(store: evidence),
            measures: MeasuresOfReports(),
            records: try RecordsOfOffice(catalogue, addressee: addressee),
            affected: AffectedOfLog(), figures: FiguresOfCasework())
    }
}

/// Files of the registers rest as attachments do: sealed, bound to their name, which is their digest.
struct EvidenceFolder: EvidenceStore {
    let store: any AttachmentStore

    func put(_ bytes: [UInt8], at key: String) throws { try store.put(bytes, at: key) }
    func settle(_ key: String) throws { try store.settle([key]) }
    func bytes(at key: String) throws -> [UInt8] { try store.bytes(at: key) }
}

/// How far the measures are proven, from the last run on record.
struct MeasuresOfReports: MeasureStates {
    private let states: [String: MeasureState]
    private let asked: [CheckQuestion]

    init() {
        // A program whose own tables cannot be read proves nothing: everything is unknown then.
        let proven = (try? MeasureCatalogue.proven()) ?? []
        states = Dictionary(
            proven.map { one in
                switch one.state {
                case .proven: (one.measure.id, MeasureState.proven)
                case .register: (one.measure.id, .organisational)
                case .failing, .unproven, .unknown: (one.measure.id, .open)
                }
            }
        ) { first, _ in first }
        asked = proven.filter { $0.measure.kind != .software }.map {
            CheckQuestion(
                measure: $0.measure.id,
                sentence: "「\($0.measure.sentence)」（\($0.measure.place)）は守られていますか。")
        }
    }

    func state(of measure: String) -> MeasureState? { states[measure] }
    func questions() -> [CheckQuestion] { asked }
}

/// Everything both systems hold about a person, with the words of 別添1, and who saw it.
struct RecordsOfOffice: PersonalRecords {
    private let tables: [PersonTable]
    private let addresseeTables: [PersonTable]
    private let addresseeWords: [String: String]
    private let addressee: Gate
    private let words: [String: String]

    init(_ catalogue: RegisterCatalogue, addressee: Gate) throws {
        self.addressee = addressee
        tables = catalogue.personTables
        addresseeTables = catalogue.addresseeTables
        addresseeWords = catalogue.addresseeWords
        words = Dictionary(
            try RecordCatalogue.items().compactMap { item in
                item.place.map { ("\($0.table).\($0.column)", item.item) }
            }
        ) { first, _ in first }
    }

    func sections(
        about person: AddresseeNumber, in scope: Scope
    ) throws -> [PersonalFile.Section] {
        var rows = PersonRows(tables, of: person, from: scope.db)
        let tables = try rows.sections { table, column in words["\(table).\(column)"] }
        return try tables + second(about: person, in: scope)
            + [accesses(of: person, in: scope)]
    }

    /// What System 2 holds, read behind its own gate in the name of the same officer; its log has
    /// the entry, too.
    private func second(
        about person: AddresseeNumber, in scope: Scope
    ) throws -> [PersonalFile.Section] {
        try addressee.perform(
            scope.operation, by: scope.principal, for: scope.purpose, about: [person],
            reason: scope.reason
        ) { second in
            var rows = PersonRows(addresseeTables, of: person, from: second.db)
            return try rows.sections { table, column in
                words["\(table).\(column)"] ?? addresseeWords[column]
            }.map { section in
                // Some tables have the same name in both systems.
                PersonalFile.Section(
                    code: "addressee_\(section.code)", title: "統合宛名：\(section.title)",
                    columns: section.columns, rows: section.rows, isSecret: section.isSecret)
            }
        }
    }

    /// だれが見たか: every entry of the log that names the person.
    private func accesses(
        of person: AddresseeNumber, in scope: Scope
    ) throws -> PersonalFile.Section {
        let lines = try LogBook.search(
            LogQuery(subject: person, limit: 1_000_000), from: scope.db)
        let titles = ["いつ", "だれが", "どの端末で", "何を", "何のために", "理由", "結果"]
        return PersonalFile.Section(
            code: "log", title: "だれが見たか（利用の記録）",
            columns: titles.map { PersonalFile.Column(name: $0, title: $0) },
            rows: lines.map { line in
                PersonalFile.Row(
                    id: line.operation,
                    cells: [
                        line.recordedAt.textInJapan, line.act.officer, line.act.terminal,
                        OperationCode(rawValue: line.act.code)?.definition.title
                            ?? line.act.code,
                        Purpose(rawValue: line.act.purpose)?.title ?? line.act.purpose,
                        line.act.reason ?? "", line.isRefused ? "断った" : "",
                    ].map { PersonalFile.Cell($0) })
            })
    }
}
