// SPDX-License-Identifier: Apache-2.0

/// 2020: who is who. Cases that no number and four items settle, two numbers that are one person, a
/// number for who has none.
enum MatchingScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.matches, to: MatchListScreen.show)
        book.bind(.match, to: MatchScreen.show)
        book.bind(.decideMatch, to: MatchScreen.decide, again: MatchScreen.page)
        book.bind(.mergeForm, to: MergeScreen.show)
        book.bind(.mergePersons, to: MergeScreen.merge, again: MergeScreen.page)
        book.bind(.undoMerge, to: MergeScreen.undo, again: MergeScreen.undoPage)
        book.bind(.numberForm, to: NumberingScreen.show)
        book.bind(.askCandidates, to: NumberingScreen.ask, again: NumberingScreen.page)
        book.bind(.candidates, to: CandidatesScreen.show)
        book.bind(.numberPerson, to: CandidatesScreen.number, again: CandidatesScreen.page)
    }
}
