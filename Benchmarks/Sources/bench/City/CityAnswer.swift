// SPDX-License-Identifier: Apache-2.0

/// The check numbers of a judged and computed city; whoever does the work must get the same.
struct CityAnswer: Equatable, CustomStringConvertible {
    var eligibleOut = 0
    var eligibleIn = 0
    var paidRows = 0
    var yen = 0
    /// Of the amounts as 64-bit integers, lowest byte first, month after month.
    var crc: UInt32 = 0

    /// What `Peers/README.md` says for a size; `nil` where nothing is written down.
    static func expected(children: Int) -> CityAnswer? {
        switch children {
        case 100_000:
            CityAnswer(
                eligibleOut: 905_693, eligibleIn: 1_030_142, paidRows: 498_316,
                yen: 2_706_393_705, crc: 0xc54f_5ffc)
        case 1_000_000:
            CityAnswer(
                eligibleOut: 9_055_464, eligibleIn: 10_305_575, paidRows: 4_975_619,
                yen: 27_111_686_930, crc: 0x4886_e53e)
        default: nil
        }
    }

    /// Takes the paid amounts of all children of one month in.
    mutating func take(_ amounts: [Int]) {
        for amount in amounts where amount > 0 {
            paidRows += 1
            yen += amount
        }
        amounts.withUnsafeBytes { crc = Crc32.next(crc, $0) }
    }

    var description: String {
        "\(eligibleOut) \(eligibleIn) \(paidRows) \(yen) \(String(crc, radix: 16))"
    }
}

/// The CRC of zlib.
enum Crc32 {
    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { value, _ in
            value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1
        }
    }

    static func next(_ crc: UInt32, _ bytes: UnsafeRawBufferPointer) -> UInt32 {
        table.withUnsafeBufferPointer { table in
            var value = ~crc
            for byte in bytes {
                value = table[Int((value ^ UInt32(byte)) & 0xFF)] ^ (value >> 8)
            }
            return ~value
        }
    }
}
