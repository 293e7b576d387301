// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 処理中の事案: children about whom the office has something to decide.
public enum OpenCases {
    /// Whether there is something to decide about one child. A suspended entitlement is open: what it waits
    /// for must be able to come in.
    static func isOpen(
        _ child: AddresseeNumber, on day: CivilDate, from db: any Connection
    ) throws -> Bool {
        let open =
            try db.first(
                "SELECT 1 FROM application_status WHERE child = ? AND is_open = 1 LIMIT 1", [child]
            ) { $0.int(0) } != nil
        if open { return true }
        return try HistoryBook.strands(children: [child], from: db)[child]?
            .contains { $0.state.isStanding && $0.state.periods.reaches(day) } ?? false
    }

    /// A child with something to decide, and the person who applied or is entitled for it.
    struct OfRecipient: Hashable {
        let child: AddresseeNumber
        let recipient: AddresseeNumber
    }

    /// The open cases of these children, and those of these recipients and applicants.
    static func recipients(
        ofChildren children: Set<AddresseeNumber>, orOf recipients: Set<AddresseeNumber>,
        on day: CivilDate, from db: any Connection
    ) throws -> Set<OfRecipient> {
        var found: Set<OfRecipient> = []
        for (column, numbers) in [("a.child", children), ("a.applicant", recipients)] {
            try Among.forEach(
                """
                SELECT a.child, a.applicant FROM application a
                JOIN application_status s ON s.application_id = a.id
                WHERE {among} AND s.is_open = 1
                """, column: column, keys: numbers.map(\.value).sorted(), in: db
            ) { found.insert(OfRecipient(child: $0.addressee(0), recipient: $0.addressee(1))) }
        }
        let theirs = try HistoryBook.children(ofRecipients: recipients.sorted(), from: db)
        let strands = try HistoryBook.strands(
            children: children.union(theirs).sorted(), from: db)
        for (child, states) in strands.mapValues({ $0.map(\.state) }) {
            for state in states where state.isStanding && state.periods.reaches(day) {
                found.insert(OfRecipient(child: child, recipient: state.recipient))
            }
        }
        return found.filter { children.contains($0.child) || recipients.contains($0.recipient) }
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
        where strands.contains(where: { $0.state.isStanding && $0.state.periods.reaches(day) }) {
            found.insert(child)
        }
        return found
    }
}
