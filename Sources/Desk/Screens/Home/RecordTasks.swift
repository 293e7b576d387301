// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Migration
import Safeguards

/// What waits for a second officer in the masters and in a migration, for the first page.
struct RecordTasks: Sendable {
    let rules: Int
    let migrations: Int

    init(in scope: Scope) throws {
        rules = try InsurerRuleBook.waiting(from: scope.db)
        migrations = try MigrationBook.waiting(from: scope.db)
    }

    /// Nothing is said of work that comes once in ten years while nothing waits.
    var lines: [(OperationCode, String, Int, String, String, Bool)] {
        [
            (
                OperationCode.approveInsurerRule, "附加給付の決裁待ち", rules, "根拠の書類と見比べて決裁する",
                Route.insurers.path(), false
            ),
            (
                .approveMigration, "移行の決裁待ち", migrations, "差異報告とエラー一覧を確かめて決裁する",
                Route.migrations.path(), true
            ),
        ].filter { $0.2 > 0 }
    }
}
