// SPDX-License-Identifier: Apache-2.0

/// A value of CBOR (RFC 8949) as far as authenticators write it (CTAP2 canonical form).
indirect enum CBORValue: Equatable, Sendable {
    case integer(Int64)
    case bytes([UInt8])
    case text(String)
    case array([CBORValue])
    case map([(key: CBORValue, value: CBORValue)])
    case bool(Bool)
    case null

    static func == (left: CBORValue, right: CBORValue) -> Bool {
        switch (left, right) {
        case (.integer(let a), .integer(let b)): a == b
        case (.bytes(let a), .bytes(let b)): a == b
        // By bytes: in Swift two spellings of one character are equal.
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.array(let a), .array(let b)): a == b
        case (.map(let a), .map(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
        case (.bool(let a), .bool(let b)): a == b
        case (.null, .null): true
        default: false
        }
    }

    subscript(name: String) -> CBORValue? { self[.text(name)] }
    subscript(number: Int64) -> CBORValue? { self[.integer(number)] }

    private subscript(key: CBORValue) -> CBORValue? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    var asBytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    var asText: String? { if case .text(let text) = self { text } else { nil } }
    var asInteger: Int64? { if case .integer(let number) = self { number } else { nil } }
    var asArray: [CBORValue]? { if case .array(let items) = self { items } else { nil } }
    var isEmptyMap: Bool { if case .map(let pairs) = self { pairs.isEmpty } else { false } }
}
