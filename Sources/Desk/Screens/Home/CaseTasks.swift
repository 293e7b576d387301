// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards

/// What waits about cases besides applications and decisions, for the first page.
struct CaseTasks: Sendable {
    let uses: (waiting: Int, overdue: Int)
    let attention: Int
    /// Of whom some tax is not known; some of them stand there for something else as well.
    let untaxed: Int
    let uninvited: Int
    let successions: Int
    let appeals: Int

    init(in scope: Scope) throws {
        uses = try DecisionRuleBook.counts(on: scope.today, from: scope.db)
        attention = try GuardianBook.attentionCount(from: scope.db)
        untaxed = try GuardianBook.attentionCount(.income, from: scope.db)
        successions = try SuccessionBook.waiting(from: scope.db)
        appeals = try AppealBook.openCount(from: scope.db)
        uninvited = try UnregisteredBook.counts(from: scope.db).values
            .reduce(0) { $0 + $1.uninvited }
    }

    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        [
            (
                .checkDecisionRule, "専決の事後確認待ち", uses.waiting, "その場で認定した件を確かめる",
                Route.decisionRules.path(), uses.overdue > 0
            ),
            (
                .changeRegistration, "職員が動くもの", attention,
                untaxed > 0
                    ? "受給者の死亡・転出、在留期限など。課税の情報が足りない児童 \(Say.count(untaxed))人"
                    : "受給者の死亡・転出、在留期限など",
                Route.rejudgements.path(), attention > 0
            ),
            (
                .approveSuccession, "保険者番号の承継の決裁待ち", successions, "合併・番号の変更を決裁する",
                Route.successions.path(), false
            ),
            (
                .viewAppeals, "続いている審査請求", appeals, "弁明書の提出・裁決を記録する",
                Route.appeals.path(), false
            ),
            (
                .inviteUnregistered, "勧奨していない未申請者", uninvited, "対象と見られる子に申請を勧める",
                Route.unregistered.path(), false
            ),
        ]
    }
}
