// SPDX-License-Identifier: Apache-2.0

/// 練習: the fictional town begins anew, for everybody who practises on it.
enum PracticeScreen: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.resetPractice, to: reset)
        book.bind(.practiceClaims, to: claims)
    }

    /// A file of fictional claims, to be taken in on screen 1320.
    ///
    /// - Throws: `DeskRefusal.notFound` on every desk that is not one for practice.
    private static func claims(_ visit: Visit) throws -> Answer {
        guard let bytes = visit.desk.settings.practice?.claims else { throw DeskRefusal.notFound }
        return .attachment(bytes, name: "renshu.UKE")
    }

    /// Ends this desk; the program that opened it plays the town again and opens another.
    ///
    /// - Throws: `DeskRefusal.notFound` on every desk that is not one for practice.
    private static func reset(_ visit: Visit) throws -> Answer {
        guard visit.desk.settings.practice != nil else { throw DeskRefusal.notFound }
        visit.desk.askForReset()
        return .page(Page("practice/resetting", "練習の町を作り直しています"))
    }
}
