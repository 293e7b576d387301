// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Lines of a file or of standard input (`-`), read as they come.
struct InputLines: Sequence {
    let handle: FileHandle

    init(path: String) throws {
        guard path != "-" else {
            handle = .standardInput
            return
        }
        handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    }

    func makeIterator() -> Iterator { Iterator(handle: handle) }

    struct Iterator: IteratorProtocol {
        let handle: FileHandle
        private var rest: [UInt8] = []
        private var position = 0
        private var hasEnded = false

        init(handle: FileHandle) { self.handle = handle }

        mutating func next() -> String? {
            while true {
                if let end = rest[position...].firstIndex(of: 0x0A) {
                    let line = text(of: rest[position..<end])
                    position = end + 1
                    return line
                }
                if hasEnded {
                    guard position < rest.count else { return nil }
                    let line = text(of: rest[position...])
                    position = rest.count
                    return line
                }
                rest.removeFirst(position)
                position = 0
                let chunk = handle.readData(ofLength: 1 << 16)
                hasEnded = chunk.isEmpty
                rest.append(contentsOf: chunk)
            }
        }

        private func text(of bytes: ArraySlice<UInt8>) -> String {
            String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
        }
    }
}
