// SPDX-License-Identifier: Apache-2.0
import CPostgres
import Vocabulary

/// Arguments in the binary form of the wire. Types are said aloud, so that `? + 1` counts in 64
/// bits; NULL takes the type that the statement wants.
struct PostgresParameters {
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let text: Oid = 25

    let types: [Oid]
    private let bytes: [UInt8]
    private let places: [(offset: Int, length: Int)?]

    init(_ arguments: [SQLValue]) throws {
        var bytes: [UInt8] = []
        var types: [Oid] = []
        var places: [(offset: Int, length: Int)?] = []
        for argument in arguments {
            let offset = bytes.count
            switch argument {
            case .null: types.append(0)
            case .integer(let number):
                types.append(PostgresParameters.int8)
                withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
            case .text(let text):
                types.append(PostgresParameters.text)
                guard !text.utf8.contains(0) else {
                    throw Fault(.database, detail: "文字列にNULは書けません")
                }
                bytes.append(contentsOf: text.utf8)
            case .blob(let blob):
                types.append(PostgresParameters.bytea)
                bytes.append(contentsOf: blob)
            }
            places.append(argument == .null ? nil : (offset, bytes.count - offset))
        }
        // So that there is an address even when every value is empty.
        bytes.append(0)
        self.bytes = bytes
        self.types = types
        self.places = places
    }

    func withPointers<R>(
        _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) throws -> R
    ) rethrows -> R {
        try bytes.withUnsafeBufferPointer { buffer in
            try buffer.withMemoryRebound(to: CChar.self) { buffer in
                let values = places.map { place in
                    place.flatMap { place in buffer.baseAddress.map { $0 + place.offset } }
                }
                let lengths = places.map { Int32($0?.length ?? 0) }
                return try body(values, lengths, places.map { _ in 1 })
            }
        }
    }
}
