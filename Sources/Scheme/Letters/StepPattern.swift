// SPDX-License-Identifier: Apache-2.0

/// Words that the program writes into the register (判定根拠、計算の内訳), each by a name. What is kept stays
/// as it is; a letter says it in the words that the book has for the name.
protocol PlainWord: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// The words of the register; `{1}`, `{2}` stand for what differs from case to case.
    var plain: String { get }
    /// The pattern of each.
    static var patterns: [Self: StepPattern] { get }
}

extension PlainWord {
    var pattern: StepPattern { Self.patterns[self] ?? StepPattern(plain) }

    /// The words of the register with what stands in their places, `{1}` first.
    func said(_ places: String...) -> String { pattern.filled(places) }

    static func table() -> [Self: StepPattern] {
        allCases.reduce(into: [:]) { $0[$1] = StepPattern($1.plain) }
    }
}

/// A text with numbered places: `総医療費 {1}点×{2}円`.
struct StepPattern: Hashable, Sendable, ExpressibleByStringLiteral {
    /// What stands between the places, and the number of each place.
    let words: [String]
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
    /// - Parameter places: what stands in the places, `{1}` first.
    func filled(_ places: [String]) -> String {
        var text = words[0]
        for (number, next) in zip(numbers, words.dropFirst()) {
            if places.indices.contains(number - 1) { text += places[number - 1] }
            text += next
        }
        return text
    }
}
