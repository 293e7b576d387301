// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 権限一覧の一行: what one officer may do on a day.
public struct PermissionLine: Sendable, Hashable {
    public let officer: String
    public let name: String
    public let department: String
    /// The roles in force, each with its first day without it.
    public let roles: [Role: CivilDate]
    /// True where 決裁 is lent by a head who is away (不在時代理).
    public let isDeputy: Bool
    public let isStopped: Bool
    /// True for an officer of another department without leave: persons stay closed.
    public let isOutside: Bool
    /// The last log-in until the end of the day.
    public let lastLogin: Instant?

    /// Whether the roles open an operation, by the same table as the gate. An emergency access
    /// is no right and is not counted.
    public func may(_ operation: OperationCode) -> Bool {
        guard !isStopped else { return false }
        let held = Set(roles.keys)
        guard !operation.definition.roles.isDisjoint(with: held) else { return false }
        return !isOutside
            || PermissionTable.allows(operation, by: held, on: .otherDepartment)
    }
}

extension Accounts {
    /// 権限一覧: everybody who was registered at the end of a day with what was in force then, by
    /// department; one question, however many there are.
    ///
    /// - Parameter day: today, or an earlier one, as it stood at its end.
    /// - Throws: `wrongState` for a day to come.
    public func permissions(
        on day: CivilDate, by reader: Principal
    ) throws -> [PermissionLine] {
        try gate.perform(.viewOfficers, by: reader, for: .maintenance) { scope in
            guard day <= scope.today else { throw SafeguardRefusal.wrongState }
            let lines = try PermissionBook.lines(
                on: day, isInCharge: rules.isInCharge, scope.db)
            scope.counted(lines.count)
            scope.note("permissions \(day)")
            return lines
        }
    }
}
