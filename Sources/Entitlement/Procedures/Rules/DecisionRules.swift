// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 専決の起案: one head asks for a rule under which plain grants at the counter are decided at once.
public enum ProposeDecisionRule {
    public static let operation = OperationCode.proposeDecisionRule

    /// - Parameters:
    ///   - period: must end: nobody settles for good how others decide.
    ///   - checkDays: open days until each use must have been looked at.
    ///   - ground: 専決規程第○条.
    /// - Returns: the rule.
    /// - Throws: `CaseRefusal.rulePeriod`, `EntitlementRefusal.missingReason`.
    @discardableResult
    public static func perform(
        over period: EffectivePeriod, checkDays: Int, ground: String, in scope: Scope
    ) throws -> Int64 {
        guard !ground.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        guard let until = period.until, until > period.from, until > scope.today, checkDays > 0,
            try !DecisionRuleBook.rules(from: scope.db).contains(where: {
                ($0.state == .signed || $0.state == .proposed) && $0.period.overlaps(period)
            })
        else { throw CaseRefusal.rulePeriod }
        return try scope.append([
            DecisionRuleRow(
                from: period.from, until: until, checkDays: checkDays, ground: ground,
                proposer: scope.principal.officer)
        ])[0]
    }
}

/// 専決の承認: another head signs the rule, or refuses it.
public enum ApproveDecisionRule {
    public static let operation = OperationCode.approveDecisionRule

    /// - Throws: `CaseRefusal.unknownRule`, `.ruleSettled`; `SafeguardRefusal.sameOfficer`;
    ///   `EntitlementRefusal.missingReason` for a refusal without one.
    public static func perform(
        _ id: Int64, isSigned: Bool = true, reason: String? = nil, in scope: Scope
    ) throws {
        let rule = try scope.rule(id)
        guard rule.state == .proposed else { throw CaseRefusal.ruleSettled }
        try FourEyes.check(proposer: rule.proposer, approver: scope.principal.officer)
        let why = reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        guard isSigned || why != nil else { throw EntitlementRefusal.missingReason }
        try scope.append([
            DecisionRuleOutcomeRow(
                rule: id, isSigned: isSigned, officer: scope.principal.officer, reason: why)
        ])
    }
}

/// 専決の終了: any head ends a rule before its day; it takes something away, so one is enough.
public enum EndDecisionRule {
    public static let operation = OperationCode.proposeDecisionRule

    /// - Throws: as `ApproveDecisionRule`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        guard try scope.rule(id).state == .signed else { throw CaseRefusal.ruleSettled }
        try scope.append([
            DecisionRuleEndRow(rule: id, officer: scope.principal.officer, reason: reason)
        ])
    }
}

/// 専決した認定の事後確認: a head looks at what was granted, and says whether it was right.
public enum CheckRuleUse {
    public static let operation = OperationCode.checkDecisionRule

    /// - Throws: `CaseRefusal.unknownRule`, `.useChecked`, `.ownUse`; `.missingReason` where it was
    ///   wrong and nobody says how.
    public static func perform(
        _ id: Int64, isRight: Bool, note: String?, in scope: Scope
    ) throws {
        guard let use = try DecisionRuleBook.use(id, from: scope.db) else {
            throw CaseRefusal.unknownRule
        }
        scope.saw(use.child)
        guard use.isOpen else { throw CaseRefusal.useChecked }
        guard use.officer != scope.principal.officer else { throw CaseRefusal.ownUse }
        let words = note.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        guard isRight || words != nil else { throw EntitlementRefusal.missingReason }
        try scope.append([
            RuleCheckRow(use: id, isRight: isRight, officer: scope.principal.officer, note: words)
        ])
    }
}

extension Scope {
    fileprivate func rule(_ id: Int64) throws -> DecisionRule {
        guard let rule = try DecisionRuleBook.rules(from: db).first(where: { $0.id == id }) else {
            throw CaseRefusal.unknownRule
        }
        return rule
    }
}
