// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 確認: a second person, who wrote nothing of the entry, confirms its newest version.
public enum ConfirmRecord {
    public static let operation = OperationCode.confirmRegister

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ code: String, _ number: EntryNumber, version: Int?, room: RegisterRoom, in scope: Scope
    ) throws {
        let kind = try room.catalogue.kind(code)
        guard scope.operation == operation, let confirmers = kind.confirmers,
            !confirmers.roles.isDisjoint(with: scope.principal.roles)
        else { throw RegisterRefusal.notYours }
        let entry = try RegisterGuard.entry(kind, number, version: version, in: scope)
        guard !entry.isConfirmed, entry.state != .void else { throw RegisterRefusal.wrongState }
        let writers = try RegisterBook.versions(of: entry.id, from: scope.db).map(\.officer)
        guard !writers.contains(scope.principal.officer) else {
            throw RegisterRefusal.ownConfirmation
        }
        _ = try scope.append([
            ConfirmationRow(version: entry.versionID, officer: scope.principal.officer)
        ])
        let due = try kind.openDues(
            entry.values, state: entry.state, enteredOn: entry.enteredOn,
            changedOn: entry.changedAt.dayInJapan, isConfirmed: true,
            deadlines: room.catalogue.deadlines
        ).first
        try RegisterWriting.putNow(
            kind.code, entry: entry.id, version: entry.versionID, state: entry.state,
            isConfirmed: true, due, scope.db)
    }
}
