// SPDX-License-Identifier: Apache-2.0
@testable import Formats

/// What a cell of a column may hold, and how it can be wrong.
struct Cell {
    /// Name, words, code, a wrong cell, and the last right one.
    typealias Break = (name: String, says: String, code: String, wrong: String, right: String)

    private let column: LayoutColumn
    private let number: Int

    /// - Parameter number: tells right cells apart where they can differ.
    init(_ column: LayoutColumn, _ number: Int) {
        self.column = column
        self.number = number
    }

    /// A cell that is right.
    var right: String {
        switch column.type {
        case .text:
            String(repeating: number > 0 ? "証" : "検", count: min(column.longest ?? 2, 2))
        case .digits: String(repeating: number > 0 ? "2" : "1", count: column.length ?? 4)
        case .date: number > 0 ? "20240301" : "20240229"
        case .month: number > 0 ? "202405" : "202404"
        case .yen, .int: String((column.least ?? 0) + number)
        case .code: column.codes?.values.first?.code ?? ""
        case .addressee: "00000090000001\(number)"
        case .individualNumber: "12345678901\(8 - number)"
        case .insurer: number > 0 ? "06119903" : "01119999"
        case .funder: "81119992"
        case .institution: "111990001\(number)"
        }
    }

    /// The shortest right cell.
    var shortest: String {
        switch column.type {
        case .text: "検"
        case .yen, .int: String(column.least ?? 0)
        case .digits, .date, .month, .code, .addressee, .individualNumber, .insurer, .funder,
            .institution:
            right
        }
    }

    /// Every way to be wrong that the type has.
    var breaks: [Break] {
        switch column.type {
        case .text:
            column.longest.map { most in
                [
                    (
                        "longest", "\(most)字まで", "E-FMT-031",
                        String(repeating: "検", count: most + 1),
                        String(repeating: "検", count: most)
                    )
                ]
            } ?? []
        case .digits:
            [("digits", "数字だけ", "E-FMT-032", letters, right)] + length(column.length)
        case .individualNumber:
            [("digits", "数字だけ", "E-FMT-032", "12345678901x", right)] + length(12)
        case .date: dates
        case .month: [("month", "年月", "E-FMT-036", "202413", "202412")]
        case .yen, .int: numbers
        case .code:
            [
                (
                    "code", "コード表の値", "E-FMT-037", "ない値",
                    column.codes?.values.last?.code ?? ""
                )
            ]
        case .addressee:
            [
                ("digits", "数字だけ", "E-FMT-032", "90000001x", "900000010"),
                ("length", "15桁まで", "E-FMT-033", "1000000900000010", "999999900000010"),
            ]
        case .insurer, .funder: payers
        case .institution:
            [
                ("digits", "数字だけ", "E-FMT-032", "111990001x", right),
                ("length", "10桁", "E-FMT-033", "11199000100", right),
            ]
        }
    }

    private var letters: String {
        String(repeating: "1", count: max(0, (column.length ?? 4) - 1)) + "x"
    }

    private func length(_ length: Int?) -> [Break] {
        guard let length else { return [] }
        return [
            ("length", "\(length)桁", "E-FMT-033", String(repeating: "1", count: length + 1), right)
        ]
    }

    private var dates: [Break] {
        var found: [Break] = [("date", "実在する日", "E-FMT-034", "20230229", "20240229")]
        if !column.allowsUnknownDays {
            found.append(("unknown", "不詳でない日", "E-FMT-035", "20240200", right))
        }
        return found
    }

    private var numbers: [Break] {
        let (least, most) =
            column.type == .yen
            ? (column.least ?? 0, column.most ?? 9_999_999_999) : (column.least, column.most)
        var found: [Break] = [("number", "数", "E-FMT-038", "一", String(least ?? 0))]
        if let least {
            found.append(
                ("least", "\(least)以上", "E-FMT-039", String(least - 1), String(least)))
        }
        if let most {
            found.append(("most", "\(most)以下", "E-FMT-039", String(most + 1), String(most)))
        }
        return found
    }

    private var payers: [Break] {
        let good = right
        let last = good.last.flatMap { Int(String($0)) } ?? 0
        let bad = String(good.dropLast()) + String((last + 1) % 10)
        return [
            ("digits", "数字だけ", "E-FMT-032", String(good.dropLast()) + "x", good),
            ("check", "検査数字が合う", "E-FMT-040", bad, good),
            ("length", "決まった桁数", "E-FMT-033", good + "0", good),
        ]
    }
}
