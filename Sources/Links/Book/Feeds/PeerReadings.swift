// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Up to which file the peers were asked about each child, so that nothing is asked twice.
enum PeerReadings {
    private static let most = 100

    static func readings(
        of children: Set<AddresseeNumber>, in layout: String, from db: any Connection
    ) throws -> [AddresseeNumber: Instant] {
        var found: [AddresseeNumber: Instant] = [:]
        try Among.forEach(
            "SELECT child, read_until FROM peer_reading WHERE {among} AND layout = ?",
            column: "child", key: 0, ids: children.map(\.value), in: db, arguments: [layout]
        ) { found[$0.addressee(0)] = $0.instant(1) }
        return found
    }

    static func move(
        _ children: Set<AddresseeNumber>, in layout: String, to moment: Instant, in scope: Scope
    ) throws {
        var rest = children.sorted()[...]
        while !rest.isEmpty {
            let size = rest.count >= most ? most : 1
            let part = rest.prefix(size)
            rest = rest.dropFirst(size)
            let marks = Array(repeating: "(?, ?, ?)", count: size).joined(separator: ", ")
            try scope.db.execute(
                """
                INSERT INTO peer_reading (child, layout, read_until) VALUES \(marks)
                ON CONFLICT (child, layout) DO UPDATE SET read_until = excluded.read_until
                """,
                part.flatMap { child -> [any SQLValueConvertible] in [child, layout, moment] })
        }
    }
}
