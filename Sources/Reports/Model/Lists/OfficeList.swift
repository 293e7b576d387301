// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards
import Vocabulary

/// The ready-made lists (定型の一覧, EUC) that the office can have copied. None holds an address, a
/// phone, an account or an individual number: what is not in a list cannot leak from a copy of it.
public enum OfficeList: String, CaseIterable, Sendable {
    case recipients
    case renewals
    case unapplied
    case uninsured
    case accountless
    case doubles
    case payments
    case transferReturns = "transfer-returns"
    case claimReturns = "claim-returns"

    public var title: String {
        switch self {
        case .recipients: "受給者一覧"
        case .renewals: "更新対象一覧"
        case .unapplied: "未申請児一覧"
        case .uninsured: "保険の記録のない児童"
        case .accountless: "口座のない受給者"
        case .doubles: "二重の資格の疑い"
        case .payments: "支給一覧"
        case .transferReturns: "振込不能一覧"
        case .claimReturns: "レセプト返戻一覧"
        }
    }

    /// What it shows and leaves out.
    public var explanation: String {
        switch self {
        case .recipients: "基準日に資格のある児童。停止中の資格を含みません。"
        case .renewals: "その月に資格の期間が終わる児童（通院または入院）。"
        case .unapplied: "その月に生まれて住民登録のある児童のうち、資格が一つもない児童。"
        case .uninsured: "基準日に資格があり、その日に有効な健康保険の記録がない児童。停止中の資格を含みません。"
        case .accountless:
            "基準日に資格のある児童の受給者のうち、その日に有効な口座のない方（受給者ごとに一行）。二人目の確認を待つ口座は、あるものとします。"
        case .doubles:
            "基準日に資格が二つ以上ある児童と、別の宛名番号で同じ児童かもしれない資格（カナ・生年月日・性別が同じ）。同じ児童の分は続けて並びます。"
        case .payments: "その月に支払日のある支払処理の、一件ごとの支給と状態。"
        case .transferReturns: "その月に金融機関から戻った振込。再振込したものも含みます。"
        case .claimReturns: "その請求月のレセプトのうち、返戻したもの。"
        }
    }

    /// What is asked: a day, or a month.
    public var condition: (title: String, isDay: Bool) {
        switch self {
        case .recipients: ("基準日", true)
        case .renewals: ("期間の終わる月", false)
        case .unapplied: ("出生の月", false)
        case .uninsured, .accountless, .doubles: ("基準日", true)
        case .payments: ("支払日の月", false)
        case .transferReturns: ("戻った月", false)
        case .claimReturns: ("請求月", false)
        }
    }

    /// One item of a list.
    public struct Item: Hashable, Sendable {
        public let code: String
        public let title: String
        /// What kind of item it is, for the permission; `nil` where it is of the procedure.
        public let field: Field?
    }

    /// The items in their order on the list.
    public var items: [Item] {
        switch self {
        case .recipients: Self.person + Self.periods + Self.insurance
        case .renewals: Self.person + Self.periods
        case .unapplied: Self.child
        case .uninsured: Self.person + Self.periods
        case .accountless: Self.person + [Self.item("children", "資格のある児童の数")]
        case .doubles:
            Self.person + Self.periods + [
                Self.item("why", "並べた理由"), Self.item("others", "もう一方（宛名番号・受給者番号）"),
            ]
        case .payments, .transferReturns:
            Self.number + Self.payment
                + (self == .payments
                    ? [Self.item("state", "状態")]
                    : [Self.item("reason", "不能の理由"), Self.item("noted", "戻った日")])
        case .claimReturns:
            [
                Self.item("child", "児童の宛名番号"), Self.item("month", "診療月"),
                Self.item("institution", "医療機関", .claimDetail),
                Self.item("code", "誤りの番号"), Self.item("points", "点数", .claimDetail),
                Self.item("returned", "返戻した日"),
            ]
        }
    }

    private static func item(_ code: String, _ title: String, _ field: Field? = nil) -> Item {
        Item(code: code, title: title, field: field)
    }

    private static let number = [
        item("child", "児童の宛名番号"), item("name", "児童の氏名", .name),
        item("kana", "児童のカナ", .kana),
    ]
    private static let child =
        number + [
            item("born", "生年月日", .birthDate), item("sex", "性別", .sex),
        ]
    private static let person =
        child + [
            item("recipientNumber", "受給者番号"), item("recipient", "受給者の宛名番号"),
            item("recipientName", "受給者の氏名", .name),
        ]
    private static let periods = [
        item("outpatientFrom", "通院の始め"), item("outpatientUntil", "通院の終わり"),
        item("inpatientFrom", "入院の始め"), item("inpatientUntil", "入院の終わり"),
    ]
    private static let insurance = [item("insurer", "保険者番号", .insurance)]
    private static let payment = [
        item("receipt", "受付番号"), item("month", "診療月"), item("amount", "金額", .amount),
        item("day", "支払日"),
    ]
}

/// A row of a list before its items are chosen.
struct ListRow {
    /// Whose names are needed for it.
    var child: AddresseeNumber
    var recipient: AddresseeNumber?
    /// Who is named in a cell besides.
    var others: [AddresseeNumber] = []
    /// By code; names come later, from System 2.
    var cells: [String: TableCell]
    /// Items that give a place away: not told of protected persons.
    static let places: Set<String> = ["insurer", "institution"]
}
