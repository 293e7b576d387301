// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Town
import Vocabulary

extension OfficeYear {
    /// The same day, after noon: what is complete is examined and proposed by one officer, approved
    /// by another, and goes on paper.
    func decide(_ month: MonthPlan) throws {
        clock.stand(on: month.intake, hour: 13)
        try timer.measure("審査・起案") { try propose() }
        clock.pass(minutes: 60)
        try timer.measure("決裁") { try approve() }
        clock.pass(minutes: 60)
        try timer.measure("年度末の消滅") { try endByAge(in: month.month) }
        try timer.measure("届出") { try carryOutNotices() }
        try timer.measure("再判定") { try rejudge() }
        try timer.measure("遡及の精算") {
            try takeBack()
            try demandRecoveries()
        }
        if settings.story.years > 1, month.month.month == 6 {
            try timer.measure("未申請の勧奨") { try inviteUnregistered() }
        }
        clock.pass(minutes: 60)
        try timer.measure("証・通知書") { try writePapers(month.intake) }
    }

    /// 年齢到達: covered by the head's rule, so carried out under both names; again in the months
    /// after April, for whoever was granted late what had ended already.
    private func endByAge(in month: YearMonth) throws {
        let lastDay = FiscalYear(of: month.firstDay).firstDay.previous
        guard lastDay > plan.opening.nextFiscalYear else { return }
        let counter = try staff.principal(.counter)
        let law = office.law
        let waiting = try office.casework.perform(
            YearEndLapse.operation, by: counter, for: .change
        ) { try YearEndLapse.perform(lastDay: lastDay, law: law, in: $0).waiting }
        try approveChanges(waiting)
    }

    private func propose() throws {
        let counter = try staff.principal(.counter)
        // 書類不備のまま期限経過: what waited in vain is examined as it is.
        _ = try office.casework.perform(
            ReleaseOverdueHolds.operation, by: counter, for: .registration
        ) { try ReleaseOverdueHolds.perform(in: $0) }
        let ready = try office.casework.perform(
            .viewApplications, by: counter, for: .registration
        ) { scope in
            let ready = try ApplicationBook.open([.received, .checked], from: scope.db)
                .filter { $0.kind == .registration }
            scope.saw(ready.map(\.child))
            return ready.map(\.id)
        }
        guard !ready.isEmpty else { return }
        // A check that is older than a day does not count any more.
        _ = try office.casework.perform(CheckResidents.operation, by: counter, for: .registration) {
            try CheckResidents.perform(ready, directory: office.directory, in: $0)
        }
        _ = try office.casework.perform(
            ProposeDecisions.operation, by: counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                ready, law: office.law, directory: office.directory, terms: office.intake,
                in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
    }

    /// The head approves what has no flag at once, and looks at the others one list at a time.
    private func approve() throws {
        let head = try staff.principal(.head)
        while true {
            let batch = try office.casework.perform(
                ForeseeBatch.operation, by: head, for: .registration
            ) { try ForeseeBatch.perform(nil, in: $0) }
            guard batch.count > 0 else { break }
            _ = try office.casework.perform(
                ApproveDecisions.operation, by: head, for: .registration
            ) {
                try ApproveDecisions.perform(
                    .batch(nil, through: batch.last, seen: batch.digest), in: $0)
            }
        }
        let flagged = try office.casework.perform(
            .viewDecisions, by: head, for: .registration
        ) { scope in
            let pending = try ProposalBook.pending(from: scope.db)
            scope.saw(pending.map(\.draft.child))
            return pending.map(\.id)
        }
        guard !flagged.isEmpty else { return }
        _ = try office.casework.perform(
            ApproveDecisions.operation, by: head, for: .registration
        ) { try ApproveDecisions.perform(.these(flagged), in: $0) }
    }

    /// 変更届・消滅届: what no rule of the head covers is approved by the head.
    private func carryOutNotices() throws {
        let counter = try staff.principal(.counter)
        let changes = try office.casework.perform(
            CarryOutChangeNotices.operation, by: counter, for: .change
        ) { try CarryOutChangeNotices.perform(in: $0) }
        let lapses = try office.casework.perform(
            CarryOutLapseNotices.operation, by: counter, for: .change
        ) {
            try CarryOutLapseNotices.perform(
                rules: office.book.endRules, consequences: office.consequences, in: $0)
        }
        try approveChanges(changes.waiting + lapses.waiting)
    }

    /// 再判定: everything that waits is judged again; the news of a notification counts already.
    private func rejudge() throws {
        let report = try office.casework.perform(
            Rejudge.operation, by: .machine("rejudge"), for: .change
        ) { scope in
            try Rejudge.perform(
                .queue, law: office.law, directory: office.directory,
                consequences: office.consequences, in: scope)
        }
        try approveChanges(report.waiting)
    }

    /// The head looks at each list of changes that no signed rule covers.
    private func approveChanges(_ waiting: [Int64]) throws {
        guard !waiting.isEmpty else { return }
        _ = try office.casework.perform(
            ApproveDecisions.operation, by: try staff.principal(.head), for: .change
        ) { try ApproveDecisions.perform(.these(waiting), in: $0) }
    }
}
