// SPDX-License-Identifier: Apache-2.0

/// One item of the assessment's text: where it stands, and what it says.
public struct AssessmentItem: Sendable, Hashable {
    /// `III-3 リスク2 具体的な管理方法`.
    public let place: String
    public let sentence: String

    public init(place: String, sentence: String) {
        self.place = place
        self.sentence = sentence
    }

    /// Reads `place<TAB>sentence`, one a line; `nil` where a line has another shape or a place comes
    /// twice.
    public static func all(_ text: String) -> [AssessmentItem]? {
        var seen: Set<String> = []
        var items: [AssessmentItem] = []
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == 2, !cells[0].isEmpty, seen.insert(String(cells[0])).inserted
            else { return nil }
            items.append(AssessmentItem(place: String(cells[0]), sentence: String(cells[1])))
        }
        return items
    }
}

/// One line of 別添2 変更箇所.
public struct AssessmentChange: Sendable, Hashable {
    public let place: String
    /// `nil` where the item is new.
    public let before: String?
    /// `nil` where the item was taken away.
    public let after: String?

    /// Every difference between two versions, in the order of the newer one; what was taken away
    /// follows.
    public static func list(
        from old: [AssessmentItem], to new: [AssessmentItem]
    ) -> [AssessmentChange] {
        let before = Dictionary(old.map { ($0.place, $0.sentence) }) { first, _ in first }
        let places = Set(new.map(\.place))
        let changed = new.compactMap { item -> AssessmentChange? in
            let earlier = before[item.place]
            // By bytes: variants of a character are changes too.
            if let earlier, earlier.utf8.elementsEqual(item.sentence.utf8) { return nil }
            return AssessmentChange(
                place: item.place, before: earlier, after: item.sentence)
        }
        return changed
            + old.filter { !places.contains($0.place) }.map {
                AssessmentChange(place: $0.place, before: $0.sentence, after: nil)
            }
    }
}
