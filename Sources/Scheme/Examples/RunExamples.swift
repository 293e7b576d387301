// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension NationalBook {
    /// The examples that fail, each with what came out instead.
    func failingExamples() -> [BookProblem] {
        examples.compactMap { example in
            guard let difference = difference(example.question) else { return nil }
            return example.place.problem("例「\(example.name)」が合いません: \(difference)")
        }
    }

    /// How many examples the book has.
    public var exampleCount: Int { examples.count }

    /// What differs from the expectation, or `nil`.
    func difference(_ question: WorkedExample.Question) -> String? {
        switch question {
        case .highCost(let band, let month, let cost, let multiple, let expected):
            do throws(AmountRefusal) {
                let answer = try highCostLimit(
                    band: band, month: month, totalCost: cost, multiple: multiple)
                return differing("限度額", answer.limit, expected)
            } catch {
                return error.message
            }
        case .ratio(let born, let month, let expected):
            guard case .found(let ratio, _) = burdenRatio.on(month.firstDay) else {
                return "\(month)の負担割合がありません"
            }
            let isYoung = ratio.youngUntil.lastDay(born: born) >= month.firstDay
            let tenths = isYoung ? ratio.youngTenths : ratio.otherTenths
            return tenths == expected ? nil : "負担割合は \(tenths)割になりました(例は \(expected)割)"
        case .meals(let month, let mealClass, let count, let expected):
            guard case .found(let rates, _) = mealRates.on(month.firstDay) else {
                return expected == nil ? nil : "\(month)の標準負担額がありません"
            }
            guard let expected else { return "標準負担額は未設定のはずですが値があります" }
            return differing("標準負担額", Yen(rates.yen(mealClass) * count), expected)
        case .judge, .compute, .additional, .deadline:
            return "この種類の例は市町村の本に書いてください"
        }
    }
}

extension SchemeBook {
    /// The examples that fail, each with what came out instead.
    func failingExamples() -> [BookProblem] {
        examples.compactMap { example in
            guard let difference = difference(example.question) else { return nil }
            return example.place.problem("例「\(example.name)」が合いません: \(difference)")
        }
    }

    /// How many examples the book has.
    public var exampleCount: Int { examples.count }

    private func difference(_ question: WorkedExample.Question) -> String? {
        switch question {
        case .judge(let request, let expected):
            let answer = judge(request, office: .weekdays)
            for setting in CareSetting.allCases {
                guard let expected = expected[setting] else { continue }
                if let text = difference(answer[setting], expected) {
                    return "\(setting == .outpatient ? "通院" : "入院"): \(text)"
                }
            }
            return nil
        case .compute(let facts, let expected): return difference(compute(facts), expected)
        case .additional(let insurer, let month, let share, let expected):
            guard
                case .found(let yen, _) = additionalBenefit(
                    insurer: insurer, month: month, share: share)
            else { return "保険者 \(insurer) の附加給付の規定がありません" }
            return differing("附加給付", yen, expected)
        case .deadline(let month, let expected):
            guard case .found(let deadline, _) = office.reimbursementDeadline.on(month.firstDay)
            else { return "償還の期限の規定がありません" }
            return differing("最後の日", deadline.lastDay(treatmentMonth: month), expected)
        case .highCost, .ratio, .meals: return national.difference(question)
        }
    }

    private func difference(
        _ answer: SettingJudgement, _ expected: WorkedExample.ExpectedJudgement
    ) -> String? {
        if answer.eligible != expected.eligible {
            let because = answer.refusals.map(\.because).joined(separator: "、")
            return answer.eligible ? "対象になりました" : "対象外になりました(\(because))"
        }
        if let words = expected.missing, !answer.missing.contains(where: { $0.contains(words) }) {
            return "足りない事実は \(answer.missing.joined(separator: "、")) です(例は \(words))"
        }
        if let words = expected.because,
            !answer.refusals.contains(where: { $0.because.contains(words) })
        {
            return
                "満たさない理由は \(answer.refusals.map(\.because).joined(separator: "、")) です(例は \(words))"
        }
        if let from = expected.from, answer.period?.from != from {
            return "始まりは \(answer.period?.from.description ?? "なし")(例は \(from))"
        }
        if let until = expected.until, answer.period?.until != until {
            return "終わりの翌日は \(answer.period?.until?.description ?? "なし")(例は \(until))"
        }
        return nil
    }

    private func difference(
        _ answer: Computation, _ expected: WorkedExample.ExpectedAmounts
    ) -> String? {
        if expected.isHeld != (answer.hold != nil) {
            return answer.hold.map { "保留になりました: \($0)" } ?? "保留になりませんでした"
        }
        if let words = expected.missing, answer.hold.map({ !$0.contains(words) }) ?? true {
            return "足りないものは \(answer.hold ?? "なし") です(例は \(words))"
        }
        if let words = expected.says, !answer.steps.contains(where: { $0.label.contains(words) }) {
            let steps = answer.steps.map(\.label).joined(separator: "、")
            return "計算の内訳に「\(words)」がありません: \(steps)"
        }
        if let route = expected.route, route != answer.route {
            return "経路は \(answer.route?.rawValue ?? "不明") になりました"
        }
        let pairs: [(String, Yen, Yen?)] = [
            ("一部負担金", answer.burden, expected.burden),
            ("高額療養費", answer.highCost, expected.highCost),
            ("公費", answer.otherFunds, expected.otherFunds),
            ("食事", answer.meals, expected.meals),
            ("制度の一部負担金", answer.copayment, expected.copayment),
            ("支給額", answer.payable, expected.payable),
        ]
        for (name, got, wanted) in pairs {
            if let wanted, let text = differing(name, got, wanted) { return text }
        }
        return nil
    }
}

/// 「限度額は 87,430円 になりました(例は …)」, or `nil` when equal.
private func differing<Value: Equatable & CustomStringConvertible>(
    _ name: String, _ got: Value, _ wanted: Value
) -> String? {
    got == wanted ? nil : "\(name)は \(got) になりました(例は \(wanted))"
}
