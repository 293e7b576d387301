// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// What waits in accounts and permissions, for the first page. An emergency access stands here from
/// the moment it is asked for: that is the notice to the head and the administrators.
struct PermissionTasks: Sendable {
    let counts: PermissionInbox.Counts

    init(in scope: Scope) throws {
        counts = try PermissionInbox.counts(at: scope.now, from: scope.db)
    }

    /// The tasks: who may do it, what, how many, why, where, whether it presses. Shown while there
    /// is something: most days have none.
    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        let emergencies = Route.breakGlasses.path()
        return [
            (
                .approveBreakGlass, "緊急アクセスの使用中", counts.emergenciesOpen,
                "保守などが個人の情報に触れています", emergencies, true
            ),
            (
                .approveBreakGlass, "緊急アクセスの承認待ち", counts.emergenciesAsked,
                "理由を確かめ、二人目として決める", emergencies, true
            ),
            (
                .reviewBreakGlass, "緊急アクセスの点検待ち", counts.reviews, "記録を確かめ、期限までに点検する",
                emergencies, true
            ),
            (
                .approveGrant, "権限の承認待ち", counts.grants, "申請された役割を二人目として確かめる",
                Route.grants.path(), false
            ),
            (
                .approveGrant, "不在時代理の承認待ち", counts.delegations, "期間と代理の職員を確かめて承認する",
                Route.delegations.path(), true
            ),
            (
                .confirmStocktaking, "棚卸しの未回答", counts.stocktaking, "利用者を一人ずつ確かめて答える",
                Route.stocktaking.path(), false
            ),
        ].filter { $0.2 > 0 }
    }
}
