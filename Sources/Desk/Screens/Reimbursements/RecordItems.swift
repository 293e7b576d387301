// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

/// 償還情報詳細履歴: the 36 items of the assessment, in its order, as the record of one application
/// keeps them.
enum RecordItems {
    static func items(
        _ view: ReimbursementFileView, _ paid: PaidItems?, _ reader: Principal,
        isProtected: Bool
    ) -> [Item] {
        keyed(view.file, reader, isProtected: isProtected) + decided(view, paid)
            + payment(paid, isProtected: isProtected)
    }

    /// Items 1–18.
    private static func keyed(
        _ file: ReimbursementCase, _ reader: Principal, isProtected: Bool
    ) -> [Item] {
        let input = file.input
        func place(_ text: String?) -> String? {
            text.map {
                Say.place(reader.sees($0, of: .claimDetail), isProtected: isProtected)
            }
        }
        return [
            Item("1 請求年月", Wareki.text(input.appliedOn.yearMonth)),
            Item("2 申請日", Say.date(input.appliedOn)), Item("3 申請書番号", input.receipt),
            Item("4 申請書枝番", String(file.newestBranch)),
            Item("5 診療年月", Wareki.text(input.treatmentMonth)),
            Item("6 医療機関名", place(input.institutionName)),
            Item("7 医療機関コード", place(input.institution)),
            Item("8 医療機関名（略称）", place(file.institutionShortName)),
            Item("9 診療科", place(input.department)), Item("10 入院・外来", input.setting.wording),
            Item("11 診療種別", input.care.wording), Item("12 自己負担割合", "\(input.burdenTenths)割"),
            Item("13 保険区分", file.insuranceKind), Item("14 診療日数", "\(input.days)日"),
            Item("15 総医療費", reader.sees(file.totalCost.description, of: .claimDetail)),
            Item("16 自己負担金額", input.paid.description),
            Item("17 高額療養費額", input.highCost?.description ?? "決定待ち"),
            Item("18 附加給付額", input.additionalBenefit?.description ?? "未確認"),
        ]
    }

    /// Items 19–25.
    private static func decided(_ view: ReimbursementFileView, _ paid: PaidItems?) -> [Item] {
        let decision = view.decisions.last { $0.approval != nil && $0.approval?.cancelledOn == nil }
        let input = view.file.input
        return [
            Item("19 公費負担額", decision?.payable.description),
            Item("20 事務件数", "\(input.receipts)件"), Item("21 確認区分", input.checkState.wording),
            Item("22 判定結果", decision?.outcome.wording ?? view.file.status.wording),
            Item("23 支払日", paid.map { Say.date($0.paidOn) }),
            Item("24 却下理由", decision?.reason?.wording),
            Item("25 支払方法", (decision?.method ?? input.method).wording),
        ]
    }

    /// Items 26–36; bank and branch may tell where somebody lives.
    private static func payment(_ paid: PaidItems?, isProtected: Bool) -> [Item] {
        func place(_ text: String?) -> String? {
            text.map { Say.place($0, isProtected: isProtected) }
        }
        return [
            Item("26 振込額", paid?.amount.description),
            Item("27 金融機関コード", place(paid?.bankCode)),
            Item("28 金融機関名", place(paid?.bankName)),
            Item("29 金融機関コード（登録時）", place(paid?.bankCodeRegistered)),
            Item("30 金融機関名カナ", place(paid?.bankNameKana)),
            Item("31 支店名カナ", place(paid?.branchNameKana)),
            Item("32 支店名", place(paid?.branchName)),
            Item("33 支店コード", place(paid?.branchCode)), Item("34 口座種別", paid?.type.wording),
            Item("35 口座名義人カナ", paid?.holderKana.description),
            Item("36 口座番号", paid?.number.description),
        ]
    }
}
