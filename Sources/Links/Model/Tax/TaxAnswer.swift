// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 地方税関係情報 as an inquiry answers it.
///
/// The labels are those of the catalogue (未確認: the standard layout of the data is not public); an
/// answer that says something else, or not enough to judge by, is not guessed at.
struct TaxAnswer {
    /// 特定個人情報コード of 地方税関係情報, as the catalogue writes it (未確認).
    static let item = "TM00000000000002"

    private let values: [String: String]

    init(_ answer: [InquiryValue]) { values = answer.byLabel }

    /// What it says; `nil` where it cannot be read as a statement of tax.
    ///
    /// - Parameter today: a year of assessment after the next one is a mistake.
    func statement(on today: CivilDate) -> TaxStatement? {
        guard case .number(let year) = number("課税年度", ""),
            (today.year - 20...today.year + 1).contains(year),
            let word = values["課税・非課税の別"],
            let status = TaxStatus.allCases.first(where: {
                $0.rawValue == word || $0.wording == word
            })
        else { return nil }
        let amounts = [
            number("合計所得金額", "円"), number("市町村民税所得割額", "円"), number("扶養親族の数", "人"),
        ]
        guard !amounts.contains(.other) else { return nil }
        let statement = TaxStatement(
            year: year, status: status, income: amounts[0].known.map { Yen($0) },
            incomeLevy: amounts[1].known.map { Yen($0) }, perCapitaLevy: nil,
            dependants: amounts[2].known)
        return statement.isEnough ? statement : nil
    }

    private enum Written: Equatable {
        case nothing
        case number(Int)
        case other

        var known: Int? { if case .number(let number) = self { number } else { nil } }
    }

    /// - Parameter unit: the word that an officer writes behind the digits of a letter.
    private func number(_ label: String, _ unit: String) -> Written {
        var text = (values[label] ?? "").filter { $0 != "," }
        if !unit.isEmpty, text.hasSuffix(unit) { text.removeLast(unit.count) }
        guard !text.isEmpty else { return .nothing }
        guard text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(text)
        else { return .other }
        return .number(number)
    }
}
