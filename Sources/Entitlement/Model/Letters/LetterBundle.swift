// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 束: letters of one kind that were printed in a stretch of time and wait for the post together.
public struct LetterBundle: Hashable, Sendable {
    public let paper: Paper
    /// From this moment.
    public let from: Instant
    /// Before this moment.
    public let until: Instant
    /// How many envelopes of it wait; recalled ones are not among them.
    public let letters: Int

    public init(_ paper: Paper, from: Instant, until: Instant, letters: Int) {
        self.paper = paper
        self.from = from
        self.until = until
        self.letters = letters
    }

    /// The day on which its first letter was printed.
    public var day: CivilDate { from.dayInJapan }

    /// Every kind of a day as one bundle, in the order of the days: how an office carries them out.
    /// It ends with its last printing, so what is printed later is another bundle: a bundle that
    /// was shown can only become smaller.
    ///
    /// - Parameter printings: in the order of their moments.
    public static func byDay(_ printings: [LetterBundle]) -> [LetterBundle] {
        var days: [LetterBundle] = []
        var places: [Place: Int] = [:]
        for printing in printings {
            let place = Place(day: printing.day, paper: printing.paper)
            if let index = places[place] {
                days[index] = LetterBundle(
                    printing.paper, from: days[index].from, until: printing.until,
                    letters: days[index].letters + printing.letters)
            } else {
                places[place] = days.count
                days.append(printing)
            }
        }
        return days
    }

    private struct Place: Hashable {
        let day: CivilDate
        let paper: Paper
    }
}
