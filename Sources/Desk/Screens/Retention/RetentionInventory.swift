// SPDX-License-Identifier: Apache-2.0
import Office
import Retention
import Safeguards

/// 3060: the data inventory, made from the live schema: every table with its class, its
/// fields and how they are protected.
enum RetentionInventory {
    struct Body: PageModel {
        let title: String
        let rows: [Row]
        let tables: String
        let fields: String
        let gaps: [String]
        let hasGaps: Bool
    }

    struct Row: PageModel {
        let table: String
        let fields: String
        let what: String
        let rule: String
        let source: String
        let protection: String
        let flags: [Flag]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let system = try visit.retentionSystem()
        let catalogue = try ClassCatalogue.standard()
        let (lines, gaps) = try await RetentionScreen.read(visit, system) { scope in
            (
                try InventoryBook.lines(of: system, catalogue, in: scope.db),
                try InventoryBook.gaps(of: system, catalogue, in: scope.db)
            )
        }
        var order: [String] = []
        var byTable: [String: [InventoryLine]] = [:]
        for line in lines {
            if byTable[line.table] == nil { order.append(line.table) }
            byTable[line.table, default: []].append(line)
        }
        return .page(
            Page(
                "retention/inventory", "データの目録",
                crumbs: [.home, .screen(.retention, .retention)],
                body: Body(
                    title: system.title, rows: order.map { row($0, byTable[$0] ?? []) },
                    tables: Say.count(order.count), fields: Say.count(lines.count), gaps: gaps,
                    hasGaps: !gaps.isEmpty)))
    }

    private static func row(_ table: String, _ lines: [InventoryLine]) -> Row {
        let first = lines.first
        let sealed = lines.filter { $0.kind == "BLOB" }.map { "\($0.column)：\($0.protection)" }
        let isGuess = first?.end == "erase" && first?.isVerified == false
        return Row(
            table: table, fields: lines.map(\.column).joined(separator: "、"),
            what: first?.title ?? "", rule: first?.rule ?? "", source: first?.source ?? "",
            protection: sealed.isEmpty
                ? "庫のファイルの守りによる" : sealed.joined(separator: "、"),
            flags: isGuess ? [Flag("年数は未確認", .warn)] : [])
    }
}
