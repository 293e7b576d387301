// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One value of a letter, before it becomes words: dates and amounts are written the way of the
/// office here and nowhere else.
public enum LetterValue: Hashable, Sendable {
    case text(String)
    case date(CivilDate)
    case month(YearMonth)
    case yen(Yen)
    case number(Int)
    /// 令和7年4月1日から令和8年3月31日まで; nothing where there is no period.
    case period(EffectivePeriod?)
    /// Somebody's name, looked up when it is printed and not kept.
    case person(AddresseeNumber)
    case persons([AddresseeNumber])
    /// The word of a code, as the book says it; `plain` where it has none.
    case code(LetterCodes, String, plain: String)
    /// A word that letters of every kind have.
    case label(LetterLabel)
    /// A requirement that was not met, in the words that it was judged in.
    case finding(String)
    /// Several, one behind the other with something between them; what says nothing is left away.
    case joined([LetterValue], by: String)
    /// What the book says of the case, with the values of the sentence: said by the wording
    /// (`LetterWording.said`), and nothing before.
    case word(LetterWord, LetterValues)

    /// The value as a word that has none of its own.
    public static func word(_ word: LetterWord) -> LetterValue { .word(word, LetterValues()) }

    /// The word of a code of the office.
    public static func code(_ list: LetterCodes, _ code: some OfficeCode) -> LetterValue {
        .code(list, code.rawValue, plain: code.wording)
    }

    /// 入院 or 外来.
    public static func code(_ setting: CareSetting) -> LetterValue {
        .code(.setting, setting.rawValue, plain: setting.wording)
    }

    /// The value in words; `nil` where there is nothing to say.
    func words(_ names: (AddresseeNumber) -> String?) -> String? {
        switch self {
        case .text(let text): text.isEmpty ? nil : text
        case .date(let day): Wareki.text(day)
        case .month(let month): Wareki.text(month)
        case .yen(let yen): yen.description
        case .number(let number): String(number)
        case .period(let period): period.flatMap(LetterValue.words)
        case .person(let number): names(number)
        case .persons(let numbers):
            numbers.isEmpty ? nil : numbers.compactMap(names).joined(separator: "、")
        case .word, .code, .label, .finding, .joined: nil
        }
    }

    /// The value in words, where it stands alone: in the field of a form.
    public func text(names: (AddresseeNumber) -> String?) -> String? { words(names) }

    private static func words(_ period: EffectivePeriod) -> String? {
        if period.isEmpty { return "なし" }
        return Wareki.text(period.from) + "から"
            + (period.lastDay.map { Wareki.text($0) + "まで" } ?? "")
    }

    /// Whether the value is a person's name, drawn with all variants of characters.
    var isName: Bool {
        switch self {
        case .person, .persons: true
        default: false
        }
    }
}

/// The values of one letter, or of one of its repeated parts.
public struct LetterValues: Hashable, Sendable {
    public private(set) var all: [LetterField: LetterValue] = [:]

    public init() {}

    public init(_ all: [LetterField: LetterValue]) { self.all = all }

    public subscript(_ field: LetterField) -> LetterValue? {
        get { all[field] }
        set { all[field] = newValue }
    }
}
