// SPDX-License-Identifier: Apache-2.0

/// The steps of a computation that letters may call otherwise. A step is known by the name that it was
/// counted and kept under: what is in the register stays as it is, and a letter says it in the words of
/// the book (`step-labels`).
public enum StepName: String, Sendable, CaseIterable {
    case costOfPoints = "cost-of-points"
    case cost
    case insurance, burden
    case limit
    case decidedHighCost = "decided-high-cost"
    case highCost = "high-cost"
    case fund
    case additionalAgainstFunds = "additional-against-funds"
    case additional
    case soFar = "so-far"
    case copayment
    case meals
    case mealsFund = "meals-fund"
    case mealsCovered = "meals-covered"
    case paidAtMost = "paid-at-most"
    case payable

    /// The name in the register; `{1}`, `{2}` stand for what differs from case to case.
    var pattern: StepPattern {
        switch self {
        case .costOfPoints: "総医療費 {1}点×{2}円"
        case .cost: "総医療費"
        case .insurance: "保険給付({1}割)"
        case .burden: "一部負担金({1}割)"
        case .limit: "自己負担限度額({1})"
        case .decidedHighCost: "高額療養費(保険者の決定額)"
        case .highCost: "高額療養費"
        case .fund: "公費(法別{1})の負担"
        case .additionalAgainstFunds: "附加給付({1})"
        case .additional: "附加給付"
        case .soFar: "月の通算{1}"
        case .copayment: "一部負担金(制度): {1}"
        case .meals: "食事療養標準負担額 {1}食×{2}円"
        case .mealsFund: "食事療養標準負担額のうち公費(法別{1})の負担"
        case .mealsCovered: "食事療養標準負担額の助成({1})"
        case .paidAtMost: "窓口で支払った額までとする"
        case .payable: "公費負担額(支給額)"
        }
    }
}

/// A text with numbered places: `総医療費 {1}点×{2}円`.
struct StepPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    /// What stands between the places, and the number of each place.
    private let words: [String]
    let numbers: [Int]

    init(stringLiteral text: String) { self.init(text) }

    init(_ text: String) {
        var (words, numbers): ([String], [Int]) = ([""], [])
        let pieces = text.split(separator: "{", omittingEmptySubsequences: false)
        for (place, piece) in pieces.enumerated() {
            if place > 0, piece.dropFirst().first == "}",
                let number = piece.first?.wholeNumberValue
            {
                numbers.append(number)
                words.append(String(piece.dropFirst(2)))
            } else {
                words[words.count - 1] += place > 0 ? "{\(piece)" : String(piece)
            }
        }
        (self.words, self.numbers) = (words, numbers)
    }

    /// What stands in the places of a text of this form, by number; `nil` for another text.
    func places(in text: String) -> [Int: String]? {
        guard let first = words.first, text.hasPrefix(first) else { return nil }
        var rest = text.dropFirst(first.count)
        var found: [Int: String] = [:]
        for (index, number) in numbers.enumerated() {
            let next = words[index + 1]
            let isLast = index == numbers.count - 1
            guard !isLast else {
                guard rest.hasSuffix(next) else { return nil }
                found[number] = String(rest.dropLast(next.count))
                return found
            }
            guard let place = rest.firstRange(of: next) else { return nil }
            found[number] = String(rest[..<place.lowerBound])
            rest = rest[place.upperBound...]
        }
        return rest.isEmpty ? found : nil
    }

    func filled(_ places: [Int: String]) -> String {
        zip(numbers, words.dropFirst()).reduce(words[0]) {
            $0 + (places[$1.0] ?? "") + $1.1
        }
    }
}
