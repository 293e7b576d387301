// SPDX-License-Identifier: Apache-2.0

/// The words of a letter's frame, as the city's book says them: every letter brings its own.
public struct LetterLabels: Sendable, Hashable {
    public enum Label: String, Sendable, CaseIterable {
        /// Behind the title of a second page.
        case continued
        case notes, desk, phone
        /// In the place of the seal, and where it is omitted.
        case seal, sealOmitted
        /// Beside an instruction that nobody has signed.
        case sample
        // The columns of a computation.
        case step, yen, article
        /// Behind the date of an application form.
        case printed
        /// The box of an application form that the office fills in.
        case officeUse
        /// The line above a slip.
        case cut
    }

    private let words: [Label: String]

    public init(_ words: (Label) -> String) {
        self.words = Label.allCases.reduce(into: [:]) { $0[$1] = words($1) }
    }

    subscript(_ label: Label) -> String { words[label] ?? "" }

    /// Everything, for the name of what is drawn once for many pages.
    var all: String { Label.allCases.map { self[$0] }.joined(separator: "\u{1F}") }
}
