// SPDX-License-Identifier: Apache-2.0

/// Reads CBOR strictly: shortest lengths only, no repeated keys, no floats, tags or indefinite
/// lengths, four levels at most. `nil` for everything else, so a forged object has one spelling.
struct CBORReader {
    private static let deepest = 4
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// The whole of the bytes as one value.
    static func value(of bytes: [UInt8]) -> CBORValue? {
        var reader = CBORReader(bytes)
        guard let value = reader.next(), reader.position == bytes.count else { return nil }
        return value
    }

    /// The next value.
    mutating func next() -> CBORValue? { next(depth: 0) }

    private mutating func next(depth: Int) -> CBORValue? {
        guard depth <= CBORReader.deepest, let head = take(1)?.first else { return nil }
        let (major, detail) = (head >> 5, head & 0x1F)
        if major == 7 { return simple(detail) }
        guard let count = argument(detail) else { return nil }
        switch major {
        case 0: return Int64(exactly: count).map { .integer($0) }
        case 1: return Int64(exactly: count).map { .integer(-1 - $0) }
        case 2: return run(count).map { .bytes(Array($0)) }
        case 3: return run(count).flatMap { text($0) }
        case 4: return array(count, depth)
        case 5: return map(count, depth)
        default: return nil
        }
    }

    private func simple(_ detail: UInt8) -> CBORValue? {
        switch detail {
        case 20: .bool(false)
        case 21: .bool(true)
        case 22: .null
        default: nil
        }
    }

    private mutating func argument(_ detail: UInt8) -> UInt64? {
        if detail < 24 { return UInt64(detail) }
        guard detail <= 27, let run = take(1 << Int(detail - 24)) else { return nil }
        let number = run.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let least: [UInt8: UInt64] = [24: 24, 25: 0x100, 26: 0x1_0000, 27: 0x1_0000_0000]
        guard let bound = least[detail], number >= bound else { return nil }
        return number
    }

    private mutating func array(_ count: UInt64, _ depth: Int) -> CBORValue? {
        // Every item takes a byte at least: no list is longer than what is left.
        guard count <= UInt64(bytes.count - position) else { return nil }
        var items: [CBORValue] = []
        for _ in 0..<count {
            guard let item = next(depth: depth + 1) else { return nil }
            items.append(item)
        }
        return .array(items)
    }

    private mutating func map(_ count: UInt64, _ depth: Int) -> CBORValue? {
        guard count <= UInt64(bytes.count - position) / 2 else { return nil }
        var pairs: [(key: CBORValue, value: CBORValue)] = []
        for _ in 0..<count {
            guard let key = next(depth: depth + 1), let value = next(depth: depth + 1),
                !pairs.contains(where: { $0.key == key })
            else { return nil }
            pairs.append((key, value))
        }
        return .map(pairs)
    }

    private func text(_ run: ArraySlice<UInt8>) -> CBORValue? {
        let text = String(decoding: run, as: UTF8.self)
        return text.utf8.elementsEqual(run) ? .text(text) : nil
    }

    private mutating func run(_ count: UInt64) -> ArraySlice<UInt8>? {
        Int(exactly: count).flatMap { take($0) }
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }
}
