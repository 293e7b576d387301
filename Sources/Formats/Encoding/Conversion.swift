// SPDX-License-Identifier: Apache-2.0
import Glibc

/// One open conversion of the C library's `iconv`; not to be shared between threads.
///
/// Foundation's Shift_JIS never returns on a text that ends in a variation selector, so no
/// conversion of Foundation is used anywhere in the project.
final class Conversion {
    private let handle: iconv_t

    /// - Throws: `conversionMissing` where the image lacks the module.
    init(from source: String, to target: String) throws(FormatRefusal) {
        let opened = iconv_open(target, source)
        // iconv answers (iconv_t)-1 for "no such conversion".
        guard let opened, Int(bitPattern: opened) != -1 else {
            throw .conversionMissing(name: source == "UTF-8" ? target : source)
        }
        handle = opened
    }

    deinit { iconv_close(handle) }

    /// What one step of the conversion did.
    struct Step {
        /// Bytes of the input that were read.
        let taken: Int
        /// The input stopped at a byte that has no meaning or no counterpart.
        let isStuck: Bool
    }

    /// Converts until the input ends or a byte stops it; `write` receives the output in pieces.
    func run(
        _ input: UnsafeRawBufferPointer, write: (UnsafeRawBufferPointer) -> Void
    ) -> Step {
        iconv(handle, nil, nil, nil, nil)
        guard let base = input.baseAddress, input.count > 0 else {
            return Step(taken: 0, isStuck: false)
        }
        return withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 16) { room in
            // iconv does not write to its input although its type says so.
            var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: base)
                .assumingMemoryBound(to: CChar.self)
            var left = input.count
            while left > 0 {
                var to = room.baseAddress?.assumingMemoryBound(to: CChar.self)
                var space = room.count
                let answer = iconv(handle, &from, &left, &to, &space)
                let reason = errno
                write(UnsafeRawBufferPointer(rebasing: room[0..<(room.count - space)]))
                if answer == -1, reason != E2BIG { break }
            }
            return Step(taken: input.count - left, isStuck: left > 0)
        }
    }
}
