// SPDX-License-Identifier: Apache-2.0
import Foundation
// SPDX-License-Identifier: Apache-2.0
public import Vault
public import Vocabulary

// How an address is stored: always sealed, with the flag and the owner beside it in the table.
extension ProtectedAddress {
    /// The sealed cell of the address (key class `protectedAddress`).
    public func sealed(by cipher: CellCipher, at place: CellAddress) -> [UInt8] {
        let parts = [address.postalCode, address.text, address.building]
        // Unit separators: no register field holds control characters.
        return cipher.seal(parts.joined(separator: "\u{1F}"), at: place)
    }

    /// Reads a sealed cell.
    /// - Throws: `Fault(.key)` when it was altered or moved.
    public init(
        opening cell: [UInt8], with cipher: CellCipher, at place: CellAddress,
        of owner: AddresseeNumber, isProtected: Bool
    ) throws(Fault) {
        let text = try cipher.openText(cell, at: place)
        let parts = text.split(separator: "\u{1F}", omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            throw Fault(.key, detail: "住所の項目の形が違います（\(place.table) 行\(place.row)）。")
        }
        self.init(
            Address(
                postalCode: String(parts[0]), text: String(parts[1]), building: String(parts[2])),
            of: owner, isProtected: isProtected)
    }
}
