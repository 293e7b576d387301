// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Scheme
import Vocabulary

/// 消滅届の処理: each becomes a proposal that the entitlement ends, with what that would touch; where
/// it has ended already the notification is filed.
public enum CarryOutLapseNotices {
    public static let operation = OperationCode.lapse

    /// Carries out open notifications of a lapse; twice changes nothing.
    ///
    /// - Parameters:
    ///   - chosen: only these applications; `nil` is every open one.
    ///   - rules: how long an entitlement lasts after an event, by the book.
    public static func perform(
        only chosen: [Int64]? = nil, rules: EndRules, consequences: any Consequences,
        in scope: Scope
    ) throws -> NoticeReport {
        let desk = try NoticeDesk([.lapse], only: chosen, in: scope)
        var report = NoticeReport()
        var drafts: [ProposalDraft] = []
        for file in desk.files {
            switch desk.standing(of: file) {
            case .undecided: report.leftOut[file.id] = "登録申請の決定を待っています"
            case .over: report.closed[file.id] = "資格は既に終わっている"
            case .live(let state):
                let day = firstDayOutside(file, state.periods, rules)
                if state.periods.reaches(day) {
                    drafts.append(draft(file, state, on: day))
                } else {
                    report.leftOut[file.id] = EntitlementRefusal.dayOutsideEntitlement.message
                }
            }
        }
        let touched = try consequences.afterLapse(
            drafts.reduce(into: [:]) { $0[$1.child] = $1.effectiveOn }, in: scope.db)
        for index in drafts.indices {
            guard let list = touched[drafts[index].child], !list.isEmpty else { continue }
            drafts[index].consequences = list
            drafts[index].flags.insert(.consequences)
        }
        try desk.settle(drafts, &report)
        return report
    }

    /// A child is covered on the day of its death, and not on the day of any other end; what happened
    /// before the entitlement lets nothing last, as when it is judged again.
    private static func firstDayOutside(
        _ file: ApplicationFile, _ periods: EntitlementPeriods, _ rules: EndRules
    ) -> CivilDate {
        let day = file.causeOn ?? file.appliedOn
        guard file.reason != .death else { return day.next }
        guard let event = EndEvent(file.reason), let from = periods.from else { return day }
        return rules.firstDayOutside(event, on: day, ofOneFrom: from)
    }

    private static func draft(
        _ file: ApplicationFile, _ state: EntitlementState, on day: CivilDate
    ) -> ProposalDraft {
        var draft = ProposalDraft(file, changing: state, on: day)
        draft.result = .lapsed
        draft.reason = DecisionReason(rawValue: "R" + file.reason.rawValue) ?? .other
        draft.periods = state.periods.ending(before: day)
        draft.explanation =
            "\(draft.reason.wording)の届出のため、\(Wareki.text(day.previous))で資格が終わります"
        return draft
    }
}
