// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What comes over the whole town in a long story: mergers of insurers, branches that banks give up, a
/// wave of newcomers. Chosen here; the files follow.
extension Story {
    /// An insurer that goes on as part of another from a first of a month.
    struct Merger: Hashable {
        let day: CivilDate
        /// Index in `Insurer.all`.
        let from: Int
        let into: Int
    }

    /// Only in years after the first: then every family is asked what its insurer does.
    var mergers: [Merger] {
        guard changesOrdinance else { return [] }
        return [
            Merger(day: FictionalCity.day(2024, 10, 1), from: 7, into: 6),
            Merger(day: FictionalCity.day(2026, 7, 1), from: 4, into: 5),
        ].filter { $0.day >= FictionalCity.day(firstYear + 1, 4, 1) && $0.day < end }
    }

    /// What an insurer writes to the office before it goes on under another number.
    public struct InsurerLetter: Hashable, Sendable {
        public let effectiveOn: CivilDate
        public let old: String
        public let new: String
        public let newName: String
    }

    /// The letters about the mergers of the story.
    public var insurerLetters: [InsurerLetter] {
        mergers.map {
            InsurerLetter(
                effectiveOn: $0.day, old: Insurer.all[$0.from].number,
                new: Insurer.all[$0.into].number, newName: Insurer.all[$0.into].name)
        }
    }

    /// The insurer that has taken an insurer over by a day.
    func insurer(_ insurer: Int, on day: CivilDate) -> Int {
        guard changesOrdinance else { return insurer }
        return mergers.filter { $0.day <= day }
            .reduce(insurer) { $0 == $1.from ? $1.into : $0 }
    }

    /// Branches that banks give up in a month (店舗の統廃合): what is sent there comes back.
    struct ClosedBranches: Hashable {
        let month: YearMonth
        /// Which tenth of the list of branches.
        let tenth: Int
    }

    var closedBranches: [ClosedBranches] {
        guard changesOrdinance else { return [] }
        return [
            ClosedBranches(month: FictionalCity.month(2023, 10), tenth: 3),
            ClosedBranches(month: FictionalCity.month(2025, 11), tenth: 5),
            ClosedBranches(month: FictionalCity.month(2026, 9), tenth: 7),
        ].filter { $0.month > schemeStart.yearMonth.adding(months: 3) }
    }

    /// The spring in which many times the usual number of households moves in.
    var wave: CivilDate? {
        changesOrdinance ? FictionalCity.day(2026, 3, 20) : nil
    }
}
