// SPDX-License-Identifier: Apache-2.0
import Glibc

/// `iconv` over the same bytes and nothing else: the yardstick of reading and writing files.
final class BareIconv {
    private let handle: iconv_t
    private var room = [CChar](repeating: 0, count: 1 << 16)

    init(from source: String, to target: String) throws {
        guard let opened = iconv_open(target, source), Int(bitPattern: opened) != -1 else {
            throw BenchError("iconv に \(source) から \(target) への変換がありません")
        }
        handle = opened
    }

    deinit { iconv_close(handle) }

    /// Converts all of it and throws the result away; how many bytes came out.
    func run(_ bytes: [UInt8]) -> Int {
        iconv(handle, nil, nil, nil, nil)
        return bytes.withUnsafeBytes { input in
            var written = 0
            var from = input.baseAddress.map {
                UnsafeMutableRawPointer(mutating: $0).assumingMemoryBound(to: CChar.self)
            }
            var left = input.count
            while left > 0 {
                let answer = room.withUnsafeMutableBufferPointer { output in
                    var to = output.baseAddress
                    var space = output.count
                    let answer = iconv(handle, &from, &left, &to, &space)
                    written += output.count - space
                    return answer
                }
                guard answer != -1 || errno == E2BIG else { return -1 }
            }
            return written
        }
    }
}
