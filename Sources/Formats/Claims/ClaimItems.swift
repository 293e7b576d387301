// SPDX-License-Identifier: Apache-2.0

/// The items of one claim record: commas are found once, items are read when asked.
///
/// Commas may be searched in bytes: no second byte of a CP932 character is one.
struct ClaimItems {
    let bytes: UnsafeRawBufferPointer
    /// Ends of the items.
    private(set) var ends: [Int] = []

    init(_ bytes: UnsafeRawBufferPointer, reusing storage: inout [Int]) {
        self.bytes = bytes
        swap(&ends, &storage)
        ends.removeAll(keepingCapacity: true)
        for index in 0..<bytes.count where bytes[index] == 0x2C { ends.append(index) }
        ends.append(bytes.count)
    }

    mutating func giveBack(_ storage: inout [Int]) { swap(&ends, &storage) }

    var count: Int { ends.count }

    /// The bytes of an item; empty where the record or the edition has none.
    subscript(_ place: Int) -> UnsafeRawBufferPointer {
        guard place >= 0, place < ends.count else { return .init(start: nil, count: 0) }
        return .init(rebasing: bytes[(place == 0 ? 0 : ends[place - 1] + 1)..<ends[place]])
    }

    /// ASCII text without filling spaces at the front; `nil` when it is not plain.
    func plain(_ place: Int) -> String? {
        let item = self[place]
        guard item.isPlain else { return nil }
        return String(decoding: item.drop { $0 == 0x20 }, as: UTF8.self)
    }

    /// Exactly so many digits.
    func digits(_ place: Int, _ length: Int) -> String? {
        let item = self[place]
        guard item.count == length, item.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return String(decoding: item, as: UTF8.self)
    }

    /// A number; `otherwise` where the item is empty; `nil` where it is unreadable.
    func number(_ place: Int, otherwise: Int? = nil) -> Int? {
        let item = self[place]
        if item.isEmpty { return otherwise }
        // Ten digits are more than any amount of a claim; more is a damaged item.
        return item.count <= 10 ? EraDigits.number(item) : nil
    }

    func isEmpty(_ place: Int) -> Bool { self[place].isEmpty }
}
