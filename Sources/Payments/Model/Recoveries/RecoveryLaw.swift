// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What the books say about claims of the city: days, instalments, limitation.
public struct RecoveryLaw: Sendable {
    private let terms: DatedValues<RecoveryTerms>
    private let limitation: DatedValues<ClaimLimitation>
    private let collected: DatedValues<MoneyCollection>

    public init(book: SchemeBook) {
        terms = book.office.money.recovery
        collected = book.office.money.collection
        limitation = book.national.publicMoney.limitation
    }

    /// Days and instalments of the city.
    ///
    /// - Throws: `RecoveryRefusal.termsUnset`.
    public func terms(on day: CivilDate) throws(RecoveryRefusal) -> RecoveryTerms {
        switch terms.on(day) {
        case .found(let found, _): return found
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.recovery")
        }
    }

    /// Where the money is booked and paid (歳入科目, 納入場所); `nil` where the city's book does not say
    /// it: then no notice to pay can be printed.
    public func collection(on day: CivilDate) -> MoneyCollection? {
        if case .found(let found, _) = collected.on(day) { found } else { nil }
    }

    /// When a claim lapses.
    ///
    /// - Throws: `RecoveryRefusal.termsUnset`.
    public func limitation(on day: CivilDate) throws(RecoveryRefusal) -> ClaimLimitation {
        switch limitation.on(day) {
        case .found(let found, _): return found
        case .unset(let path): throw .termsUnset(path)
        case .none: throw .termsUnset("public-money.limitation")
        }
    }

    /// Where the limitation stands in the law, and whether anybody has checked it.
    public func source(on day: CivilDate) -> String {
        guard case .found(_, let entry) = limitation.on(day) else { return "未設定" }
        return (entry.article ?? "") + (entry.isConfirmed ? "" : "（未確認）")
    }
}
