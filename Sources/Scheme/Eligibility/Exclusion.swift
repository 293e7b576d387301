// SPDX-License-Identifier: Apache-2.0

/// Why a child is left out although age, residence and insurance are met (除外事由).
public enum ExclusionKind: String, Sendable, CaseIterable, Hashable {
    case publicAssistance = "public-assistance"
    case fosterPlacement = "foster-placement"
    case facilityPlacement = "facility-placement"
    case otherSchemeLeavesZero = "other-scheme-leaves-zero"
    case married

    /// The bit of this kind in a column of exclusions.
    var bit: UInt16 {
        switch self {
        case .publicAssistance: 1
        case .fosterPlacement: 2
        case .facilityPlacement: 4
        case .otherSchemeLeavesZero: 8
        case .married: 16
        }
    }

    /// The word of the office.
    public var wording: String {
        switch self {
        case .publicAssistance: FindingName.publicAssistance.plain
        case .fosterPlacement: FindingName.fosterPlacement.plain
        case .facilityPlacement: FindingName.facilityPlacement.plain
        case .otherSchemeLeavesZero: FindingName.otherSchemeLeavesZero.plain
        case .married: FindingName.married.plain
        }
    }
}

/// One exclusion as the book lists it, with the schemes that do not count.
public struct Exclusion: Sendable, Hashable {
    public let kind: ExclusionKind
    /// Other schemes that do not exclude: `koshigaya-severe-disability`.
    public let except: [String]
    public let article: String
    public let reading: String
}

/// The exclusions of a book and whether the list is known to be complete.
public struct ExclusionList: Sendable {
    public let path: String
    public let exclusions: [Exclusion]
    /// `false` where public text shows only a part: what it does not name is then not answered.
    public let isComplete: Bool

    /// The bit for what a request says and an incomplete list cannot answer.
    static let unlistedBit: UInt16 = 1 << 15

    /// What the words of a request amount to in this book, as a column value.
    ///
    /// A word is a kind, or `kind:scheme` where the book may except the scheme.
    public func mask(of words: [String]) -> UInt16 {
        words.reduce(0) { $0 | mask(of: $1) }
    }

    func mask(of word: String) -> UInt16 {
        let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
        if exclusions.contains(where: { $0.except.contains(word) }) { return 0 }
        guard let first = parts.first, let kind = ExclusionKind(rawValue: first),
            let listed = exclusions.first(where: { $0.kind == kind })
        else { return isComplete ? 0 : ExclusionList.unlistedBit }
        if parts.count == 2, listed.except.contains(parts[1]) { return 0 }
        return kind.bit
    }
}

extension NodeAt {
    /// Reads `excluded:`; each entry is written into the list of the book as undated text.
    func exclusions(isComplete: Bool, article: String) -> ExclusionList {
        var found: [Exclusion] = []
        for item in items {
            let fields = item.fields(["when", "except", "article", "reading"])
            guard let kind = fields.word("when", ExclusionKind.self) else { continue }
            if found.contains(where: { $0.kind == kind }) {
                item.report(.doubled, "同じ除外事由が二つあります: \(kind.rawValue)")
            }
            found.append(
                Exclusion(
                    kind: kind, except: fields.texts("except"),
                    article: fields.optionalText("article") ?? article,
                    reading: fields.optionalText("reading") ?? kind.wording))
        }
        return ExclusionList(path: path, exclusions: found, isComplete: isComplete)
    }
}
