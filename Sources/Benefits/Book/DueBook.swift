// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 支給決定済み: what 支払 may schedule.
public enum DueBook {
    /// Approved decisions to pay, decided on or before a day, in the order of being decided.
    public static func due(
        decidedThrough day: CivilDate, from db: any Connection
    ) throws -> [DueReimbursement] {
        []
    }
}
