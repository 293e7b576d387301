// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The wordings of all letters of an office: those of its city, and the sample texts (文例) of the
/// national book where the city has written none.
public struct LetterWordings: Sendable {
    /// A wording in force on a day.
    public struct Found: Sendable {
        public let wording: LetterWording
        /// Nobody has signed it: printed as a sample text.
        public let isSample: Bool
    }

    let own: LetterTexts
    let national: LetterTexts
    /// Digest of the text of both files; every letter carries it.
    public let digest: String

    /// The wording of a kind on the day of the letter.
    ///
    /// - Throws: `.wordingUnset`.
    public func wording(
        _ kind: LetterKind, on day: CivilDate
    ) throws(LetterRefusal) -> Found {
        for texts in [own, national] {
            if let values = texts.wordings[kind],
                case .found(let wording, let entry) = values.on(day)
            {
                var said = wording.completed(by: shared(kind, on: day))
                said.terms = terms(on: day)
                return Found(wording: said, isSample: !entry.isConfirmed)
            }
        }
        throw .wordingUnset(kind)
    }

    /// What letters of every kind say on a day: the city's words, and the shared book's.
    private func terms(on day: CivilDate) -> LetterTerms {
        own.terms.on(day, orFirst: false)
            .completed(by: national.terms.on(day, orFirst: true))
    }

    /// The classes that the city's cards name.
    var ownCardClasses: Set<String> {
        (own.wordings[.certificate]?.entries ?? []).reduce(into: []) { codes, entry in
            if case .set(let wording) = entry.setting {
                codes.formUnion(wording.card?.classes.keys.map { $0 } ?? [])
            }
        }
    }

    /// The wording of the shared book, also for days before it begins.
    private func shared(_ kind: LetterKind, on day: CivilDate) -> LetterWording? {
        guard let values = national.wordings[kind] else { return nil }
        for day in [day] + values.entries.prefix(1).map(\.from) {
            if case .found(let wording, _) = values.on(day) { return wording }
        }
        return nil
    }

    /// The application form (filled in) that lies in the envelope of a letter: what the wording in
    /// force says, and the national book's where a city's wording says nothing; `nil` is none.
    public func enclosed(with kind: LetterKind, on day: CivilDate) -> LetterKind? {
        for texts in [own, national] {
            guard case .found(let wording, _)? = texts.wordings[kind]?.on(day),
                let said = wording.encloses
            else { continue }
            if case .form(let form) = said { return form }
            return nil
        }
        return nil
    }

    /// The instruction on remedies on a day, and whether it is a sample text.
    ///
    /// - Throws: `.wordingUnset`.
    public func instruction(
        for kind: LetterKind, on day: CivilDate
    ) throws(LetterRefusal) -> (words: InstructionWording, isSample: Bool) {
        for texts in [own, national] {
            if case .found(let words, let entry) = texts.instruction.on(day) {
                return (words, !entry.isConfirmed)
            }
        }
        throw .wordingUnset(kind)
    }

    /// A document number (文書番号) in the city's form: `見子福第1234号`.
    public func documentNumber(_ serial: Int, in year: FiscalYear, on day: CivilDate) -> String {
        for texts in [own, national] {
            if case .found(let form, _) = texts.documentNumber.on(day) {
                return form.replacing("{serial}", with: String(serial))
                    .replacing("{year}", with: String(year.year))
            }
        }
        return "第\(serial)号"
    }

    /// Every kind with what is in force on a day, for the page of the books.
    public func list(on day: CivilDate) -> [(kind: LetterKind, found: Found?)] {
        LetterKind.allCases.map { ($0, try? wording($0, on: day)) }
    }
}

/// What one file of wordings says.
struct LetterTexts: Sendable {
    var wordings: [LetterKind: DatedValues<LetterWording>] = [:]
    var instruction = DatedValues<InstructionWording>(path: "instruction", entries: [])
    var terms = DatedTerms()
    var documentNumber = DatedValues<String>(path: "document-number", entries: [])
}
