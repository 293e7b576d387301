// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Who had a hand in the decisions about a child that other areas make (支給・不支給、取消し、返還、遡及の精算
/// …): whoever proposed, approved or issued one of them does not rule on an appeal against it (行政不服審査法
/// 9条2項). Answered by 給付 and 支払.
public protocol DecisionHands: Sendable {
    /// - Parameter day: the day of the decision; `nil` is whenever it was made.
    func hands(
        ofChild child: AddresseeNumber, decidedOn day: CivilDate?, from db: any Connection
    ) throws -> Set<String>
}

/// The same of 資格 itself.
public struct EntitlementHands: DecisionHands {
    public init() {}

    public func hands(
        ofChild child: AddresseeNumber, decidedOn day: CivilDate?, from db: any Connection
    ) throws -> Set<String> {
        try HistoryBook.hands(ofChild: child, decidedOn: day, from: db)
    }
}
