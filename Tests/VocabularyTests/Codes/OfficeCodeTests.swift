// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@Suite("コード表")
struct OfficeCodeTests {
    private func table<Code: OfficeCode>(_ type: Code.Type) -> String {
        type.allCases.map { "\($0.code) \($0.wording)" }.joined(separator: " · ")
    }

    @Test("値と文言は決めたとおり")
    func values() {
        #expect(
            table(ApplicationKind.self)
                == "01 受給資格登録 · 02 変更届 · 03 消滅届 · 04 再交付 · 05 更新・再認定"
                + " · 06 保険資格情報の提出 · 99 その他")
        #expect(
            table(DecisionResult.self)
                == "1 認定 · 2 却下 · 3 変更 · 4 消滅 · 5 停止 · 6 停止解除 · 7 認定取消 · 8 取下げ")
        #expect(
            table(ClaimDataKind.self)
                == "1 医科 · 3 歯科 · 4 調剤 · 6 訪問看護 · D DPC · 7 療養費(柔整・あはき) · 9 その他")
        #expect(
            table(ClaimSource.self)
                == "1 国保連 · 2 支払基金 · 3 窓口償還 · 4 郵送償還 · 5 電子申請償還"
                + " · 6 医療機関(連名簿・明細書) · 7 保険者の通知 · 8 移行 · 9 訂正")
        #expect(
            table(PaymentMethod.self)
                == "0 支払なし · 1 口座振込 · 2 公金受取口座への振込 · 3 窓口払 · 4 代理受領(委任)"
                + " · 5 過払への充当")
        #expect(
            table(ReimbursementOutcome.self)
                == "1 支給 · 2 一部支給 · 3 不支給 · 4 保留 · 5 返戻 · 6 取下げ")
        #expect(
            table(CheckState.self)
                == "0 未確認 · 1 領収書確認済 · 2 保険者決定待ち · 3 医療機関照会中 · 4 補正待ち · 9 確認完了")
        #expect(table(ObjectionKind.self) == "1 過誤 · 2 再審査 · 3 返戻 · 4 取下げ")
        #expect(
            table(ObjectionResult.self) == "0 申立中 · 1 認容 · 2 一部認容 · 3 原審どおり · 4 取下げ")
        #expect(table(BankAccountType.self) == "1 普通 · 2 当座 · 4 貯蓄 · 9 その他")
        #expect(table(Sex.self) == "1 男 · 2 女")
    }

    @Test("件数は決めたとおり")
    func counts() {
        #expect(ApplicationReason.allCases.count == 7 + 6 + 9 + 3 + 1)
        #expect(DecisionReason.allCases.count == 1 + 11 + 6 + 9 + 3)
        #expect(CareKind.allCases.count == 10 && ObjectionReason.allCases.count == 12)
        #expect(HighCostBand.allCases.map(\.code).joined() == "アイウエオ")
    }

    @Test("決定理由のRは申請理由と同じ番号と文言")
    func prefixed() {
        for reason in DecisionReason.allCases where reason.code.hasPrefix("R") {
            let source = ApplicationReason(code: reason.code.dropFirst())
            #expect(source?.wording == reason.wording)
        }
    }

    @Test("入院と外来は語でも番号でも")
    func setting() {
        #expect(CareSetting(rawValue: "inpatient") == .inpatient)
        #expect(CareSetting(code: "2") == .outpatient && CareSetting(code: "3") == nil)
        #expect(CareSetting.allCases.map(\.code) == ["1", "2"])
    }
}
