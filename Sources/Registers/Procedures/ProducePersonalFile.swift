// SPDX-License-Identifier: Apache-2.0
public import Press
public import Safeguards
import Vocabulary

/// 本人の記録一式: everything about the person of a request, with what is withheld taken out.
public enum ProducePersonalFile {
    public static let operation = OperationCode.producePersonalFile

    /// - Parameter isWhole: true for the officer who decides what is withheld; the copy for the
    ///   requester never is.
    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, isWhole: Bool, room: RegisterRoom, in scope: Scope
    ) throws -> PersonalFile {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        let kind = try room.catalogue.kind(Disclosures.code)
        let entry = try RegisterGuard.entry(kind, number, version: nil, in: scope)
        guard let subject = entry.subject, entry.values["kind"] == "開示" else {
            throw RegisterRefusal.wrongState
        }
        let file = PersonalFile(
            subject: subject, madeOn: scope.today,
            sections: try room.records.sections(about: subject, in: scope))
        scope.counted(file.cellCount)
        guard !isWhole else { return file }
        return file.forRequester(
            try RedactionBook.redactions(of: entry.id, from: scope.db),
            disclosed: try RedactionBook.disclosed(of: entry.id, from: scope.db))
    }

    /// The file as sheets for the press, table by table.
    /// - Parameter places: whether each record says the name by which it is withheld, for the officer.
    public static func sheets(_ file: PersonalFile, places: Bool = false) throws -> [Sheet] {
        try PersonalFileSheets.sheets(file, places: places)
    }
}

/// 墨消し: what of the file is withheld, and why; or a proposal of the program is set aside.
public enum RedactPersonalFile {
    public static let operation = OperationCode.decideDisclosure

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, _ redactions: [Redaction], undone: [Redaction] = [],
        room: RegisterRoom, in scope: Scope
    ) throws {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        let kind = try room.catalogue.kind(Disclosures.code)
        let entry = try RegisterGuard.entry(kind, number, version: nil, in: scope)
        guard entry.state == .open else { throw RegisterRefusal.wrongState }
        func row(_ redaction: Redaction, isUndone: Bool) -> RedactionRow {
            RedactionRow(
                entry: entry.id, place: redaction.place.description,
                ground: redaction.ground.rawValue, isUndone: isUndone,
                officer: scope.principal.officer)
        }
        _ = try scope.append(
            redactions.map { row($0, isUndone: false) } + undone.map { row($0, isUndone: true) })
    }
}
