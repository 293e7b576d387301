// SPDX-License-Identifier: Apache-2.0

/// Says a text of the register in the words of the book: each phrase that it knows, and all else as it is.
struct SayPhrases {
    private let words: [PhraseName: String]
    /// Nothing is called otherwise.
    private let isPlain: Bool

    init(_ words: [PhraseName: String]) {
        isPlain = words.allSatisfy { $0.value == $0.key.plain }
        self.words = words
    }

    /// A text of several phrases (一部負担金の決まり、通算 …).
    func inside(_ text: String) -> String {
        isPlain ? text : read(text)
    }

    /// A text that is one phrase (足りない事実、受給者になれる人 …), or as it is.
    func whole(_ text: String) -> String {
        for name in PhraseName.allCases {
            guard let found = name.pattern.places(in: text), let words = words[name] else {
                continue
            }
            return StepPattern(words).filled(found.mapValues(whole))
        }
        return text
    }

    /// Reads from the left, at each place the longest phrase.
    func read(_ text: String) -> String {
        var (said, rest) = ("", text[...])
        while let first = rest.first {
            let found = PhraseName.allCases.compactMap { $0.isWhole ? nil : match($0, rest) }
                .max { $0.end < $1.end }
            guard let found, let words = words[found.name] else {
                said.append(first)
                rest = rest.dropFirst()
                continue
            }
            let places = found.places.reduce(into: [Int: String]()) { places, one in
                let text = String(one.value)
                places[one.key] = found.name.phrasePlaces.contains(one.key) ? read(text) : text
            }
            said += StepPattern(words).filled(places)
            rest = rest[found.end...]
        }
        return said
    }

    private typealias Found = (name: PhraseName, places: [Int: Substring], end: String.Index)

    /// A phrase at the beginning of a text.
    private func match(_ name: PhraseName, _ text: Substring) -> Found? {
        let pattern = name.pattern
        guard text.hasPrefix(pattern.words[0]) else { return nil }
        var rest = text.dropFirst(pattern.words[0].count)
        var places: [Int: Substring] = [:]
        for (number, next) in zip(pattern.numbers, pattern.words.dropFirst()) {
            let place =
                name.wordPlaces.contains(number)
                ? Self.words(of: rest, before: next) : Self.number(of: rest, before: next)
            guard let place, !place.isEmpty else { return nil }
            places[number] = place
            rest = rest[place.endIndex...].dropFirst(next.count)
        }
        return (name, places, rest.startIndex)
    }

    /// A number, an amount in yen or a month, as long as the pattern goes on behind it.
    private static func number(of text: Substring, before next: String) -> Substring? {
        let digits = text.prefix { ("0"..."9").contains($0) || $0 == "," || $0 == "-" }
        let rest = text[digits.endIndex...]
        if !next.isEmpty, rest.hasPrefix(next) { return digits }
        guard !digits.isEmpty, rest.first == "円", rest.dropFirst().hasPrefix(next) else {
            return next.isEmpty ? digits : nil
        }
        return text[..<rest.index(after: rest.startIndex)]
    }

    /// Words up to where the pattern goes on: no further than one phrase, except in quotes.
    private static func words(of text: Substring, before next: String) -> Substring? {
        func ends(_ one: Character) -> Bool { one == "、" || one == "(" || one == ")" }
        guard !next.isEmpty else { return text.prefix { !ends($0) } }
        guard let place = text.firstRange(of: next) else { return nil }
        let words = text[..<place.lowerBound]
        return next.hasPrefix("」") || !words.contains(where: ends) ? words : nil
    }
}
