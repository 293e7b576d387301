// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

extension Accounts {
    /// Opens a campaign over every user id that can log in.
    /// - Parameter deadline: the last day for answers, today or later.
    /// - Throws: `wrongState` while another is open or the deadline is past.
    @discardableResult
    public func openStocktaking(
        deadline: CivilDate, by opener: Principal, once key: String? = nil
    ) throws -> Int64 {
        try gate.perform(.openStocktaking, by: opener, for: .maintenance, once: key) { scope in
            let all = try StocktakingBook.all(scope.db)
            guard all.allSatisfy({ $0.closedAt != nil }), scope.today <= deadline else {
                throw SafeguardRefusal.wrongState
            }
            let entries = try OfficersInService.all(on: scope.today, from: scope.db)
            let registered = try StocktakingBook.registeredDays(scope.db)
            let unused = entries.filter { entry in
                let last = entry.lastLogin?.dayInJapan ?? registered[entry.officer]
                return last.map { $0.days(until: scope.today) > rules.unusedDays } ?? true
            }
            let id = try StocktakingBook.append(deadline: deadline, scope)
            try StocktakingBook.append(entries, unused: Set(unused.map(\.officer)), id, scope)
            scope.counted(entries.count)
            scope.note("stocktaking \(id)")
            return id
        }
    }

    /// Answers one line: the user id goes on, or it is removed and its log-ins end.
    ///
    /// The head answers for the own department; where it has no other head, an administrator does.
    /// Nobody answers for himself.
    /// - Throws: `sameOfficer`, `otherDepartment`, `wrongState`, `noSuchRecord`.
    public func answerStocktaking(
        line id: Int64, keeps: Bool, by head: Principal, once key: String? = nil
    ) throws {
        let removed: (officer: String, deputies: Set<String>)? = try gate.perform(
            .confirmStocktaking, by: head, for: .maintenance, once: key
        ) { scope in
            guard let line = try StocktakingBook.line(id, scope.db) else {
                throw SafeguardRefusal.noSuchRecord
            }
            let campaign = try StocktakingBook.all(scope.db).first { $0.id == line.stocktaking }
            let isOpen = campaign?.closedAt == nil && line.answer == nil
            try scope.touches(in: isOpen ? .open : .closed)
            try FourEyes.check(proposer: line.officer, approver: head.officer)
            try mayAnswer(line, head, scope)
            try StocktakingBook.answer(id, keeps ? "継続" : "削除", scope)
            scope.note("stocktaking \(line.stocktaking) \(line.officer)")
            guard !keeps else { return nil }
            let deputies = try endDelegations(of: line.officer, scope)
            try GrantBook.endAll(of: line.officer, scope)
            try OfficerBook.appendStop(line.officer, isStopped: true, scope)
            return (line.officer, deputies)
        }
        if let removed { try endSessions(of: removed.officer, with: removed.deputies) }
    }

    /// Closes a campaign. While lines are open it stays open; after the deadline whoever was not
    /// answered for is suspended.
    /// - Returns: the user ids that were suspended.
    /// - Throws: `stocktakingOpen`; also when nobody would be left to give access back.
    @discardableResult
    public func closeStocktaking(
        _ id: Int64, by closer: Principal, once key: String? = nil
    ) throws -> [String] {
        let (suspended, deputies) = try gate.perform(
            .openStocktaking, by: closer, for: .maintenance, once: key
        ) { scope in
            guard
                let campaign = try StocktakingBook.all(scope.db).first(where: { $0.id == id }),
                campaign.closedAt == nil
            else { throw SafeguardRefusal.wrongState }
            let open = try StocktakingBook.lines(of: id, scope.db).filter { $0.answer == nil }
            guard open.isEmpty || campaign.deadline < scope.today else {
                throw SafeguardRefusal.stocktakingOpen(lines: open.count)
            }
            var deputies: Set<String> = []
            for line in open {
                try StocktakingBook.answer(line.id, "無回答", scope)
                deputies.formUnion(try endDelegations(of: line.officer, scope))
                try OfficerBook.appendStop(line.officer, isStopped: true, scope)
            }
            guard try open.isEmpty || GrantBook.approvers(on: scope.today, scope.db) >= 2 else {
                throw SafeguardRefusal.stocktakingOpen(lines: open.count)
            }
            try StocktakingBook.end(id, scope)
            scope.counted(open.count)
            scope.note("closed stocktaking \(id)")
            return (open.map(\.officer), deputies)
        }
        try endSessions(of: Set(suspended), cause: .disabled)
        try endSessions(of: deputies, cause: .grantsChanged)
        return suspended
    }

    /// All campaigns, newest first.
    public func stocktakings(by reader: Principal) throws -> [Stocktaking] {
        try gate.perform(.viewStocktaking, by: reader, for: .maintenance) { scope in
            try StocktakingBook.all(scope.db)
        }
    }

    /// The lines of a campaign, by department.
    public func stocktakingLines(
        of id: Int64, by reader: Principal
    ) throws -> [StocktakingLine] {
        try gate.perform(.viewStocktaking, by: reader, for: .maintenance) { scope in
            let lines = try StocktakingBook.lines(of: id, scope.db)
            scope.counted(lines.count)
            return lines
        }
    }

    /// Some of its lines, and how many have which answer: an empty text is none yet.
    /// - Parameter rows: which ones, of how many.
    public func stocktakingLines(
        of id: Int64, by reader: Principal, _ rows: (_ count: Int) -> Range<Int>
    ) throws -> (lines: [StocktakingLine], answers: [String: Int]) {
        try gate.perform(.viewStocktaking, by: reader, for: .maintenance) { scope in
            let answers = try StocktakingBook.answers(of: id, scope.db)
            let shown = rows(answers.values.reduce(0, +))
            scope.counted(shown.count)
            return (
                try StocktakingBook.lines(
                    of: id, limit: shown.count, offset: shown.lowerBound, scope.db), answers
            )
        }
    }

    private func mayAnswer(
        _ line: StocktakingLine, _ head: Principal, _ scope: Scope
    ) throws {
        let own = try StandingBook.standing(of: head.officer, on: scope.today, scope.db)
        if head.roles.contains(.head), own?.department == line.department { return }
        let heads = try OfficersInService.all(on: scope.today, from: scope.db).filter { entry in
            entry.department == line.department && entry.roles.contains(.head)
                && entry.officer != line.officer
        }
        guard head.roles.contains(.administrator), heads.isEmpty else {
            throw SafeguardRefusal.otherDepartment
        }
    }
}
