// SPDX-License-Identifier: Apache-2.0
public import Database

/// Names behind user ids, for pages that say who did what.
public enum OfficerNames {
    /// Everybody who has, or had, an account; one question.
    public static func all(from db: any Connection) throws -> [String: String] {
        var names: [String: String] = [:]
        try db.forEachRow("SELECT officer, name FROM officer", []) {
            names[$0.text(0)] = $0.text(1)
        }
        return names
    }
}
