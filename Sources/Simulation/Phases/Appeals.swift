// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

extension OfficeYear {
    /// 審査請求: every seventh family that was refused asks for a review a fortnight after the notice; the
    /// office answers, and the head who had no part in the decision records the ruling a month later.
    func hearAppeals() throws {
        let counter = try staff.principal(.counter)
        try closeAppeals(by: counter)
        let refused = try office.casework.perform(
            .viewAppeals, by: counter, for: .registration
        ) { scope in
            let rows = try AppealReading.refusals(after: lastAppealed, from: scope.db)
            scope.saw(rows.flatMap { [$0.child, $0.recipient] })
            return rows
        }
        for decision in refused {
            lastAppealed = max(lastAppealed, decision.history)
            guard decision.history % 7 == 0 else { continue }
            try office.casework.perform(
                RecordAppeal.operation, by: counter, for: .registration
            ) {
                _ = try RecordAppeal.perform(
                    AppealInput(
                        child: decision.child, appellant: decision.recipient,
                        against: "却下の決定（\(decision.history)）", decidedOn: decision.decidedOn,
                        knownOn: min(decision.decidedOn.adding(days: 5), clock.today()),
                        receivedOn: clock.today()), national: office.book.national,
                    office: office.law.office, in: $0)
            }
        }
    }

    /// What was received before today is answered and ruled upon; every third is withdrawn.
    private func closeAppeals(by counter: Principal) throws {
        let open = try office.casework.perform(.viewAppeals, by: counter, for: .registration) {
            scope in
            let all = try AppealBook.all(from: scope.db)
                .filter { $0.isOpen && $0.input.receivedOn < clock.today() }
            scope.saw(all.flatMap { [$0.input.child, $0.input.appellant] })
            return all
        }
        for appeal in open {
            try office.casework.perform(
                RecordAppeal.operation, by: counter, for: .registration
            ) {
                try RecordAppeal.note(
                    appeal.id % 3 == 0 ? .withdrawn : .explanation, on: clock.today(),
                    note: "文書（架空）", of: appeal.id, in: $0)
            }
            guard appeal.id % 3 != 0 else { continue }
            try rule(on: appeal.id)
        }
    }

    /// The ruling of a head who had no part in the decision; where both had one, it waits.
    private func rule(on appeal: Int64) throws {
        for head in [Post.secondHead, .head] {
            do {
                return try office.casework.perform(
                    DecideAppeal.operation, by: try staff.principal(head), for: .registration
                ) {
                    try DecideAppeal.perform(
                        .dismissed, on: clock.today(), note: "裁決書（架空）", of: appeal,
                        hands: office.decisionHands, in: $0)
                }
            } catch AppealRefusal.ownDecision {
                continue
            }
        }
    }

    /// 督促: families whose papers have not come get a few days more; what still does not come is
    /// examined as it is in the next month.
    func remindOfPapers() throws {
        do {
            _ = try office.casework.perform(
                RemindPapers.operation, by: try staff.principal(.counter), for: .registration
            ) { try RemindPapers.perform(due: clock.today().adding(days: 12), in: $0) }
        } catch CaseRefusal.notOverdue {
            // Nothing waits in vain this month.
        }
    }
}
