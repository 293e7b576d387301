// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 有効化・完了・取消: an entry comes into force, is settled, or was a mistake.
public enum MoveRecord {
    public static let operation = OperationCode.writeRegister

    /// - Parameters:
    ///   - changes: fields that the step brings with it (返還の日, 結果).
    ///   - why: needed for 取消.
    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ code: String, _ number: EntryNumber, version: Int?, to state: EntryState,
        _ changes: RegisterValues = [:], why: String? = nil, room: RegisterRoom, in scope: Scope
    ) throws {
        let kind = try room.catalogue.kind(code)
        try RegisterGuard.change(kind, in: scope)
        let entry = try RegisterGuard.entry(kind, number, version: version, in: scope)
        guard isAllowed(kind.life, from: entry.state, to: state) else {
            throw RegisterRefusal.wrongState
        }
        let reason = why.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        if state == .void, reason == nil { throw RegisterRefusal.reasonMissing }
        try RegisterGuard.words(reason)
        let values = changes.over(entry.values)
        if state != .void {
            try RegisterGuard.fields(kind, values, at: kind.stage(of: state), in: scope)
            try proof(kind, entry, values, to: state, in: scope)
        }
        try RegisterRules.check(kind, values, earlier: entry, to: state, room: room, in: scope)
        try RegisterWriting.append(
            kind, to: entry, values: values, state: state, why: reason,
            deadlines: room.catalogue.deadlines, scope)
        try RegisterRules.follow(kind, entry, values, to: state, room: room, in: scope)
    }

    private static func isAllowed(
        _ life: RegisterKind.Life, from: EntryState, to: EntryState
    ) -> Bool {
        switch (life, from, to) {
        case (_, .void, _): false
        case (_, _, .void): true
        case (.task, .open, .closed): true
        case (.term, .open, .active), (.term, .active, .closed): true
        default: false
        }
    }

    /// A file, and for what comes into force the second person's confirmation of exactly this version.
    private static func proof(
        _ kind: RegisterKind, _ entry: RegisterEntry, _ values: RegisterValues,
        to state: EntryState, in scope: Scope
    ) throws {
        let needsProof = kind.life == .term ? state == .active : state == .closed
        guard needsProof else { return }
        if kind.evidence == .required,
            try RegisterBook.files(of: entry.id, from: scope.db).isEmpty
        {
            throw RegisterRefusal.evidenceMissing
        }
        if kind.life == .term, kind.confirmers != nil {
            guard entry.isConfirmed, values == entry.values else {
                throw RegisterRefusal.unconfirmed
            }
        }
    }
}
