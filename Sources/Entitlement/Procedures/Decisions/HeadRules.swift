// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 事前承認: the head signs that a kind of proposal is carried out under both names.
public enum SignHeadRule {
    public static let operation = OperationCode.approveDecision

    /// Signs; a rule of the kind whose signer may not decide any more ends with it.
    ///
    /// - Throws: `.headRuleExists` where one is in force in the period; `CaseRefusal.rulePeriod`
    ///   where the period has no day, or is over.
    public static func perform(
        _ kind: HeadRuleKind, over period: EffectivePeriod, in scope: Scope
    ) throws {
        guard !period.isEmpty, period.runs(after: scope.today) else { throw CaseRefusal.rulePeriod }
        let others = try HeadRuleBook.rules(from: scope.db).filter {
            $0.kind == kind && $0.period.overlaps(period)
        }
        let heads =
            try others.isEmpty
            ? [] : OfficersInService.whoMay(operation, on: scope.today, from: scope.db)
        let ends = others.map { ($0, $0.period.ending(before: max($0.period.from, scope.today))) }
        guard ends.allSatisfy({ !heads.contains($0.signedBy) && !$1.overlaps(period) }) else {
            throw EntitlementRefusal.headRuleExists
        }
        try scope.append(
            (ends.map(\.1) + [period]).map {
                HeadRuleRow(kind: kind, period: $0, signedBy: scope.principal.officer)
            })
    }
}

/// 事前承認の終了: any head ends a rule; from today its kind waits for an officer again. It takes
/// something away, so one is enough. Why stands in the log.
public enum EndHeadRule {
    public static let operation = OperationCode.approveDecision

    /// - Throws: `.missingReason`; `CaseRefusal.unknownRule`, `.ruleSettled` where it is over.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        guard let rule = try HeadRuleBook.rules(from: scope.db).first(where: { $0.id == id })
        else { throw CaseRefusal.unknownRule }
        guard rule.end == nil, rule.period.runs(after: scope.today) else {
            throw CaseRefusal.ruleSettled
        }
        try scope.append([
            HeadRuleRow(
                kind: rule.kind,
                period: rule.period.ending(before: max(rule.period.from, scope.today)),
                signedBy: scope.principal.officer)
        ])
    }
}
