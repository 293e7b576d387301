// SPDX-License-Identifier: Apache-2.0
@testable import Formats

/// The rules that a layout sets for its feed, each with its violating and its boundary file.
///
/// What a layout says is read here a second time and turned into cells: nothing of the reader is
/// used but the names of the columns.
struct LayoutRules {
    let layout: FeedLayout

    var all: [ImportRule] {
        let columns = layout.columns.indices.flatMap { rules(of: $0) }
        return (layout.hasHeader ? structure : []) + relations + columns
    }

    // MARK: the file as a whole

    private var sheet: FeedSheet {
        FeedSheet(
            names: layout.columns.map(\.name), rows: [row(0)], hasHeader: layout.hasHeader)
    }

    /// A right row; the number tells rows apart.
    private func row(_ number: Int) -> [String] {
        layout.columns.map { column in
            if let stamp = layout.stamp, stamp.column == column.key { return stamp.value }
            return Cell(column, number).right
        }
    }

    private func edited(_ edit: (inout FeedSheet) -> Void) -> [UInt8] {
        var changed = sheet
        edit(&changed)
        return changed.bytes
    }

    private func rule(
        _ name: String, _ says: String, _ code: String, refusesFile: Bool = false,
        _ violating: [UInt8], boundary: [UInt8]? = nil
    ) -> ImportRule {
        ImportRule(
            id: "\(layout.id)/\(name)", says: says, code: code, refusesFile: refusesFile,
            violating: violating, boundary: boundary ?? sheet.bytes)
    }

    private var structure: [ImportRule] {
        let last = layout.columns.count - 1
        var found = [
            rule("whole-file/empty", "空でない", "E-FMT-001", refusesFile: true, []),
            rule(
                "whole-file/characters", "読める文字だけ", "E-FMT-002", refusesFile: true,
                edited { $0.rows[0][last] = "x" } + Array("\u{7F}".utf8) + [0xFF, 0x0D, 0x0A],
                boundary: sheet.bytes),
            rule(
                "whole-file/header", "見出しがある", "E-FMT-020", refusesFile: true,
                edited { $0.names = $0.names.map { "別の" + $0 } },
                boundary: edited { $0.names[last] = " \($0.names[last]) " }),
            rule(
                "whole-file/header-twice", "見出しは一度だけ", "E-FMT-022", refusesFile: true,
                edited {
                    $0.names.append($0.names[0])
                    $0.rows[0].append("")
                }),
            rule(
                "whole-file/cells", "項目の数は見出しと同じ", "E-FMT-023", refusesFile: true,
                edited { $0.rows[0].removeLast() }),
            rule(
                "whole-file/cells-more", "項目の数は見出しより多くない", "E-FMT-023", refusesFile: true,
                edited { $0.rows[0].append("余り") }),
            rule(
                "whole-file/quote", "引用符は閉じる", "E-FMT-024", refusesFile: true,
                edited { sheet in
                    sheet.quote = { $0 }
                    sheet.rows[0][last] = "\"閉じない"
                },
                boundary: edited { sheet in
                    sheet.quote = { "\"\($0)\"" }
                }),
        ]
        if layout.stamp != nil, let place = stampPlace {
            found.append(
                rule(
                    "whole-file/stamp", "検証用の表示がどの行にもある", "E-FMT-025", refusesFile: true,
                    edited { $0.rows[0][place] = "本番用" }))
        }
        if layout.extraColumns == .refuse {
            found.append(
                rule(
                    "whole-file/extra", "様式にない見出しがない", "E-FMT-027", refusesFile: true,
                    edited {
                        $0.names.append("様式にない項目")
                        $0.rows[0].append("値")
                    }))
        }
        return found
            + layout.columns.enumerated().map { place, column in
                rule(
                    "\(column.key)/header", "見出し「\(column.name)」がある", "E-FMT-021",
                    refusesFile: true,
                    edited {
                        $0.names.remove(at: place)
                        $0.rows[0].remove(at: place)
                    })
            }
    }

    private var stampPlace: Int? {
        layout.stamp.flatMap { stamp in layout.columns.firstIndex { $0.key == stamp.column } }
    }

    /// Rows among themselves, days among themselves.
    private var relations: [ImportRule] {
        var found: [ImportRule] = []
        if layout.isKeyUnique {
            found.append(
                rule(
                    "whole-file/key", "同じ鍵の行は一度だけ", "E-FMT-041",
                    edited { $0.rows.append($0.rows[0]) },
                    boundary: edited { sheet in
                        let other = row(1)
                        let places = layout.columns.indices.filter {
                            layout.key.contains(layout.columns[$0].key)
                        }
                        if places.contains(where: { other[$0] != sheet.rows[0][$0] }) {
                            sheet.rows.append(other)
                        }
                    }))
        }
        for order in layout.orders {
            guard let earlier = layout.columns.firstIndex(where: { $0.key == order.earlier }),
                let later = layout.columns.firstIndex(where: { $0.key == order.later })
            else { continue }
            found.append(
                rule(
                    "\(order.later)/order", "\(layout.columns[earlier].name)より前でない", "E-FMT-042",
                    edited {
                        $0.rows[0][earlier] = "20240229"
                        $0.rows[0][later] = "20240228"
                    },
                    boundary: edited {
                        $0.rows[0][earlier] = "20240229"
                        $0.rows[0][later] = "20240229"
                    }))
        }
        return found
    }

    // MARK: one column

    private func rules(of place: Int) -> [ImportRule] {
        let column = layout.columns[place]
        guard layout.stamp?.column != column.key else { return [] }
        func with(_ cell: String) -> [UInt8] { edited { $0.rows[0][place] = cell } }
        var found = Cell(column, 0).breaks.map { name, says, code, wrong, right in
            rule(
                "\(column.key)/\(name)", "\(column.name)は\(says)", code, with(wrong),
                boundary: with(right))
        }
        if column.isRequired {
            found.append(
                rule(
                    "\(column.key)/required", "\(column.name)は空でない", "E-FMT-030", with(""),
                    boundary: with(Cell(column, 0).shortest)))
        }
        return found
    }
}
