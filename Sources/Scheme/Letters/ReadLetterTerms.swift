// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What a file of wordings says for every letter, each from its days on.
struct DatedTerms: Sendable {
    var labels = DatedValues<[LetterLabel: String]>(path: "labels", entries: [])
    var codes: [LetterCodes: DatedValues<[String: String]>] = [:]
    var steps = DatedValues<[StepName: String]>(path: "step-labels", entries: [])
    var findings = DatedValues<[FindingName: String]>(path: "findings", entries: [])
    var phrases = DatedValues<[PhraseName: String]>(path: "phrases", entries: [])

    /// What it says on a day.
    ///
    /// - Parameter orFirst: the first entry speaks of the days before it too: the shared book's.
    func on(_ day: CivilDate, orFirst: Bool) -> LetterTerms {
        func value<Value: Sendable>(_ values: DatedValues<Value>) -> Value? {
            for day in [day] + (orFirst ? values.entries.prefix(1).map(\.from) : []) {
                if case .found(let value, _) = values.on(day) { return value }
            }
            return nil
        }
        return LetterTerms(
            labels: value(labels) ?? [:], codes: codes.compactMapValues(value),
            steps: value(steps) ?? [:], findings: value(findings) ?? [:],
            phrases: value(phrases) ?? [:])
    }

    /// The codes of a list that any entry has a word for.
    fileprivate func known(_ list: LetterCodes) -> Set<String> {
        (codes[list]?.entries ?? []).reduce(into: []) { known, entry in
            if case .set(let words) = entry.setting { known.formUnion(words.keys) }
        }
    }
}

extension Fields {
    static let termKeys: Set<String> = [
        "labels", "codes", "step-labels", "findings", "phrases",
    ]

    /// Reads all of them.
    ///
    /// - Parameter shared: what the shared book says, and thereby which codes there are; `nil` reads the
    ///   shared book itself, which says them all.
    func terms(beside shared: DatedTerms?) -> DatedTerms {
        var terms = DatedTerms()
        if let place = section("labels", isShared: shared == nil) {
            terms.labels = place.dated(
                LetterLabel.allCases.map(\.rawValue),
                read: { $0.terms(LetterLabel.self, isShared: shared == nil) },
                say: { $0.values.sorted().joined(separator: "、") })
        }
        terms.steps = plainWords(terms.steps, isShared: shared == nil)
        terms.findings = plainWords(terms.findings, isShared: shared == nil)
        terms.phrases = plainWords(terms.phrases, isShared: shared == nil)
        if let place = section("codes", isShared: shared == nil) {
            let lists = place.fields(Set(LetterCodes.allCases.map(\.rawValue)))
            for list in LetterCodes.allCases {
                guard let place = lists.section(list.rawValue, isShared: shared == nil) else {
                    continue
                }
                terms.codes[list] = place.dated(
                    ["words"], read: { $0.codeWords(known: shared?.known(list)) },
                    say: { $0.values.sorted().joined(separator: "、") })
            }
        }
        return terms
    }

    /// A part that the shared book must have, and a city may.
    private func section(_ key: String, isShared: Bool) -> NodeAt? {
        isShared ? required(key) : values[key]
    }

    private func terms<Key: RawRepresentable & CaseIterable & Hashable>(
        _ keys: Key.Type, isShared: Bool
    ) -> [Key: String] where Key.RawValue == String {
        Key.allCases.reduce(into: [:]) { found, key in
            guard has(key.rawValue) || isShared else { return }
            found[key] = text(key.rawValue)
        }
    }

    /// What letters say for words of the register, in the part of the file that the empty list names.
    private func plainWords<Name: PlainWord>(
        _ none: DatedValues<[Name: String]>, isShared: Bool
    ) -> DatedValues<[Name: String]> {
        section(none.path, isShared: isShared)?.dated(
            Name.allCases.map(\.rawValue), read: { $0.placed(Name.self, isShared: isShared) },
            say: { $0.values.sorted().joined(separator: "、") }) ?? none
    }

    /// A text has no places but those of the words that it stands for.
    private func placed<Name: PlainWord>(
        _ names: Name.Type, isShared: Bool
    ) -> [Name: String] {
        let texts = terms(names, isShared: isShared)
        for (name, text) in texts {
            let pattern = StepPattern(text)
            let strange = Set(pattern.numbers).subtracting(name.pattern.numbers)
            for number in strange.sorted() {
                values[name.rawValue]?.report(.unknownKey, "この行では使えない値です: {\(number)}")
            }
            for brace in ["{", "}"] where pattern.words.contains(where: { $0.contains(brace) }) {
                values[name.rawValue]?.report(.unknownKey, "値は {1} のように書いてください: \(brace)")
            }
        }
        return texts
    }

    /// - Parameter known: the codes there are; `nil` takes any.
    private func codeWords(known: Set<String>?) -> [String: String]? {
        required("words")?.textsByKey(known)
    }
}
