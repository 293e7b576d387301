// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Testing
import Vocabulary

@Suite("在留資格の始まり")
struct StayTests {
    @Test("いつからその在留資格かは、変わった日から数え、転居では動かない。在留資格のない人には答えない")
    func since() throws {
        let register = try Register()
        func row(_ place: Int, _ change: Int, _ day: String, _ stay: String) -> Register.Row {
            var row = Register.row(place, change: change)
            row.date = day
            row.stay = stay
            return row
        }
        func since() throws -> [AddresseeNumber: String] {
            let both = [Register.addressee(1), Register.addressee(2)]
            return try register.ask { try StayBook.since(both, in: $0) }
                .mapValues(\.description)
        }
        try register.receive(
            [row(1, 1, "20240401", "家族滞在"), row(2, 2, "20240401", "")], digest: "a")
        #expect(try since() == [Register.addressee(1): "2024-04-01"])
        try register.receive(
            [row(1, 3, "20250301", "短期滞在"), row(1, 4, "20250320", "短期滞在")], digest: "b")
        #expect(try since() == [Register.addressee(1): "2025-03-01"])
        try register.receive([row(1, 5, "20250325", "家族滞在")], digest: "c")
        #expect(try since() == [Register.addressee(1): "2025-03-25"])
        try register.receive([row(1, 6, "20250326", "")], digest: "d")
        #expect(try since().isEmpty)
    }
}
