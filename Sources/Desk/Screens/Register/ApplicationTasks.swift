// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// What is still to be done about an application for registration, and where: derived from what is
/// stored, never ticked off.
enum ApplicationTasks {
    struct Row: PageModel {
        let task: String
        /// 済, 未 or 不要.
        let state: String
        let weight: String
        let why: String
        let place: String
        let href: String?
    }

    private enum State {
        case done, open, needless

        var wording: String {
            switch self {
            case .done: "済"
            case .open: "未"
            case .needless: "不要"
            }
        }

        var weight: String {
            switch self {
            case .done: "good"
            case .open: "warn"
            case .needless: "plain"
            }
        }
    }

    /// Empty where nothing of the kind is to be done: notices, applications that were withdrawn.
    static func rows(_ read: ApplicationReading, _ visit: Visit) -> [Row] {
        let file = read.file
        guard file.kind == .registration, file.status != .withdrawn else { return [] }
        // Once it is decided nothing is to be done for it any more: what the registers lack since
        // then stands on the lists of the entitled.
        let isOpen = file.status.isOpen
        func task(_ found: (state: State, why: String)) -> (state: State, why: String) {
            isOpen || found.state != .open ? found : (.needless, "決定が済んでいます")
        }
        let papers = task(papers(file))
        let insurance = task(insurance(read, on: visit.today))
        let account = task(account(read.account))
        let income = task(income(read, visit))
        let decision = decision(file)
        return [
            row(
                "書類確認", papers, "書類",
                visit.may(.viewPapers) ? Route.casePapers.path(file.child) : nil),
            row(
                "保険", insurance, "健康保険",
                visit.may(.viewHistory) ? Route.insuranceRecord.path(file.child) : nil),
            row(
                "口座", account, "口座",
                visit.may(.viewAccounts) ? Route.accountRecord.path(file.applicant) : nil),
            row(
                "所得", income, "所得",
                visit.may(.viewHistory) && income.state != .needless
                    ? Route.incomeRecord.path(file.child) : nil),
            row("決裁", decision, "決定案", read.pending.map { Route.decision.path($0.id) }),
        ]
    }

    private static func row(
        _ task: String, _ found: (state: State, why: String), _ place: String, _ href: String?
    ) -> Row {
        Row(
            task: task, state: found.state.wording, weight: found.state.weight, why: found.why,
            place: place, href: href)
    }

    private static func papers(_ file: ApplicationFile) -> (state: State, why: String) {
        if file.status.isHeld {
            return (.open, "書類を待っています" + (file.dueOn.map { "（期限 \(Say.short($0))）" } ?? ""))
        }
        return file.hasInsuranceEvidence ? (.done, "") : (.open, "保険の確認書類がまだです")
    }

    private static func insurance(
        _ read: ApplicationReading, on day: CivilDate
    ) -> (state: State, why: String) {
        read.insurances.contains { $0.period.contains(day) }
            ? (.done, "") : (.open, "今日の保険の記録がありません")
    }

    private static func account(_ account: AccountInUse?) -> (state: State, why: String) {
        guard let account else { return (.open, "登録がありません") }
        if account.isRefused { return (.open, "二人目が認めませんでした") }
        return account.isConfirmed ? (.done, "") : (.open, "二人目の確認を待っています")
    }

    private static func income(
        _ read: ApplicationReading, _ visit: Visit
    ) -> (state: State, why: String) {
        let asked = visit.installation.law.asksIncome(
            in: EffectivePeriod(from: read.file.appliedOn))
        let findings = read.findings.filter { $0.rule == .income }
        guard asked || !findings.isEmpty else { return (.needless, "制度の本は所得を問いません") }
        if let unmet = findings.first(where: { !$0.met }) { return (.open, unmet.because) }
        return findings.isEmpty ? (.open, "審査で確かめます") : (.done, "")
    }

    private static func decision(_ file: ApplicationFile) -> (state: State, why: String) {
        switch file.status {
        case .granted, .refused, .carriedOut: (.done, file.status.wording)
        case .proposed: (.open, "別の職員の決裁を待っています")
        case .received, .checked, .held, .heldChecked, .withdrawn: (.open, "起案の前です")
        }
    }
}
