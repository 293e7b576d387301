// SPDX-License-Identifier: Apache-2.0
import Office
import Scheme
import Vocabulary

/// 入院年月日 on screens.
enum Stays {
    /// Whether a book asks in a month how long a stay has lasted: the city's own, or the prefecture's
    /// (県補助), by which the same form is computed a second time.
    static func areAsked(at office: Installation, in month: YearMonth) -> Bool {
        [office.book, office.subsidyBook].contains { $0?.copaymentAsksStay(in: month) ?? false }
    }
}
