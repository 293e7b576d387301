// SPDX-License-Identifier: Apache-2.0

/// Rows of the entry grid between typing and confirming, as they were typed.
struct ReimbursementEntry: Sendable {
    var typed: Typed
    /// How many rows the grid has.
    var rows: Int

    static let fewest = 10
    static let most = 60

    init(typed: Typed, rows: Int) {
        self.typed = typed
        self.rows = min(Self.most, max(Self.fewest, rows))
    }

    /// The name of a cell in the form: `r3-paid`.
    static func name(_ row: Int, _ column: EntryColumn) -> String {
        "r\(row)-\(column.rawValue)"
    }

    subscript(row: Int, column: EntryColumn) -> String { typed[Self.name(row, column)] }

    /// Whether somebody has typed into a row; the lists beside are always filled.
    func isTyped(_ row: Int) -> Bool {
        EntryColumn.allCases.contains { !$0.isChosen && !self[row, $0].isEmpty }
    }

    var typedRows: [Int] { (1...rows).filter(isTyped) }
}

/// The fixed columns of the grid, in the order of the receipt.
enum EntryColumn: String, CaseIterable {
    case child, applied, month, institution, setting, care, points, days, tenths, paid, meals
    case firstVisits = "first-visits"
    case highCost = "high-cost"
    case additional, fund
    case fundCopayment = "fund-copayment"
    case receipts, receipt, applicant, department
    case mealClass = "meal-class"
    case method
    case checkState = "check-state"

    /// The columns of a grid: 初診 only where the municipality's book asks for it.
    static func shown(asksFirstVisits: Bool) -> [EntryColumn] {
        allCases.filter { $0 != .firstVisits || asksFirstVisits }
    }

    var heading: String {
        switch self {
        case .child: "受給者番号"
        case .applied: "申請日"
        case .month: "診療年月"
        case .institution: "医療機関"
        case .setting: "入外"
        case .care: "種別"
        case .points: "点数"
        case .days: "日数"
        case .tenths: "割合"
        case .paid: "支払額"
        case .meals: "食事"
        case .firstVisits: "初診"
        case .highCost: "高額"
        case .additional: "附加"
        case .fund: "他公費"
        case .fundCopayment: "公費自己"
        case .receipts: "枚数"
        case .receipt: "申請書番号"
        case .applicant: "申請者"
        case .department: "診療科"
        case .mealClass: "食事区分"
        case .method: "支払方法"
        case .checkState: "確認区分"
        }
    }

    /// What the heading means, for those who rest on it and for readers.
    var meaning: String {
        switch self {
        case .child: "受給者番号または宛名番号"
        case .applied: "申請書の受付日"
        case .month: "R7.4、0704 など"
        case .institution: "医療機関コード10桁"
        case .setting: "入院か外来か"
        case .care: "診療種別"
        case .points: "保険点数。点数のない装具などは、円を付けて総医療費（12000円）"
        case .days: "診療の日数"
        case .tenths: "領収書の自己負担割合"
        case .paid: "窓口で支払った額（食事を含む）"
        case .meals: "食事の回数"
        case .firstVisits: "初診の回数。初診がなければ0、分からなければ空欄"
        case .highCost: "保険者が決めた高額療養費。ないときは0、決定待ちは空欄"
        case .additional: "附加給付。確かめていないときは空欄"
        case .fund: "他の公費の負担者番号8桁"
        case .fundCopayment: "他の公費の自己負担額"
        case .receipts: "領収書の枚数"
        case .receipt: "空欄なら自動で付けます"
        case .applicant: "受給者と違うときだけ、宛名番号"
        case .department: "診療科コード（あれば）"
        case .mealClass: "食事療養標準負担額の区分"
        case .method: "申請者の望む支払方法"
        case .checkState: "領収書などの確認の区分"
        }
    }

    /// Chosen from a list, so never empty.
    var isChosen: Bool {
        [.setting, .care, .mealClass, .method, .checkState].contains(self)
    }

    /// Amounts and counts: written to the right, `/` is three zeros.
    var isNumber: Bool {
        switch self {
        case .points, .days, .tenths, .paid, .meals, .firstVisits, .highCost, .additional,
            .fundCopayment, .receipts:
            true
        default: false
        }
    }

    /// How wide the column is, as a class of the style sheet, which makes two lines of 51 parts of them.
    var width: String {
        switch self {
        case .applied, .paid, .fund, .receipt, .mealClass, .method: "w5"
        case .institution, .applicant: "w7"
        case .month, .setting, .points, .highCost, .additional, .fundCopayment: "w4"
        case .child, .care, .checkState: "w6"
        case .days, .tenths, .meals, .firstVisits, .receipts, .department: "w3"
        }
    }

    /// The second line has no room for 初診 unless three others give a part each.
    func width(besideFirstVisits: Bool) -> String {
        guard besideFirstVisits else { return width }
        return switch self {
        case .additional, .fundCopayment: "w3"
        case .checkState: "w5"
        default: width
        }
    }
}
