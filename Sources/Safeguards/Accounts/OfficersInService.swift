// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Officers who may work on a day: with a role in force, and not stopped, be it by hand or by a request
/// whose day has come. For the rooms that ask about others than who is at work.
public enum OfficersInService {
    /// One of them; `nil` for everybody else.
    public static func officer(
        _ officer: String, on day: CivilDate, from db: any Connection
    ) throws -> (name: String, department: String, roles: Set<Role>)? {
        guard let standing = try StandingBook.standing(of: officer, on: day, db),
            !standing.isStopped, !standing.roles.isEmpty
        else { return nil }
        return (standing.name, standing.department, standing.roles)
    }

    /// Those who hold, on a day, a role in which an operation may be carried out; one question. Whoever
    /// signed beforehand asks it on the day of use.
    public static func whoMay(
        _ operation: OperationCode, on day: CivilDate, from db: any Connection
    ) throws -> Set<String> {
        let roles = operation.definition.roles
        return Set(
            try all(on: day, from: db).filter { !$0.roles.isDisjoint(with: roles) }
                .map(\.officer))
    }

    /// All of them.
    public static func all(
        on day: CivilDate, from db: any Connection
    ) throws -> [OfficerEntry] {
        try OfficerBook.entries(on: day, db).filter { !$0.isStopped && !$0.roles.isEmpty }
    }
}
