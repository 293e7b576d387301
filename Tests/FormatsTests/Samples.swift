// SPDX-License-Identifier: Apache-2.0
import Formats
// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support

/// Files beside the tests and the layouts of the repository.
enum Samples {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let layouts = folder.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Layouts").path

    static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: "Samples").appending(path: name)))
    }

    static func library() throws -> LayoutLibrary {
        try LayoutLibrary.load(directory: layouts) { bytes in
            String(bytes.reduce(UInt64(5381)) { ($0 &* 33) ^ UInt64($1) }, radix: 16)
        }
    }

    /// Text in CP932; the tests write nothing else.
    static func cp932(_ text: String) throws -> [UInt8] {
        try TextEncoder(.cp932).bytes(text)
    }

    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// Changes, drops, doubles and cuts bytes.
func mutated(_ original: [UInt8], seed: UInt64) -> [UInt8] {
    var random = Seeded(seed)
    var bytes = original
    for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 3: bytes.removeSubrange(place...)
        case 4:
            let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
            bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 5:
            let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
            bytes.removeSubrange(place..<end)
        default:
            let special: [UInt8] = [0x0A, 0x0D, 0x1A, 0x22, 0x2C, 0x00, 0x81, 0xFF]
            bytes[place] = special[Int.random(in: 0..<special.count, using: &random)]
        }
    }
    return bytes
}
