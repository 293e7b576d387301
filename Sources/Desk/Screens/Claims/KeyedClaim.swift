// SPDX-License-Identifier: Apache-2.0
import Benefits
import Vocabulary

/// The fields of a claim that is keyed, and what they say together.
enum KeyedClaim {
    /// Whose claim it is, from whom and when.
    static func who(_ typed: Typed) -> [FormField] {
        [
            .select(
                "kind", "データ区分", typed,
                [("", "選んでください")] + ClaimDataKind.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .select(
                "source", "送付元", typed,
                [("", "保険者番号から決める")]
                    + [ClaimSource.federation, .paymentFund, .institution].map {
                        ($0.rawValue, $0.wording)
                    }),
            .code(
                "recipient", "受給者番号", typed, digits: 7, lookup: Route.lookChild.path(),
                isRequired: true),
            .date("born", "生年月日", typed, whose: "child", isRequired: true),
            .code("insurer", "保険者番号", typed, digits: 0, hint: "6桁か8桁", isRequired: true),
            .code("institution", "医療機関コード", typed, digits: 10, isRequired: true),
            .text("name", "医療機関名", typed, hint: "医療機関マスタにないときだけ"),
            .month("treated", "診療年月", typed, hint: "例 R7.6", isRequired: true),
            .month("billed", "請求年月", typed, hint: "例 R7.7", isRequired: true),
            .select(
                "setting", "入院・外来", typed,
                CareSetting.allCases.reversed().map { ($0.rawValue, $0.wording) }, isRequired: true),
        ]
    }

    /// Days, points, yen.
    static func what(_ typed: Typed) -> [FormField] {
        [
            .code("days", "実日数", typed, digits: 0, hint: "調剤は処方箋受付回数", isRequired: true),
            VisitDays.field(typed, hint: "書かれているときだけ"),
            FirstVisits.field(typed, hint: "分かるときだけ"),
            Stays.field(typed, hint: "入院で、分かるときだけ"),
            .code("points", "点数", typed, digits: 0, hint: "療養費は費用額÷10", isRequired: true),
            .code("copayment", "負担金額（円）", typed, digits: 0, hint: "記載があるときだけ"),
            .code("meals", "食事回数", typed, digits: 0, hint: "入院だけ"),
            .select(
                "band", "所得区分", typed,
                [("", "なし")] + HighCostBand.allCases.map { ($0.rawValue, $0.wording) },
                hint: "R9.8診療からの新しい区分は未確認。オのほかは止まる"),
            .code("prescriber", "処方元の医療機関コード", typed, digits: 10, hint: "調剤だけ"),
            .code("fund", "他公費の負担者番号", typed, digits: 8, hint: "あるときだけ"),
            .code("fund-points", "他公費の点数", typed, digits: 0),
            .code("fund-copayment", "他公費の一部負担（円）", typed, digits: 0),
        ]
    }

    /// The claim, or `nil` with what is wrong.
    static func read(_ reading: inout FormReading) -> ClaimEntry? {
        let kind: ClaimDataKind? = reading.code("kind", orElse: "データ区分を選んでください。")
        let setting: CareSetting? = reading.code("setting", orElse: "入院・外来を選んでください。")
        let born = reading.date("born", "生年月日", whose: .child)
        let recipient = RecipientNumber(reading.typed["recipient"])
        if recipient == nil { reading.wrong("recipient", "受給者番号は7桁の数字です。") }
        let insurer = InsurerNumber(reading.typed["insurer"])
        if insurer == nil { reading.wrong("insurer", "保険者番号は6桁か8桁の数字です。") }
        let institution = reading.text("institution", orElse: "医療機関コードを入力してください。")
        let treated = month("treated", "診療年月", &reading)
        let billed = month("billed", "請求年月", &reading)
        let days = number("days", "実日数", &reading, isRequired: true)
        let points = number("points", "点数", &reading, isRequired: true)
        let copayment = number("copayment", "負担金額", &reading)
        let meals = number("meals", "食事回数", &reading)
        let visits = VisitDays.read(&reading)
        let firstVisits = FirstVisits.read(&reading)
        let admitted = Stays.read(&reading)
        let others = funds(&reading, days: days ?? 0)
        guard reading.isRight, let kind, let setting, let born, let recipient, let insurer,
            let treated, let billed, let days, let points
        else { return nil }
        return ClaimEntry(
            dataKind: kind,
            source: ClaimSource(rawValue: reading.typed["source"])
                ?? (insurer.digits.utf8.count == 6 ? .federation : .paymentFund),
            billingMonth: billed, treatmentMonth: treated, institution: institution,
            institutionName: reading.typed["name"], setting: setting, born: born,
            insurer: insurer, recipientNumber: recipient, days: days, points: points,
            copayment: copayment, meals: meals ?? 0,
            band: HighCostBand(rawValue: reading.typed["band"]),
            prescriber: reading.typed["prescriber"], others: others, visits: visits,
            firstVisits: firstVisits, admitted: admitted)
    }

    private static func funds(
        _ reading: inout FormReading, days: Int
    ) -> [ClaimContent.Fund] {
        guard !reading.typed["fund"].isEmpty else { return [] }
        guard let funder = PublicFunderNumber(reading.typed["fund"]) else {
            reading.wrong("fund", "他公費の負担者番号は8桁の数字です。")
            return []
        }
        let points = number("fund-points", "他公費の点数", &reading, isRequired: true) ?? 0
        let copayment = number("fund-copayment", "他公費の一部負担", &reading, isRequired: true)
        return [
            ClaimContent.Fund(
                line: 1, funder: funder.digits, recipient: "", days: days, points: points,
                copayment: copayment)
        ]
    }

    private static func month(
        _ name: String, _ label: String, _ reading: inout FormReading
    ) -> YearMonth? {
        let month = MonthEntry.read(reading.typed[name])
        if month == nil { reading.wrong(name, "\(label)は R7.6 や 202506 のように入力してください。") }
        return month
    }

    private static func number(
        _ name: String, _ label: String, _ reading: inout FormReading, isRequired: Bool = false
    ) -> Int? {
        let text = reading.typed[name]
        if text.isEmpty, !isRequired { return nil }
        let number = AmountEntry.number(text)
        if number == nil { reading.wrong(name, "\(label)は数字で入力してください。") }
        return number
    }
}
