// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Synchronization
public import Vocabulary

/// The keyboard of an installation: its table of keys, and who works without Enter = next field.
///
/// Every page asks for both, so they are read once and kept; a change is written first and kept
/// then. Another process that changes them is seen when the desk opens again.
public final class Keyboard: Sendable {
    private struct State {
        var table: KeyTable
        var plainEnter: Set<String>
    }

    private let gate: Gate
    /// No person stands in what is read here without the gate.
    private let store: any Store
    private let state: Mutex<State>

    /// - Throws: `Fault`.
    init(_ gate: Gate, store: any Store) throws {
        self.gate = gate
        self.store = store
        let stored = try store.read { db in
            State(
                table: try KeyboardBook.table(from: db),
                plainEnter: try KeyboardBook.plainEnter(from: db))
        }
        state = Mutex(stored)
    }

    public var table: KeyTable { state.withLock { $0.table } }

    /// Whether Enter leads this officer to the next field.
    public func enterMoves(_ officer: String) -> Bool {
        state.withLock { !$0.plainEnter.contains(officer) }
    }

    /// Gives the installation another table.
    /// - Throws: `KeyboardRefusal`, what the gate refuses.
    public func change(
        _ asked: [DeskAction: String], by principal: Principal, once: String? = nil
    ) throws {
        let table = try gate.perform(
            .changeDeskKeys, by: principal, for: .maintenance, once: once
        ) { scope in
            let table = try KeyTable(asked)
            try KeyboardBook.write(table, in: scope)
            scope.note(table.isStandard ? "standard" : table.text)
            return table
        }
        state.withLock { $0.table = table }
    }

    /// Switches Enter = next field on or off for the officer who asks.
    /// - Throws: what the gate refuses.
    public func change(
        enterMoves: Bool, by principal: Principal, once: String? = nil
    ) throws {
        try gate.perform(.changeOwnDesk, by: principal, for: .maintenance, once: once) { scope in
            try KeyboardBook.write(enterMoves: enterMoves, of: principal.officer, in: scope)
            scope.note(enterMoves ? "enter-moves" : "enter-plain")
        }
        state.withLock { state in
            if enterMoves {
                state.plainEnter.remove(principal.officer)
            } else {
                state.plainEnter.insert(principal.officer)
            }
        }
    }

    /// The last changes of the table, the newest first; no person stands in them.
    /// - Throws: `Fault`.
    public func history() throws -> [KeyTableChange] {
        try store.read { try KeyboardBook.history(from: $0) }
    }
}

/// A change of the table of keys as it stands in the record.
public struct KeyTableChange: Hashable, Sendable {
    public let recordedAt: Instant
    public let officer: String
    /// As `KeyTable.text`; empty is the standard.
    public let text: String
}
