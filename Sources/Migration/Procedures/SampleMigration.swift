// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
public import Safeguards
public import Vocabulary

/// One child of the sample: what the old files say and what our tables answer, line by line.
public struct PersonSample: Hashable, Sendable {
    public let child: AddresseeNumber
    public let source: [String]
    public let ours: [String]

    public var isSame: Bool { source == ours }
}

/// 抽出照合: some children side by side, drawn by the digest of the files: nobody chooses them.
public enum SampleMigration {
    public static let operation = OperationCode.viewMigration

    public static func perform(
        _ old: OldSystem, count: Int, in scope: Scope
    ) throws -> [PersonSample] {
        let children = draw(old, count)
        scope.saw(children)
        let db = scope.db
        let history = try HistoryBook.decisions(children: children, from: db)
        let insurances = try InsuranceBook.stretches(children, from: db)
        let paid = try PriorBenefitBook.among(children: children, from: db)
        let recipients = children.compactMap { old.decisions[$0]?.last?.recipient }
        let accounts = try AccountBook.current(
            recipients: Array(Set(recipients)), on: old.cutover, from: db)
        scope.saw(recipients)
        return children.map { child in
            PersonSample(
                child: child, source: lines(child, of: old),
                ours: lines(
                    history[child] ?? [], insurances[child] ?? [], paid[child] ?? [],
                    account: (old.decisions[child]?.last?.recipient).flatMap { accounts[$0] }))
        }
    }

    /// Children at even steps from a start that the digest names.
    private static func draw(_ old: OldSystem, _ count: Int) -> [AddresseeNumber] {
        let all = old.decisions.keys.sorted()
        guard !all.isEmpty, count > 0 else { return [] }
        let step = max(1, all.count / count)
        let start = (Int(old.digest.prefix(8), radix: 16) ?? 0) % step
        return stride(from: start, to: all.count, by: step).prefix(count).map { all[$0] }
    }

    private static func lines(_ child: AddresseeNumber, of old: OldSystem) -> [String] {
        let decisions = old.decisions[child] ?? []
        let account = decisions.last.flatMap { old.accounts[$0.recipient] }?
            .sorted { $0.period.from < $1.period.from }
            .last { $0.period.contains(old.cutover) }
        return decisions.map {
            decision(
                $0.decidedOn, $0.result, $0.recipientNumber?.digits, $0.periods)
        }
            + (old.insurances[child] ?? []).sorted {
                ($0.acquiredOn, $0.insurer.digits) < ($1.acquiredOn, $1.insurer.digits)
            }.map {
                insurance(
                    $0.insurer.digits, EffectivePeriod(from: $0.acquiredOn, until: $0.lostOn))
            }
            + [money(old.benefits[child] ?? [])]
            + [
                self.account(
                    account.map { ($0.account.bank, $0.account.branch, $0.account.number) })
            ]
    }

    private static func lines(
        _ decisions: [EntitlementDecision], _ insurances: [InsuranceStretch],
        _ paid: [PriorBenefit], account: AccountInUse?
    ) -> [String] {
        decisions.map { decision($0.decidedOn, $0.result, $0.recipientNumber, $0.periods) }
            + insurances.map { insurance($0.insurer, $0.period) } + [money(paid)]
            + [
                self.account(
                    account.map { ($0.bankCodeRegistered, $0.branchCode, $0.number) })
            ]
    }

    private static func decision(
        _ day: CivilDate, _ result: DecisionResult, _ number: String?,
        _ periods: EntitlementPeriods
    ) -> String {
        let out = periods.outpatient.map { "\($0.from)〜\($0.until?.description ?? "")" } ?? "－"
        let stay = periods.inpatient.map { "\($0.from)〜\($0.until?.description ?? "")" } ?? "－"
        return "\(day) \(result.wording) 番号\(number ?? "－") 通院 \(out) 入院 \(stay)"
    }

    private static func insurance(_ insurer: String, _ period: EffectivePeriod) -> String {
        "保険 \(insurer) \(period.from)〜\(period.until?.description ?? "")"
    }

    private static func money(_ paid: [PriorBenefit]) -> String {
        "給付 \(paid.count)件 \(paid.reduce(0) { $0 + $1.payable.amount })円"
    }

    /// Its end only: a list of samples is no list of accounts.
    private static func account(
        _ account: (bank: String, branch: String, number: String)?
    ) -> String {
        account.map { "口座 \($0.bank)-\($0.branch) 末尾\($0.number.suffix(2))" } ?? "口座 なし"
    }
}
