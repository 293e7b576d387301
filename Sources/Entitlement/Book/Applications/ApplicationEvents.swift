// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// One step of an application with who and when, for its history on screen.
public struct ApplicationStep: Hashable, Sendable {
    public let event: ApplicationEvent
    public let at: Instant
    public let officer: String
    public let reason: String?
    public let missingPapers: String?
    public let dueOn: CivilDate?

    /// The step in words: what opens a refused application again is no 差戻し of a head.
    public var wording: String {
        event == .sentBack && reason?.hasPrefix(ReopenedRefusal.step) ?? false
            ? ReopenedRefusal.step : event.wording
    }
}

extension ApplicationBook {
    /// The steps of an application, oldest first.
    public static func steps(
        _ id: Int64, from db: any Connection
    ) throws -> [ApplicationStep] {
        try db.rows(
            """
            SELECT event, recorded_at, officer, reason, missing_papers, due_on
            FROM application_event WHERE application_id = ? ORDER BY id
            """, [id]
        ) { row in
            ApplicationStep(
                event: row.code(0), at: row.instant(1), officer: row.text(2),
                reason: row.optionalText(3), missingPapers: row.optionalText(4),
                dueOn: row.optionalDate(5))
        }
    }
}

extension Scope {
    /// Appends events and brings the read model of statuses up to date.
    ///
    /// - Parameter moves: for each application the status it is in, the event, and the details.
    func record(_ moves: [ApplicationMove]) throws {
        guard !moves.isEmpty else { return }
        let ids = try append(moves.map { $0.row(officer: principal.officer) })
        var groups: [ApplicationMove.Landing: [Int64]] = [:]
        var last: Int64 = 0
        for (move, id) in zip(moves, ids) {
            groups[move.landing, default: []].append(move.application)
            last = max(last, id)
        }
        for (landing, applications) in groups {
            try Among.execute(
                """
                UPDATE application_status SET status = ?, is_open = ?, due_on = ?,
                last_event_id = ? WHERE {among}
                """, column: "application_id", ids: applications, in: db,
                arguments: [landing.status, landing.status.isOpen, landing.dueOn, last])
        }
    }
}

/// One event about to be recorded, and where it leaves the application.
struct ApplicationMove {
    /// What the read model shows afterwards.
    struct Landing: Hashable {
        let status: ApplicationStatus
        let dueOn: CivilDate?
    }

    let application: Int64
    let event: ApplicationEvent
    let landing: Landing
    var reason: String?
    var missingPapers: String?

    /// An event that leaves the application where it is: the state machine has nothing to say.
    init(
        application: Int64, event: ApplicationEvent, landing: Landing, reason: String,
        missingPapers: String
    ) {
        self.application = application
        self.event = event
        self.landing = landing
        self.reason = reason
        self.missingPapers = missingPapers
    }

    /// Asks the state machine; `nil` where the command adds nothing.
    init?(
        _ command: ApplicationCommand, _ file: ApplicationFile, reason: String? = nil,
        missingPapers: String? = nil, dueOn: CivilDate? = nil
    ) throws(EntitlementRefusal) {
        guard let event = try ApplicationCourse.decide(command, at: file.status) else { return nil }
        let status = ApplicationCourse.evolve(file.status, event)
        application = file.id
        self.event = event
        self.reason = reason
        self.missingPapers = missingPapers
        let due = event == .held ? dueOn : file.dueOn
        landing = Landing(status: status, dueOn: status.isHeld ? due : nil)
    }

    /// 却下の取消し: a refused application is examined again. No command of an officer: only the
    /// approval of a correction does it.
    ///
    /// - Throws: `.proposalOvertaken` where it is not refused any more.
    init(reopening file: ApplicationFile, reason: String) throws(EntitlementRefusal) {
        guard file.status == .refused else { throw .proposalOvertaken }
        application = file.id
        event = .sentBack
        landing = Landing(status: ApplicationCourse.evolve(file.status, .sentBack), dueOn: nil)
        self.reason = reason
    }

    func row(officer: String) -> ApplicationEventRow {
        ApplicationEventRow(
            application: application, event: event, reason: reason, missingPapers: missingPapers,
            dueOn: event == .held ? landing.dueOn : nil, officer: officer)
    }
}

extension ApplicationBook {
    /// The reason of the newest hold of each application.
    public static func holdReasons(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        try Among.forEach(
            """
            SELECT application_id, reason FROM application_event
            WHERE {among} AND event = 'held' ORDER BY id
            """, column: "application_id", key: 0, ids: ids, in: db
        ) { row in
            // A reminder does not change what the application waits for.
            if row.text(1) != HoldReason.reminder { found[row.int64(0)] = row.text(1) }
        }
        return found
    }

    /// Applications of children that are on hold for nothing but the insurance evidence.
    static func waitingForInsurance(
        of children: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [ApplicationFile] {
        guard !children.isEmpty else { return [] }
        let held = try open([.heldChecked], from: db).filter { children.contains($0.child) }
        let reasons = try holdReasons(held.map(\.id), from: db)
        return held.filter { reasons[$0.id] == HoldReason.insuranceEvidence }
    }
}
