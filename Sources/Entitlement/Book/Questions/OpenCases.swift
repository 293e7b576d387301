// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 処理中の事案: children about whom the office has something to decide.
public enum OpenCases {
    /// Whether there is something to decide about one child.
    static func isOpen(
        _ child: AddresseeNumber, on day: CivilDate, from db: any Connection
    ) throws -> Bool {
        let open =
            try db.first(
                "SELECT 1 FROM application_status WHERE child = ? AND is_open = 1 LIMIT 1", [child]
            ) { $0.int(0) } != nil
        if open { return true }
        return try HistoryBook.strands(children: [child], from: db)[child]?
            .contains { $0.state.isLive && $0.state.periods.reaches(day) } ?? false
    }

    /// Children with an open application, or with an entitlement that runs on a day.
    public static func children(
        on day: CivilDate, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try db.forEachRow("SELECT child FROM application_status WHERE is_open = 1", []) {
            found.insert($0.addressee(0))
        }
        for (child, strands) in try HistoryBook.strands(children: nil, from: db)
        where strands.contains(where: { $0.state.isLive && $0.state.periods.reaches(day) }) {
            found.insert(child)
        }
        return found
    }
}
