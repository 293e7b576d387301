// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// The letters that wait for the post as an office carries them out: a kind of a day together, and
/// one such bundle opened to its printings and envelopes.
struct PostingBundles: PageModel {
    let days: [Bundle]
    let hasDays: Bool
    let isCut: Bool
    let opened: Opened?

    /// A row that is ticked as a whole.
    struct Bundle: PageModel {
        /// What a tick sends: the kind, the stretch, and how many envelopes were seen in it.
        let value: String
        let id: String
        let paper: String
        let printed: String
        let count: String
        let href: String
        let isOpen: Bool
    }

    struct Opened: PageModel {
        let code: String
        let after: String
        let title: String
        let printings: [Bundle]
        /// Some printings: each has its own tick. Where the counter printed all day, a tick for
        /// each would help nobody.
        let isDivided: Bool
        let letters: [PostingScreen.Letter]
        /// Where the next part of a great bundle stands.
        let next: String?
        let first: String?
    }

    /// Kinds of days on a page.
    static let most = 60
    /// Printings of a day with a tick of their own.
    static let mostPrintings = 40
    /// Envelopes of an opened bundle on a page.
    static let part = 100

    /// What the page reads of the book.
    struct Reading: Sendable {
        let days: [LetterBundle]
        let opened: LetterBundle?
        let printings: [LetterBundle]
        let letters: [OpenLetter]
    }

    init(_ read: Reading, after: String, _ letter: (OpenLetter) -> PostingScreen.Letter) {
        let opened = read.opened
        days = read.days.prefix(Self.most).map { Self.day($0, isOpen: $0 == opened) }
        hasDays = !read.days.isEmpty
        isCut = read.days.count > Self.most
        self.opened = opened.map { bundle in
            Opened(
                code: Self.code(bundle), after: after,
                title: "\(bundle.paper.wording)　\(Say.date(bundle.day))印刷　\(bundle.letters)通",
                printings: read.printings.map(Self.printing),
                isDivided: (2...Self.mostPrintings).contains(read.printings.count),
                letters: read.letters.prefix(Self.part).map(letter),
                next: read.letters.count > Self.part
                    ? Self.address(bundle) + "&after=\(read.letters[Self.part - 1].envelope)"
                    : nil, first: !after.isEmpty ? Self.address(bundle) : nil)
        }
    }

    private static func day(_ bundle: LetterBundle, isOpen: Bool) -> Bundle {
        self.bundle(bundle, printed: Say.short(bundle.day), isOpen: isOpen)
    }

    private static func printing(_ bundle: LetterBundle) -> Bundle {
        self.bundle(bundle, printed: Say.moment(bundle.from), isOpen: false)
    }

    private static func bundle(
        _ bundle: LetterBundle, printed: String, isOpen: Bool
    ) -> Bundle {
        Bundle(
            value: "\(code(bundle)).\(bundle.letters)", id: "bundle-\(code(bundle))",
            paper: bundle.paper.wording, printed: printed, count: Say.count(bundle.letters),
            href: address(bundle), isOpen: isOpen)
    }

    private static func address(_ bundle: LetterBundle) -> String {
        Route.postings.path() + "?bundle=\(code(bundle))"
    }

    static func code(_ bundle: LetterBundle) -> String {
        "\(bundle.paper.rawValue).\(bundle.from.microseconds).\(bundle.until.microseconds)"
    }

    /// What a tick or an address says; `nil` where it is none. An address says no count.
    static func read(_ text: String) -> LetterBundle? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 4, let paper = Paper(rawValue: String(parts[0])),
            let from = Int64(parts[1]), let until = Int64(parts[2]), from < until,
            let letters = parts.count == 4 ? Int(parts[3]) : 0
        else { return nil }
        return LetterBundle(
            paper, from: Instant(microseconds: from), until: Instant(microseconds: until),
            letters: letters)
    }
}
