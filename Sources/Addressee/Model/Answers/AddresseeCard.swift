// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// Where the current addressee data of a number come from.
public enum AddresseeOrigin: String, Sendable, Codable {
    /// The resident register; for residents it always wins.
    case residentRegister = "住民記録"
    /// What a business stated of somebody who is no resident.
    case business = "住登外"
}

/// What System 2 knows of a number now, before it is cut to what the asker may see.
struct AddresseeRecord {
    let addressee: AddresseeNumber
    let person: Int64
    let integratedNumber: AddresseeNumber
    let origin: AddresseeOrigin
    let items: FourItems
    let alias: String
    let postalCode: String
    let household: String
    let relationship: String
    let status: String
    let isProtected: Bool
    /// 他業務参照不可: only this peer may know the record.
    let reservedFor: String?

    func text(of field: AddresseeField) -> String {
        switch field {
        case .individualNumber: ""
        case .integratedNumber: integratedNumber.description
        case .name: items.name
        case .kana: items.kana
        case .alias: alias
        case .sex: items.sex
        case .born: items.born.text
        case .postalCode: postalCode
        case .address: items.address
        case .building: items.building
        case .household: household
        case .relationship: relationship
        case .status: status
        }
    }
}

/// Addressee data cut to the fields of a peer. An item that is not registered is not there at all;
/// under a protection measure the items that tell the place stay away as well.
public struct AddresseeCard: Sendable, Hashable, Codable {
    public let addressee: AddresseeNumber
    public let origin: AddresseeOrigin
    /// Under a protection measure (支援措置): no item of the place is told.
    public let isProtected: Bool
    /// Item → text, by the raw value of `AddresseeField`.
    public let items: [String: String]

    init(_ record: AddresseeRecord, for peer: Peer) {
        addressee = record.addressee
        origin = record.origin
        isProtected = record.isProtected
        var items: [String: String] = [:]
        for field in peer.fields where field != .individualNumber {
            guard !(record.isProtected && field.tellsPlace && !peer.actsForTheLaw) else { continue }
            items[field.rawValue] = record.text(of: field)
        }
        self.items = items
    }

    /// The text of an item; `nil` when the peer is not told it.
    public func text(_ field: AddresseeField) -> String? { items[field.rawValue] }
}

extension Peer {
    /// The 中間サーバー and the resident register keep protected addresses themselves.
    var actsForTheLaw: Bool {
        switch name {
        case .residentRegister, .intermediateServer: true
        case .tax, .intermediateTerminal, .welfare: false
        }
    }
}

/// Addressee data as an officer sees them in a list of hits (0320004): masked by the field policy.
public struct MaskedCard: Sendable, Hashable {
    public let addressee: AddresseeNumber
    public let origin: AddresseeOrigin
    public let isProtected: Bool
    public let items: [AddresseeField: Masked]

    init(_ record: AddresseeRecord, to reader: Principal) {
        addressee = record.addressee
        origin = record.origin
        isProtected = record.isProtected
        var items: [AddresseeField: Masked] = [:]
        for field in AddresseeField.allCases {
            let isKeptBack = record.isProtected && field.tellsPlace
            items[field] = Masked(
                record.text(of: field),
                isKeptBack ? .hidden : MaskedCard.visibility(of: field, to: reader))
        }
        self.items = items
    }

    private static func visibility(of field: AddresseeField, to reader: Principal) -> Visibility {
        switch field {
        case .individualNumber: .hidden
        // The integrated number is System 2's own; an officer needs to see that there is one.
        case .integratedNumber: .masked
        case .name, .alias: FieldPolicy.visibility(of: .name, to: reader)
        case .kana: FieldPolicy.visibility(of: .kana, to: reader)
        case .sex: FieldPolicy.visibility(of: .sex, to: reader)
        case .born: FieldPolicy.visibility(of: .birthDate, to: reader)
        case .postalCode, .address, .building, .household:
            FieldPolicy.visibility(of: .address, to: reader)
        case .relationship, .status: FieldPolicy.visibility(of: .relationship, to: reader)
        }
    }
}
