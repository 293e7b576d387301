// SPDX-License-Identifier: Apache-2.0
import Ledger
import Office
import Safeguards
import Vocabulary

/// 4010: whether the chain of the log is whole, and how far the witness is.
enum LedgerStateScreen {
    struct Body: PageModel {
        let systems: [System]
        let isChecked: Bool
        let check: String?
        /// Why nothing is checked here; `nil` where it may be.
        let tooLarge: String?
    }

    struct System: PageModel {
        let name: String
        let size: Int
        let root: String
        let witness: String
        let cosigned: String
        let lag: String
        let flags: [Flag]
        let result: String
        let problems: [String]
    }

    /// Entries of both logs that are checked while the officer waits (some 15 seconds); the check of a
    /// larger log belongs to the machine at night.
    static let mostEntries = 20_000

    /// What is said where the logs are too large to be checked on a page; `nil` where they are not.
    static func tooLarge(_ sizes: [Int]) -> String? {
        let entries = sizes.reduce(0, +)
        guard entries > mostEntries else { return nil }
        return "記録が\(entries)件あり、\(mostEntries)件を超えるので、画面では検証しません。"
            + "庫の機械で hagukumi verify を動かしてください（夜間の命令に入れておきます）。"
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let installation = visit.installation
        let asks = visit.query["check"] == "yes"
        // The ledger opens its own readings: none may stand inside another of the same store.
        try await visit.perform { _ in }
        let states = try await visit.desk.threads.run { try installation.ledgerStates() }
        let reason = tooLarge(states.map(\.lag.size))
        let checks = asks && reason == nil
        let reports =
            checks ? try await visit.desk.threads.run { try installation.verify() } : []
        let check = checks || reason != nil ? nil : Route.ledgerState.path() + "?check=yes"
        let systems = states.map { state in
            system(state, reports.first { $0.system == state.system }?.report)
        }
        var keys: [Key] = [.link("F5", "更新", Route.ledgerState.path())]
        if let check { keys.append(.link("F9", "いま検証する", check)) }
        keys.append(.link("F11", "控えの印刷（QR）", Route.ledgerPaper.path()))
        return .page(
            Page(
                "oversight/ledger", "台帳の検証と副署",
                crumbs: [Crumb("ホーム", Route.home.path()), Crumb("アクセスログ検索", Route.log.path())],
                keys: keys,
                body: Body(
                    systems: systems, isChecked: checks, check: check, tooLarge: reason)))
    }

    private static func system(_ state: LedgerState, _ report: LedgerReport?) -> System {
        let lag = state.lag
        var flags: [Flag] = []
        if state.witness == nil {
            flags.append(Flag("副署者が設定されていません", .warn))
        } else if state.isLate {
            flags.append(Flag("副署が\(lag.seconds)秒遅れています", .stop))
        } else {
            flags.append(Flag("副署済み", .good))
        }
        if let trouble = state.trouble { flags.append(Flag(trouble, .stop)) }
        return System(
            name: state.system == "casework" ? "福祉総合（システム1）" : "統合宛名（システム2）",
            size: lag.size, root: state.root,
            witness: state.witness ?? "—",
            cosigned: lag.cosignedAt.map { "\(lag.cosignedSize)件 \(Say.moment($0))" } ?? "—",
            lag: state.witness == nil
                ? "—" : "\(lag.size - lag.cosignedSize)件・\(lag.seconds)秒", flags: flags,
            result: report.map {
                $0.ok
                    ? "\($0.entries)件を検証し、問題はありません。"
                        + ($0.expired > 0 ? "うち\($0.expired)件は保存期間が満了しています。" : "")
                    : "問題が見つかりました。"
            } ?? "",
            problems: report?.problems.prefix(20).map(\.message) ?? [])
    }
}
