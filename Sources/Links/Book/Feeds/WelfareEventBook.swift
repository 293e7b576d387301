// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

struct WelfareEventRow: FactRow {
    static let table = "welfare_event"
    static let columns = ["child", "event", "occurred_on"]
    let event: WelfareEvent

    var values: [any SQLValueConvertible] { [event.child, event.kind.rawValue, event.day] }
}

/// 生活保護の開始と廃止, as the welfare office reported them of children of ours.
enum WelfareEventBook {
    /// - Parameter children: `nil` is all.
    static func events(
        _ children: Set<AddresseeNumber>?, from db: any Connection
    ) throws -> [AddresseeNumber: [WelfareEvent]] {
        var found: [AddresseeNumber: [WelfareEvent]] = [:]
        try Among.forEach(
            "SELECT child, event, occurred_on FROM welfare_event WHERE {among} ORDER BY id",
            column: "child", key: 0, ids: children?.map(\.value), in: db
        ) { row in
            guard let kind = WelfareEvent.Kind(rawValue: row.text(1)) else { return }
            found[row.addressee(0), default: []].append(
                WelfareEvent(child: row.addressee(0), kind: kind, day: row.date(2)))
        }
        return found
    }
}
