// SPDX-License-Identifier: Apache-2.0

/// Writes fields one after the other so that no two different lists of fields give the same bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8]

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func put(byte: UInt8) { bytes.append(byte) }

    mutating func put(_ value: Int64) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ text: String) {
        var text = text
        text.withUTF8 { run in
            put(Int64(run.count))
            bytes.append(contentsOf: run)
        }
    }

    mutating func put(_ blob: [UInt8]) {
        put(Int64(blob.count))
        bytes.append(contentsOf: blob)
    }

    mutating func put(raw run: [UInt8]) { bytes.append(contentsOf: run) }

    mutating func put(_ digest: Digest) { bytes.append(contentsOf: digest.bytes) }

    mutating func put(optional text: String?) {
        put(byte: text == nil ? 0 : 1)
        if let text { put(text) }
    }

    mutating func put(optional value: Int64?) {
        put(byte: value == nil ? 0 : 1)
        if let value { put(value) }
    }
}

/// Reads what `ByteWriter` wrote; `nil` where the bytes do not fit.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func integer() -> Int64? {
        take(8).map { Int64(bitPattern: $0.reduce(0) { $0 << 8 | UInt64($1) }) }
    }

    mutating func text() -> String? {
        guard let length = integer(), let count = Int(exactly: length), let run = take(count)
        else { return nil }
        return String(decoding: run, as: UTF8.self)
    }

    mutating func digest() -> Digest? { take(Digest.length).flatMap { Digest($0) } }

    private mutating func isPresent() -> Bool? {
        switch take(1)?.first {
        case 0: false
        case 1: true
        case .some, .none: nil
        }
    }

    /// `nil` for wrong bytes, `.some(nil)` for a field that is missing.
    mutating func optionalText() -> String?? {
        guard let isPresent = isPresent() else { return nil }
        guard isPresent else { return .some(nil) }
        return text().map { .some($0) }
    }

    mutating func optionalInteger() -> Int64?? {
        guard let isPresent = isPresent() else { return nil }
        guard isPresent else { return .some(nil) }
        return integer().map { .some($0) }
    }
}
