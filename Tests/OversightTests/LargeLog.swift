// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Vocabulary

/// A log of many entries, written in bulk: some of them are about one person.
enum LargeLog {
    static func write(
        _ count: Int, own: Int, about person: AddresseeNumber, to office: Office
    ) throws {
        let start = office.clock.now().adding(seconds: -86_400 * 2_000)
        let step = max(count / own, 1)
        let size = 20_000
        for first in stride(from: 0, to: count, by: size) {
            let signed = try office.store.write { db in
                let group = try office.ledger.open(in: db)
                for number in first..<min(first + size, count) {
                    let act = Act(
                        code: "viewPerson", officer: "k9\(number % 50)", session: "s",
                        terminal: "窓口\(number % 9)", purpose: "change")
                    let operation = try group.begin(
                        act,
                        at: start.adding(seconds: Int64(number) * 86_400 * 2_000 / Int64(count)))
                    let isOwn = number % step == 0 && number / step < own
                    let other = AddresseeNumber(value: 930_000_000_000_000 + Int64(number % 9_973))
                    try operation.finish(
                        subjects: isOwn ? [person, other] : [other],
                        result: "ok | explained operation-1")
                }
                return try group.seal(at: office.clock.now())
            }
            try office.ledger.publish(signed)
        }
    }
}
