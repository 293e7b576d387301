// SPDX-License-Identifier: Apache-2.0
import Foundation
import HTTPTypes
import Reports
import Support
import Testing

@testable import Desk

@Suite("別添1 の記録項目と実際の画面")
struct RecordPlaceTests {
    /// Where the page models and templates of a screen stand.
    private static let folders: [Screen: [String]] = [
        .intake: ["Intake", "Register"], .decisions: ["Decisions"], .person: ["Persons"],
        .welfareHousehold: ["Records"], .insurance: ["Records"], .account: ["Records"],
        .addresses: ["Records"], .claims: ["Claims"], .reimbursement: ["Reimbursements"],
        .masters: ["Masters"], .addressee: ["Addressees"], .inquiry: ["Inquiries"],
    ]

    /// Items that a screen calls by other words than 別添1 does.
    private static let words: [String: String] = [
        "entitlement_history.child_born": "生年月日", "entitlement_history.application_kind": "申請",
        "entitlement_history.application_reason": "申請の理由",
        "entitlement_history.applied_on": "申請日",
        "entitlement_history.ex_officio": "職権", "entitlement_history.cause_on": "事由の発生日",
        "entitlement_history.decided_on": "決定", "entitlement_history.result": "決定",
        "entitlement_history.reason": "理由", "entitlement_history.inpatient_from": "入院",
        "entitlement_history.valid_from": "通院",
        "insurance_fact.insured_name": "被保険者", "insurance_fact.sub_number": "枝番",
        "welfare_household_fact.member_until": "最後の日",
        "welfare_household_fact.member": "世帯員の宛名番号",
        "welfare_household_fact.recipient": "受給者の宛名番号",
        "account_use.valid_from": "有効期間", "account_use.bank_code_registered": "登録時の金融機関コード",
        "claim.institution_name": "医療機関", "claim.institution_short_name": "医療機関名（略称）",
        "claim.benefit_tenths": "給付割合・負担割合", "claim.burden_tenths": "給付割合・負担割合",
        "claim.source": "入力元", "claim.days": "日数", "claim_fund.funder": "公費負担者番号",
        "claim_fund.recipient_number": "受給者番号", "claim_fund.days": "日数",
        "claim_fund.covered_cost": "対象額", "claim_fund.copayment": "一部負担額",
        "claim_objection.result": "結果", "claim_objection.result_on": "結果の日",
        "mailing_address_fact.postal_area": "郵便番号", "mailing_address_fact.postal_local": "郵便番号",
        "mailing_address_fact.address": "住所", "mailing_address_fact.building": "方書",
        "mailing_address_fact.kana": "氏名カナ", "mailing_address_fact.name": "氏名",
        "mailing_address_fact.phone": "電話番号", "residence_fact.postal_area": "郵便番号",
        "residence_fact.postal_local": "郵便番号", "residence_fact.address": "住所",
        "residence_fact.building": "方書", "residence_fact.kana": "氏名カナ",
        "residence_fact.name": "氏名", "reimbursement.institution_short_name": "医療機関名（略称）",
        "payment_row.bank_code_registered": "金融機関コード（登録時）",
        "person.integrated_number": "統合宛名番号",
        "inquiry_record.items": "情報照会の記録（番号法23条）",
    ]

    /// Kept as they come, and not shown as such: the code of the type has its words, the branch
    /// office and the holder in kanji stand behind the confirmed kana; the code of the network is
    /// shown on no screen (評価書 別添1).
    private static let unseen: Set<String> = [
        "provision_code.cell",
        "account_register.sub_office", "account_register.account_type_name",
        "account_register.holder_kanji",
    ]

    private func text(of screen: Screen) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/Desk")
        var text = ""
        for folder in Self.folders[screen] ?? [] {
            for place in ["Screens/\(folder)", "Templates/\(folder.lowercased())"] {
                let files = FileManager.default.enumerator(
                    at: root.appending(path: place), includingPropertiesForKeys: nil)
                while let file = files?.nextObject() as? URL {
                    guard ["swift", "mustache"].contains(file.pathExtension) else { continue }
                    text += try String(contentsOf: file, encoding: .utf8)
                }
            }
        }
        return text
    }

    @Test("143項目のどれも、名指す画面があり、開く番地があり、画面に言葉がある", .measure("R-24"))
    func everyItemIsMet() throws {
        let items = try RecordCatalogue.items()
        #expect(items.count == 143)
        var texts: [Screen: String] = [:]
        var missing: Set<String> = []
        for item in items {
            let code = try #require(item.screen, "\(item.item)")
            let screen = try #require(Screen(rawValue: code), "\(item.item): 画面 \(code) がありません")
            #expect(
                Route.allCases.contains {
                    $0.definition.screen == screen && $0.definition.method == .get
                }, "\(item.item): 画面 \(code) を開く番地がありません")
            if texts[screen] == nil { texts[screen] = try text(of: screen) }
            let place = item.place.map { "\($0.table).\($0.column)" } ?? ""
            let word = Self.words[place] ?? item.item
            if texts[screen]?.contains(word) != true { missing.insert(place) }
        }
        #expect(missing == Self.unseen, "\(missing.symmetricDifference(Self.unseen).sorted())")
    }
}
