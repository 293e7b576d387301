// SPDX-License-Identifier: Apache-2.0

/// The form of a cell that a person's key sealed.
public enum OwnedCell {
    private static let form: UInt8 = 2
    static let headBytes = 9

    static func head(_ key: Int64) -> [UInt8] {
        [form] + bigEndian(UInt64(bitPattern: key))
    }

    /// The number of the key of a cell; `nil` for bytes of another form.
    public static func key(of cell: [UInt8]) -> Int64? {
        guard cell.count >= headBytes + 28, cell[0] == form else { return nil }
        return Int64(bitPattern: cell[1..<headBytes].reduce(0) { $0 << 8 | UInt64($1) })
    }
}
