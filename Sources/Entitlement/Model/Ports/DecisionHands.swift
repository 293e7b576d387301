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

extension DecisionHands {
    /// Everybody whom statements name: each selects two officers and the day or the moment of a
    /// decision, and asks for the child once.
    ///
    /// - Parameter date: reads the third column.
    public func fold(
        _ decisions: [String], ofChild child: AddresseeNumber, decidedOn day: CivilDate?,
        from db: any Connection, date: (any Row) throws -> CivilDate = { $0.date(2) }
    ) throws -> Set<String> {
        var found: Set<String> = []
        for decision in decisions {
            try db.forEachRow(decision, [child]) { row in
                if let day, try date(row) != day { return }
                found.formUnion([row.text(0), row.text(1)])
            }
        }
        return found
    }
}

/// The same of 資格 itself.
public struct EntitlementHands: DecisionHands {
    public init() {}

    public func hands(
        ofChild child: AddresseeNumber, decidedOn day: CivilDate?, from db: any Connection
    ) throws -> Set<String> {
        try fold([HistoryBook.hands], ofChild: child, decidedOn: day, from: db)
    }
}
