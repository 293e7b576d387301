// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Vocabulary

/// A letter of a kind with all values that its wording may say.
struct OneLetter: LetterSource {
    let kind: LetterKind
    let paper: Paper
    /// How its values are made up.
    enum Fill {
        case usual
        /// As long as the registers allow, and the largest amounts.
        case longest
        /// By lot: what one reference says differs from what another says.
        case drawn
    }

    var fill = Fill.usual
    /// To whom and about whom a letter is, by its reference.
    var family: @Sendable (Int64) -> (parent: AddresseeNumber, child: AddresseeNumber) = { _ in
        (Office.parent, Office.child)
    }
    var title: String { kind.wording }
    let isOnePerReference = false

    func waiting(in scope: Scope) throws -> [Int64] { [] }

    func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        references.map { reference in
            var lot = Seeded(UInt64(bitPattern: reference))
            let family = family(reference)
            let parts =
                fill == .longest ? 9 : fill == .usual ? 2 : Int.random(in: 1...4, using: &lot)
            return LetterOrder(
                kind, reference: reference, recipient: family.parent, children: [family.child],
                values: values(kind.offered, reference, &lot),
                parts: kind.partFields.isEmpty
                    ? [] : (0..<parts).map { _ in values(kind.partFields, reference, &lot) },
                steps: kind.hasSteps
                    ? [
                        .step(Step("総医療費 1,234点×10円", 12_340, article: nil)),
                        .step(Step("一部負担金(3割)", 3_702, article: "健康保険法第74条")),
                    ] : [], sum: Yen(3_702))
        }
    }

    /// The values of a letter to an office, and of so many rows of its table.
    func officeValues(rows: Int) -> (LetterValues, [LetterValues]) {
        var lot = Seeded(1)
        return (
            values(kind.offered, 1, &lot),
            kind.partFields.isEmpty
                ? [] : (0..<rows).map { values(kind.partFields, Int64($0), &lot) }
        )
    }

    private func values(
        _ fields: Set<LetterField>, _ reference: Int64, _ lot: inout Seeded
    ) -> LetterValues {
        var values = LetterValues()
        for field in fields.sorted(by: { $0.rawValue < $1.rawValue }) {
            values[field] =
                switch (fill, value(field, reference)) {
                case (.usual, let value): value
                case (.longest, let value): Self.longest(field, of: kind, value)
                case (.drawn, let value): Self.drawn(value, &lot)
                }
        }
        return values
    }

    /// Days, amounts and words by lot; persons stay who they are.
    private static func drawn(_ value: LetterValue, _ lot: inout Seeded) -> LetterValue {
        func day() -> CivilDate {
            date("2015-04-01").adding(days: Int.random(in: 0...6_000, using: &lot))
        }
        return switch value {
        case .date: .date(day())
        case .month: .month(day().yearMonth)
        case .yen: .yen(Yen(Int.random(in: 1...2_000_000, using: &lot)))
        case .number: .number(Int.random(in: 1...99, using: &lot))
        case .period:
            .period(EffectivePeriod(from: day(), through: date("2044-03-31")))
        case .text(let text): .text("\(text)\(Int.random(in: 1...9_999, using: &lot))")
        case .person, .persons, .word, .code, .label, .finding, .joined: value
        }
    }

    private static func longest(
        _ field: LetterField, of kind: LetterKind, _ value: LetterValue
    ) -> LetterValue {
        switch value {
        // One treatment of one month; no sum of a city.
        case .yen where [.insurerClaim, .insurerReminder].contains(kind) && field != .total:
            .yen(Yen(999_999_999))
        case .yen: .yen(Yen(9_999_999_999))
        case .number: .number(9_999)
        case .persons(let people): .persons(Array(repeating: people[0], count: 4))
        case .date: .date(date("2025-12-31"))
        case .period:
            .period(EffectivePeriod(from: date("2025-12-31"), through: date("2043-12-31")))
        case .text(let text) where field == .recipientNumber: .text(text)
        case .text where [.receipt, .claimNumber, .inquiryNumber].contains(field):
            .text("2025-999999-9999-12")
        case .text where field == .account:
            .text("見本県信用農業協同組合連合会 見本中央営業部出張所 普通 *****67")
        // What stands on a slip comes from lists and the book of the city, none so long.
        case .text where [.demand, .dunning].contains(kind): .text(String(words.prefix(40)))
        case .text: .text(words)
        case let other: other
        }
    }

    /// 100 characters.
    private static let words: String =
        String(
            repeating: "対象児童が対象年齢に達し、ほかの医療費の制度の対象に、", count: 4
        ).prefix(99) + "。"

    private func value(_ field: LetterField, _ reference: Int64) -> LetterValue {
        let family = family(reference)
        return switch field {
        case .child, .subject: .person(family.child)
        case .children: .persons([family.child])
        case .guardian: .person(family.parent)
        case .kana: .text("ケンショウ タロウ")
        case .born, .decidedOn, .effectiveOn, .payDay, .dueOn, .newDueOn, .claimedOn, .aboutOn,
            .happenedOn, .proposedOn:
            .date(date("2025-06-20"))
        case .outpatient, .inpatient, .period, .outpatientBefore, .inpatientBefore:
            .period(EffectivePeriod(from: date("2025-04-01"), through: date("2026-03-31")))
        case .treatmentMonth, .month: .month(YearMonth(monthNumber: 2025 * 12 + 5))
        case .amount, .total, .received, .outstanding, .cost, .insured, .otherFunds, .selfPaid,
            .limit:
            .yen(Yen(3_702))
        case .count, .year: .number(2)
        case .recipientNumber: .text("9012345")
        case .account: .text("見本銀行 本店 普通 *****67")
        case .place: .text("指定金融機関の窓口")
        case .missing, .enclosures: .text("子の健康保険の資格が分かるもの、申請者名義の口座が分かるもの")
        case .decision: .text("認定")
        case .reason: .text("対象児童が対象年齢に達したため（条例第2条）")
        default: .text("\(field.wording)の見本")
        }
    }

    /// A small form of each kind; those of the office stand in `Layouts/`.
    static let forms: [LetterKind: FormLayout] = LetterKind.forms.reduce(into: [:]) {
        $0[$1] = FormLayout(
            sections: [
                (
                    "対象児童",
                    [
                        FormLayout.Row(
                            [
                                .init("氏名", .value(.child), weight: 1),
                                .init("フリガナ", .value(.kana), weight: 1),
                            ], height: 9),
                        FormLayout.Row(
                            [
                                .init("生年月日", .value(.born), weight: 1),
                                .init("申請の日", .fixed(.written(hint: "年　月　日")), weight: 1),
                            ], height: 9),
                    ]
                )
            ], office: ["受付"])
    }
}
