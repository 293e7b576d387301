// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// How all registers stand: what is overdue, what is near, and each register in numbers.
public struct RegisterOverview: Sendable {
    public struct Line: Sendable {
        public let kind: RegisterKind
        public let count: RegisterCount
        /// The day the register as a whole is due next.
        public let due: Due?
        public let state: AlarmState
    }

    public let lines: [Line]
    /// Overdue first, then near; earliest first.
    public let alarms: [RegisterAlarm]
    public let isCut: Bool

    public var overdue: Int { alarms.count { $0.state == .overdue } }
}

/// 台帳の一覧.
public enum ViewRegisters {
    public static let operation = OperationCode.viewRegisters
    static let most = 500

    /// - Parameter desk: the registers of one screen; `nil` for all of 3070 and of the incidents.
    public static func perform(
        desk: RegisterKind.Desk? = nil, room: RegisterRoom, in scope: Scope
    ) throws -> RegisterOverview {
        // Registers about residents are looked at on their own screens, under their own operations.
        let kinds = room.catalogue.kinds.filter { kind in
            desk.map { kind.desk == $0 } ?? !kind.isPersonal
        }
        let today = scope.today
        let counts = try RegisterCounts.byKind(on: today, from: scope.db)
        var alarms = try RegisterBook.alarms(
            on: today, kinds: kinds.map(\.code), limit: most, from: scope.db
        ).map { entry in
            RegisterAlarm(
                kind: entry.kind, entry: entry.number, what: entry.dueTitle ?? "",
                dueOn: entry.dueOn ?? today, state: entry.alarm(on: today),
                responsible: entry.responsible)
        }
        let isCut = alarms.count >= most
        let lines = try periods(kinds, in: scope).map { kind, due, state in
            if let due, state != .calm {
                alarms.append(
                    RegisterAlarm(
                        kind: kind.code, entry: nil, what: due.title, dueOn: due.on,
                        state: state, responsible: nil))
            }
            let count = counts[kind.code] ?? RegisterCount()
            let own: AlarmState = count.overdue > 0 ? .overdue : count.near > 0 ? .near : .calm
            return RegisterOverview.Line(
                kind: kind, count: count, due: due, state: min(own, state))
        }
        alarms.sort { ($0.state, $0.dueOn, $0.kind) < ($1.state, $1.dueOn, $1.kind) }
        return RegisterOverview(lines: lines, alarms: alarms, isCut: isCut)
    }

    /// When each register as a whole is due next.
    static func periods(
        _ kinds: [RegisterKind], in scope: Scope
    ) throws -> [(kind: RegisterKind, due: Due?, state: AlarmState)] {
        let years = try RegisterCounts.wholeYears(from: scope.db)
        let start = try RegisterCounts.start(from: scope.db) ?? scope.today
        return kinds.map { kind in
            let known = years[kind.code]
            let due = kind.period.flatMap {
                $0.due(
                    years: known?.years ?? [], last: known?.last, start: start,
                    today: scope.today, title: "\(kind.title)の記入")
            }
            return (
                kind, due,
                AlarmState(dueOn: due?.on, warnsFrom: due?.warnsFrom, today: scope.today)
            )
        }
    }
}

/// One register with its entries.
public enum ViewRegister {
    public static let operation = OperationCode.viewRegisters

    /// How many entries there are, whatever the limit.
    /// - Throws: `RegisterRefusal`.
    public static func count(
        _ code: String, states: [EntryState], room: RegisterRoom, in scope: Scope
    ) throws -> Int {
        try RegisterGuard.view(try room.catalogue.kind(code), in: scope)
        return try RegisterBook.count(of: code, states: states, from: scope.db)
    }

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ code: String, states: [EntryState], limit: Int = 500, skipping: Int = 0,
        room: RegisterRoom, in scope: Scope
    ) throws -> (kind: RegisterKind, entries: [RegisterEntry]) {
        let kind = try room.catalogue.kind(code)
        try RegisterGuard.view(kind, in: scope)
        let entries = try RegisterBook.entries(
            of: code, states: states, limit: limit, skipping: skipping, from: scope.db)
        scope.saw(entries.compactMap(\.subject))
        scope.counted(entries.count)
        return (kind, entries)
    }
}

/// One entry with its history and its files.
public struct RegisterDetail: Sendable {
    public let kind: RegisterKind
    public let entry: RegisterEntry
    public let versions: [RegisterVersion]
    public let files: [RegisterFile]
    /// Every day that is still open, earliest first.
    public let dues: [Due]
}

/// 一件の表示.
public enum ViewRecord {
    public static let operation = OperationCode.viewRegisters

    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ code: String, _ number: EntryNumber, room: RegisterRoom, in scope: Scope
    ) throws -> RegisterDetail {
        let kind = try room.catalogue.kind(code)
        try RegisterGuard.view(kind, in: scope)
        let entry = try RegisterGuard.entry(kind, number, version: nil, in: scope)
        return RegisterDetail(
            kind: kind, entry: entry,
            versions: try RegisterBook.versions(of: entry.id, from: scope.db),
            files: try RegisterBook.files(of: entry.id, from: scope.db),
            dues: try kind.openDues(
                entry.values, state: entry.state, enteredOn: entry.enteredOn,
                changedOn: entry.changedAt.dayInJapan, isConfirmed: entry.isConfirmed,
                deadlines: room.catalogue.deadlines))
    }
}
