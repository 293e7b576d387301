// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 訂正・追記: a new version of an entry; the earlier ones stay.
public enum AmendRecord {
    public static let operation = OperationCode.writeRegister

    /// - Parameters:
    ///   - changes: the fields that the form brings; the others stay.
    ///   - version: the version that the form was made from.
    ///   - why: needed once the entry is in force, settled or confirmed.
    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ code: String, _ number: EntryNumber, version: Int?, _ changes: RegisterValues,
        responsible: String? = nil, why: String?, room: RegisterRoom, in scope: Scope
    ) throws {
        let kind = try room.catalogue.kind(code)
        try RegisterGuard.change(kind, in: scope)
        let entry = try RegisterGuard.entry(kind, number, version: version, in: scope)
        guard entry.state != .void else { throw RegisterRefusal.wrongState }
        let reason = why.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let isSettled = entry.state != .open || kind.confirmers != nil && entry.isConfirmed
        if isSettled, reason == nil { throw RegisterRefusal.reasonMissing }
        try RegisterGuard.words(reason)
        let values = changes.over(entry.values)
        try RegisterGuard.fields(kind, values, at: kind.stage(of: entry.state), in: scope)
        try RegisterRules.check(
            kind, values, earlier: entry, to: entry.state, room: room, in: scope)
        try RegisterWriting.append(
            kind, to: entry, values: values, state: entry.state, responsible: responsible,
            why: reason, deadlines: room.catalogue.deadlines, scope)
    }
}
